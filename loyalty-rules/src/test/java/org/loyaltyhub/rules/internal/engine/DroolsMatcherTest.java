package org.loyaltyhub.rules.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyhub.rules.internal.engine.Club.EVERYWHERE;
import static org.loyaltyhub.rules.internal.engine.Club.amountAtLeast;
import static org.loyaltyhub.rules.internal.engine.Club.at;
import static org.loyaltyhub.rules.internal.engine.Club.pumpIs;
import static org.loyaltyhub.rules.internal.engine.Club.purchase;
import static org.loyaltyhub.rules.internal.engine.Club.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.PlainMatcher;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Validity;

class DroolsMatcherTest {

    @Test
    void no_rules_match_nothing() {
        assertThat(matched(List.of(), purchase(0, "fuel"))).isEmpty();
    }

    @Test
    void the_indices_of_rules_that_hold_come_ascending() {
        List<Rule> rules = List.of(
                rule("high", at(0), "fuel", amountAtLeast("fuel", 9_000)),
                rule("wash", at(0), "wash"),
                rule("everywhere", EVERYWHERE, "petrol"),
                rule("low", at(0), "fuel", amountAtLeast("fuel", 1_000)),
                rule("too high", at(0), "fuel", amountAtLeast("fuel", 90_000)));

        assertThat(matched(rules, purchase(0, "wash", "petrol"))).containsExactly(0, 1, 2, 3);
        assertThat(matched(rules, purchase(1, "wash", "petrol"))).containsExactly(2);
    }

    @Test
    void a_rule_holds_once_however_many_lines_and_alternatives_are_met() {
        Condition either = new Condition.Any(List.of(amountAtLeast("fuel", 1), amountAtLeast("diesel", 1)));
        List<Rule> rules = List.of(rule("either", at(0), "fuel", either));

        assertThat(matched(rules, purchase(0, "fuel", "diesel", "petrol", "diesel")))
                .containsExactly(0);
    }

    @Test
    void a_long_receipt_is_judged_like_a_short_one() {
        List<Rule> rules =
                List.of(rule("fuel", at(0), "fuel"), rule("shop", at(0), "shop"), rule("coffee", at(0), "coffee"));
        String[] snacks = new String[40];
        Arrays.fill(snacks, "snacks");

        assertThat(matched(rules, purchase(0, snacks))).containsExactly(1);
    }

    /** Drools keeps each match that an update of its fact ended: 200 bytes an event, if nobody took care. */
    @Test
    void a_million_events_leave_nothing_behind() {
        List<Rule> rules = List.of(rule("fuel", at(0), "fuel"), rule("wash", at(1), "wash"));
        List<Facts> events = List.of(purchase(0, "fuel"), purchase(1, "wash"));
        try (DroolsMatcher matcher = DroolsMatcher.of(rules)) {
            long before = usedMegabytes();
            for (int i = 0; i < 1_000_000; i++) {
                matcher.match(events.get(i & 1));
            }
            assertThat(usedMegabytes() - before).as("megabytes").isLessThan(50);
        }
    }

    private static long usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    @Test
    void an_unknown_figure_meets_neither_a_condition_nor_its_opposite() {
        Condition pump = pumpIs(2);
        Condition notPump = new Condition.Not(pump);
        Condition neither = new Condition.Not(new Condition.Any(List.of(pump, amountAtLeast("fuel", 99_999))));
        List<Rule> rules = List.of(
                rule("pump 2", at(0), "fuel", pump),
                rule("another pump", at(0), "fuel", notPump),
                rule("another pump, or much fuel", at(0), "fuel", neither));

        assertThat(matched(rules, purchase(0, "fuel"))).isEmpty();
        assertThat(matched(rules, fuelAtPump("2"))).containsExactly(0);
        assertThat(matched(rules, fuelAtPump("3"))).containsExactly(1, 2);
    }

    @Test
    void a_rule_is_in_force_by_the_events_own_local_time_whatever_any_clock_says() {
        LocalDateTime newYear = LocalDateTime.of(2031, 1, 1, 0, 0);
        List<Rule> rules = List.of(rule("from 2031", new Validity(newYear, LocalDateTime.MAX), EVERYWHERE, "fuel"));
        Instant eveningInMoscow = Instant.parse("2030-12-31T20:00:00Z");

        int moscow = 0;
        int vladivostok = 1;
        assertThat(matched(rules, purchase(moscow, eveningInMoscow, Map.of(), 0, "fuel")))
                .isEmpty();
        assertThat(matched(rules, purchase(vladivostok, eveningInMoscow, Map.of(), 0, "fuel")))
                .containsExactly(0);
    }

    @Test
    void a_purchase_paid_wholly_with_points_meets_no_rule() {
        List<Rule> rules = List.of(rule("fuel", at(0), "fuel"));

        assertThat(matched(rules, purchase(0, Instant.EPOCH, Map.of(), 9_999, "fuel")))
                .containsExactly(0);
        assertThat(matched(rules, purchase(0, Instant.EPOCH, Map.of(), 10_000, "fuel")))
                .isEmpty();
    }

    @Test
    void a_rule_that_no_purchase_can_meet_harms_no_other() {
        List<Rule> rules =
                List.of(rule("nowhere", at(), "fuel"), rule("nothing", at(0), "tobacco"), rule("fuel", at(0), "fuel"));

        assertThat(matched(rules, purchase(0, "fuel", "tobacco"))).containsExactly(2);
    }

    @Test
    void the_rules_of_one_partner_are_one_family_and_those_of_many_partners_another() {
        List<Rule> rules = List.of(
                rule("fuel", at(0), "fuel"),
                rule("diesel", at(0), "diesel"),
                rule("petrol", at(0), "petrol"),
                rule("wash", at(0), "wash"),
                rule("fuel there", at(1), "fuel"),
                rule("fuel at two", at(0, 1), "fuel"),
                rule("fuel anywhere", EVERYWHERE, "fuel"));

        List<Family> families = Families.of(rules);

        assertThat(families).hasSize(3);
    }

    @Test
    void an_activity_concerns_only_the_rules_about_it() {
        List<Rule> rules = List.of(
                rule("fuel", at(0), "fuel"),
                rule("survey", new Subject.Activities("survey"), at(0)),
                rule("check-in", new Subject.Activities("check-in"), at(0)),
                rule("survey anywhere", new Subject.Activities("survey"), EVERYWHERE),
                rule("welcome", new Subject.Enrolments(), EVERYWHERE),
                rule("whatever happens", new Subject.Anything(), at()));

        assertThat(matched(rules, Club.activity(0, "survey"))).containsExactly(1, 3, 5);
        assertThat(matched(rules, Club.activity(1, "survey"))).containsExactly(3, 5);
        assertThat(matched(rules, Club.enrolment(7))).containsExactly(4, 5);
        assertThat(matched(rules, purchase(0, "fuel"))).containsExactly(0, 5);
    }

    @Test
    void an_activity_has_no_goods_and_still_has_a_pump() {
        List<Rule> rules = List.of(
                rule("no money", new Subject.Activities("survey"), at(0), amountAtLeast("fuel", 1)),
                rule("no goods", new Subject.Activities("survey"), at(0), new Condition.Not(amountAtLeast("fuel", 1))),
                rule("pump 2", new Subject.Activities("survey"), at(0), pumpIs(2)));

        assertThat(matched(rules, Club.activity(0, "survey"))).containsExactly(1);
    }

    @Test
    void a_birthday_that_is_not_shared_is_neither_near_nor_far() {
        Condition near = new Condition.BirthdayWithin(3);
        Condition far = new Condition.Not(near);
        List<Rule> rules = List.of(
                rule("near", at(0), "fuel", near),
                rule("far", at(0), "fuel", far),
                rule(
                        "far, or much fuel",
                        at(0),
                        "fuel",
                        new Condition.Any(List.of(far, amountAtLeast("fuel", 99_999)))),
                rule("grown up", at(0), "fuel", new Condition.Not(ageUnder(18))));

        assertThat(matched(rules, purchase(0, "fuel"))).isEmpty();
        assertThat(matched(rules, Club.bornOn(LocalDate.of(1990, 3, 5), purchase(0, "fuel"))))
                .containsExactly(0, 3);
        assertThat(matched(rules, Club.bornOn(LocalDate.of(2010, 3, 6), purchase(0, "fuel"))))
                .containsExactly(1, 2);
    }

    private static Condition ageUnder(long years) {
        return new Condition.Compare(
                new Figure.MemberAge(), Comparison.LESS, new Figure.Constant(years, ValueType.COUNT));
    }

    @Test
    void a_figure_that_fails_reaches_its_caller_and_no_later_purchase() {
        List<Rule> rules = List.of(rule("pump 2", at(0), "fuel", pumpIs(2)), rule("fuel", at(0), "fuel"));
        try (DroolsMatcher matcher = DroolsMatcher.of(rules)) {

            assertThatThrownBy(() -> matcher.match(fuelAtPump("two"))).isInstanceOf(NumberFormatException.class);

            assertThat(matcher.match(fuelAtPump("2"))).containsExactly(0, 1);
            assertThat(matcher.match(purchase(1, "fuel"))).isEmpty();
        }
    }

    @Test
    void a_closed_matcher_still_ends_what_was_under_way() {
        DroolsMatcher matcher = DroolsMatcher.of(List.of(rule("fuel", at(0), "fuel")));
        matcher.match(purchase(0, "fuel"));

        matcher.close();
        matcher.close();

        assertThat(matcher.match(purchase(0, "fuel"))).containsExactly(0);
    }

    @Test
    void a_rule_named_like_code_is_but_a_name() {
        String name = "\"); System.exit(1); // $r : Receipt() then end\n";

        assertThat(matched(List.of(rule(name, at(0), "fuel")), purchase(0, "fuel")))
                .containsExactly(0);
    }

    @Test
    void threads_that_share_a_matcher_never_see_each_others_purchases() throws Exception {
        List<Rule> rules = new ArrayList<>();
        String[] goods = {"fuel", "petrol-95", "diesel", "shop", "coffee", "wash", "tyres"};
        for (int partner = 0; partner < 12; partner++) {
            for (String category : goods) {
                rules.add(rule(partner + " " + category, at(partner), category));
            }
        }
        PlainMatcher plain = new PlainMatcher(rules);
        try (DroolsMatcher matcher = DroolsMatcher.of(rules)) {
            inThreads(4, thread -> {
                for (int i = 0; i < 3_000; i++) {
                    int choice = 7 * i + 3 * thread;
                    Facts facts =
                            purchase(choice % 12, goods[choice % goods.length], goods[(i + thread) % goods.length]);
                    assertThat(matcher.match(facts)).isEqualTo(plain.match(facts));
                }
            });
        }
    }

    @Test
    void matchers_built_at_once_by_several_threads_do_not_mix_their_rules() throws Exception {
        inThreads(4, thread -> {
            for (int i = 0; i < 10; i++) {
                List<Rule> rules = new ArrayList<>();
                for (int partner = 0; partner <= thread; partner++) {
                    rules.add(rule("wash " + partner, at(thread, partner), "wash"));
                    rules.add(rule("fuel " + partner, at(partner), "fuel"));
                }
                Facts facts = purchase(thread, "fuel", "wash-inside");
                assertThat(matched(rules, facts)).isEqualTo(new PlainMatcher(rules).match(facts));
            }
        });
    }

    /** What each of several threads does at once. */
    private interface Work {
        void of(int thread) throws Exception;
    }

    private static void inThreads(int count, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int thread = i;
            running.add(threads.submit(() -> {
                work.of(thread);
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
    }

    private static Facts fuelAtPump(String pump) {
        return purchase(0, Instant.EPOCH, Map.of("pump", pump), 0, "fuel");
    }

    private static int[] matched(List<Rule> rules, Facts facts) {
        try (DroolsMatcher matcher = DroolsMatcher.of(rules)) {
            return matcher.match(facts);
        }
    }
}
