package org.loyaltyhub.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loyaltyhub.internal.json.FieldOrder;
import org.loyaltyhub.internal.json.Words;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Unit;

/**
 * The words of a programme's purchases. Immutable and thread-safe.
 *
 * @param order in which {@link EventWriter} writes fields that nearly every purchase has
 * @param partners by their ids
 */
record Vocabulary(FieldOrder order, Words<Partner> partners, Words<Category> categories, Words<Unit> units) {
    static Vocabulary of(Programme programme, EventCheck check) {
        Programme.Terms terms = programme.terms();
        return new Vocabulary(
                order(terms),
                words(terms.partners().stream(), partner -> partner.id().value()),
                words(terms.categories().stream(), Category::name),
                words(check.units(), Unit::name));
    }

    private static FieldOrder order(Programme.Terms terms) {
        List<String> names = new ArrayList<>(List.of("type", "partner", "id", "at", "member"));
        terms.identifierKinds().stream().findFirst().ifPresent(names::add);
        names.addAll(List.of("currency", "lines", "category", "quantity", "unit", "amount", "site"));
        return FieldOrder.of(names);
    }

    private static <T> Words<T> words(Stream<T> meanings, Function<T, String> word) {
        return new Words<>(meanings.collect(Collectors.toMap(word, Function.identity())));
    }
}
