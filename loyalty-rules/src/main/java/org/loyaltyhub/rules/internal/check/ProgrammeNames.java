package org.loyaltyhub.rules.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.value.Unit;

/** Looks for names of a programme that rules write without quotes and could not tell from words of the language. */
public final class ProgrammeNames {
    private final Messages messages;
    private final Set<String> reserved;
    private final Programme programme;
    private final List<Diagnostic> found = new ArrayList<>();

    private ProgrammeNames(Programme programme, Set<String> reserved, Messages messages) {
        this.programme = programme;
        this.reserved = reserved;
        this.messages = messages;
    }

    /** A diagnostic for each, in the order of the programme file. O(names). */
    public static List<Diagnostic> check(Programme programme, Set<String> reserved, Messages messages) {
        return new ProgrammeNames(programme, reserved, messages).found();
    }

    private List<Diagnostic> found() {
        Programme.Terms terms = programme.terms();
        refuse("named.unit", terms.units().stream().map(Unit::name).sorted());
        refuse("named.category", terms.categories().stream().map(Category::name));
        refuse("named.tier", terms.tiers().stream());
        refuse("named.activity", terms.activities().stream().sorted());
        refuse(
                "named.partner",
                terms.partners().stream().map(partner -> partner.id().value()));
        refuse("named.kind", programme.kinds().stream());
        return found;
    }

    private void refuse(String what, Stream<String> names) {
        names.filter(reserved::contains)
                .forEach(name -> found.add(Findings.ofWhole(
                        programme.toString(),
                        messages,
                        Code.NAME_IS_A_WORD,
                        name,
                        new Findings.Help(messages.text(what)))));
    }
}
