package org.loyaltyhub.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Unit;

class ExplanationTest {
    private static final MemberState ANNA =
            MemberState.enrolled(new MemberId("anna"), Instant.parse("2025-01-01T00:00:00Z"), false);
    private static final Purchase FILL =
            at("nord-fuel", "2026-03-02T09:00").diesel("38.76", "2000").purchase();
    private static final Figure LITRES = new Figure.QuantityOf(lines("fuel"), ValueType.quantity(Unit.LITRE));

    private static Explanation notHeld(Rules rules) {
        return notHeld(rules, "en");
    }

    private static Explanation notHeld(Rules rules, String language) {
        Version version = Version.plain(Club.PROGRAMME, List.of(book(rules)));
        Facts facts = new Facts(Club.PROGRAMME, ANNA, Visit.of(Club.PROGRAMME, FILL));
        return Explainer.forOperator(version)
                .in(Locale.forLanguageTag(language))
                .notHeld(facts, version.rules().get(0));
    }

    private static Condition compare(Figure figure, Comparison comparison, long bound) {
        return new Condition.Compare(figure, comparison, new Figure.Constant(bound, figure.type()));
    }

    @Test
    void it_says_what_would_have_been_enough() {
        assertThat(notHeld(rule("Full").and(atLeast(LITRES, 40_000_000))).text())
                .contains("NO   condition 1: 38.76 l (missing: 1.24 l more)");
        assertThat(notHeld(rule("Over").and(compare(LITRES, Comparison.MORE, 38_760_000)))
                        .text())
                .contains("(missing: anything more)");
        assertThat(notHeld(rule("Small").and(compare(LITRES, Comparison.AT_MOST, 30_000_000)))
                        .text())
                .contains("(missing: 8.76 l less)");
    }

    @Test
    void it_says_until_when_where_the_window_ends() {
        Figure.History fills =
                new Figure.History(Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.This(Period.MONTH));

        assertThat(notHeld(rule("Three").and(atLeast(fills, 3))).text())
                .contains("NO   condition 1: 1 (missing: 2 more before 2026-04-01)");
        assertThat(notHeld(rule("Fifth").and(new Condition.Multiple(fills, 5))).text())
                .contains("(missing: 4 more before 2026-04-01)");
    }

    @Test
    void the_first_obstacle_is_told_and_all_the_others_too() {
        Explanation why =
                notHeld(rule("Both").and(atLeast(LITRES, 40_000_000)).and(atLeast(new Figure.MemberTier(), 2)));

        assertThat(why.obstacle().orElseThrow().text()).isEqualTo("condition 1");
        assertThat(why.text()).contains("NO   condition 2: basic");
    }

    @Test
    void who_stood_back_in_a_group_is_told_so() {
        Version version = Version.plain(
                Club.PROGRAMME,
                List.of(book(
                        rule("Small").award(1).in("offers", Group.Mode.BEST, 0),
                        rule("Big").award(9).in("offers", Group.Mode.BEST, 0))));
        Decision decision = Decider.decide(version, ANNA, FILL, FILL.happenedAt(), Outside.unlimited());

        Explanation why =
                Explainer.forOperator(version).held(decision, decision.rules().get(0));

        assertThat(why.text()).contains("group \"offers\" take best: another rule of the group went before");
    }

    @Test
    void a_partner_sees_of_what_was_done_elsewhere_only_whether_it_was_met() {
        Figure.History fills =
                new Figure.History(Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.This(Period.MONTH));
        Version version = Version.plain(
                Club.PROGRAMME, List.of(book(rule("Any").and(atLeast(fills, 1)).award(5))));
        Decision decision = Decider.decide(version, ANNA, FILL, FILL.happenedAt(), Outside.unlimited());

        Explanation why = Explainer.forPartner(version, new PartnerId("nord-fuel"))
                .held(decision, decision.rules().get(0));

        assertThat(why.text()).contains("yes  condition 1: met").doesNotContain("condition 1: 1");
    }

    private static Explanation of(Rules rules, Purchase purchase, String language) {
        Version version = Version.plain(Club.PROGRAMME, List.of(book(rules)));
        Decision decision = Decider.decide(version, ANNA, purchase, purchase.happenedAt(), Outside.unlimited());
        return Explainer.forOperator(version)
                .in(Locale.forLanguageTag(language))
                .held(decision, decision.rules().get(0));
    }

    private static Rules limited() {
        return rule("Full tank")
                .and(atLeast(LITRES, 30_000_000))
                .award(51)
                .limit(Limit.Measure.POINTS, 22, Limit.Reach.MEMBER_PERIOD, Period.DAY)
                .limit(Limit.Measure.TIMES, 3, Limit.Reach.MEMBER_EVER);
    }

    @Test
    void it_may_be_asked_for_in_russian() {
        assertThat(of(limited(), FILL, "ru").text()).endsWith("""
                : nord-fuel "Full tank" (test:1:1)
                дало 22 балла
                  да   purchase
                  да   condition 1: 38.76 л
                       award 51 points: 22 балла; по правилу 51 балл, урезано лимитом
                       лимит 22 POINTS: до этого оставалось: 22 балла
                       лимит 3 TIMES: до этого оставалось: 3 раза
                       платит nord-fuel 22 балла""");
        assertThat(notHeld(rule("Over").and(compare(LITRES, Comparison.MORE, 38_760_000)), "ru")
                        .text())
                .contains("ничего не дало\n", "НЕТ  condition 1: 38.76 л (нужно: ещё сколько-нибудь)");
    }

    @Test
    void a_further_language_is_one_table_and_what_it_leaves_out_is_english() {
        assertThat(of(limited(), FILL, "zz").text())
                .contains("donu 22 dots\n", "  si   condition 1", "limo 3 TIMES: 3 fojoj restu", "\n       paid by ");
    }

    @Test
    void a_language_nobody_knows_is_english() {
        assertThat(of(limited(), FILL, "tlh").text())
                .isEqualTo(of(limited(), FILL, "en").text());
    }

    @Test
    void everything_is_said_in_russian_too() throws IOException {
        Set<String> english = keys("en");
        Set<String> russian = keys("ru");

        assertThat(russian).containsAll(english);
        assertThat(russian)
                .filteredOn(key -> !english.contains(key))
                .allMatch(key -> key.startsWith("unit.") || key.startsWith("counting.") || key.equals("points"));
    }

    private static Set<String> keys(String language) throws IOException {
        Properties texts = new Properties();
        try (var in = Explanation.class.getResourceAsStream("explanation_" + language + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts.stringPropertyNames();
    }
}
