package org.loyaltyhub.cli.mapping;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Texts;
import org.loyaltyhub.value.Unit;

/** Reads templates out of a mapping's fields. A constant that names something must name one of the programme's. */
final class TemplateFields {
    private final Programme programme;
    private final Problems problems;

    TemplateFields(Programme programme, Problems problems) {
        this.programme = programme;
        this.problems = problems;
    }

    Optional<Template> partner(Fields fields) {
        Optional<Template> partner = required(fields, "partner", "such as \"nord-fuel\" or \"station-{station}\"");
        known(partner, fields.at("partner"), partners(), "partner");
        return partner;
    }

    Optional<Template> unit(Fields fields) {
        Optional<Template> unit = optional(fields, "unit");
        known(unit, fields.at("unit"), units(), "unit");
        return unit;
    }

    Optional<Template> currency(Fields fields) {
        Optional<Template> currency = optional(fields, "currency");
        known(currency, fields.at("currency"), currencies(), "currency");
        return currency;
    }

    SortedMap<String, Template> attributes(Fields fields) {
        return named(
                fields,
                "attributes",
                fields.get("attributes"),
                programme.terms().attributes().keySet(),
                "attribute");
    }

    SortedMap<String, Template> named(
            Fields owner, String name, @Nullable JsonValue value, Collection<String> known, String what) {
        SortedMap<String, Template> templates = new TreeMap<>();
        if (value != null) {
            Fields.ofAny(value, owner.at(name), "`" + name + "`", problems)
                    .ifPresent(fields -> fields.names().forEach(each -> {
                        isKnown(each, fields.at(each), known, what);
                        optional(fields, each).ifPresent(template -> templates.put(each, template));
                    }));
        }
        return templates;
    }

    Optional<Template> required(Fields fields, String name, String advice) {
        return fields.requiredText(name, advice).flatMap(text -> template(text, fields.at(name)));
    }

    Optional<Template> optional(Fields fields, String name) {
        return fields.text(name).flatMap(text -> template(text, fields.at(name)));
    }

    Optional<Template> template(JsonValue value, Pointer place, String name) {
        return Fields.text(value, place, name, problems).flatMap(text -> template(text, place));
    }

    Optional<Template> template(String text, Pointer place) {
        Reading<Template> template = Template.of(text);
        for (Problem problem : template.problems()) {
            problems.add(problem.code(), place, problem.message(), problem.advice());
        }
        return template.value();
    }

    void known(Optional<Template> template, Pointer place, Collection<String> known, String what) {
        template.flatMap(Template::constant)
                .ifPresent(name -> isKnown(name, place, known, what, "name one of the programme's, or a {column}"));
    }

    boolean isKnown(String name, Pointer place, Collection<String> known, String what) {
        return isKnown(name, place, known, what, "name one that is known");
    }

    boolean isKnown(String name, Pointer place, Collection<String> known, String what, String advice) {
        if (known.contains(name)) {
            return true;
        }
        problems.add(
                "unknown-" + what.replace(' ', '-'),
                place,
                "there is no " + what + " `" + Texts.shown(name) + "`",
                () -> Suggestion.closest(name, known)
                        .map(near -> "did you mean `" + near + "`?")
                        .orElse(advice));
        return false;
    }

    List<String> partners() {
        return programme.terms().partners().stream()
                .map(partner -> partner.id().value())
                .toList();
    }

    List<String> categories() {
        return programme.terms().categories().stream().map(Category::name).toList();
    }

    Set<String> identifierKinds() {
        return programme.terms().identifierKinds();
    }

    Set<String> units() {
        return Stream.concat(Stream.of(Unit.LITRE, Unit.PIECE), programme.terms().units().stream())
                .map(Unit::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> currencies() {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toSet());
    }
}
