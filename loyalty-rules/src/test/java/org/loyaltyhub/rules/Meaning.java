package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rules.scenario.Scenario;

/** What a file means: its rules and scenarios without the places where they stand. */
record Meaning(List<Rule> rules, List<Scenario> scenarios) {
    private static final Place NOWHERE = new Place("", 1, 1);

    static Meaning of(Programme programme, String text) {
        Compilation compilation = RuleFiles.compile(programme, List.of(new RuleSource("test.loyalty", text)));
        assertThat(compilation.diagnostics())
                .filteredOn(each -> each.isError())
                .isEmpty();
        CompiledBook book = compilation.books().get(0);
        return new Meaning(
                book.rules().rules().stream().map(Meaning::placeless).toList(),
                book.scenarios().stream().map(Meaning::placeless).toList());
    }

    static Rule placeless(Rule rule) {
        return new Rule(
                rule.key(),
                rule.tell(),
                rule.validity(),
                rule.trigger(),
                rule.triggerText(),
                rule.conditions().stream()
                        .map(each -> new Stated(each.text(), each.condition(), NOWHERE))
                        .toList(),
                rule.effects(),
                rule.limits(),
                rule.payers(),
                rule.group(),
                rule.priority(),
                rule.hold(),
                rule.expiry(),
                rule.rounding(),
                NOWHERE);
    }

    private static Scenario placeless(Scenario scenario) {
        return new Scenario(
                scenario.name(),
                NOWHERE,
                scenario.tier(),
                scenario.enrolledAt(),
                scenario.given(),
                scenario.when(),
                scenario.expectations());
    }
}
