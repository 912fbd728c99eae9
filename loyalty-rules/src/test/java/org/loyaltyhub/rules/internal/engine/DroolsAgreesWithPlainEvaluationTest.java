package org.loyaltyhub.rules.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.rules.generated.Choices;
import org.loyaltyhub.rules.generated.Judgements;
import org.loyaltyhub.rules.generated.Judgements.Judgement;
import org.loyaltyhub.rules.generated.RandomCoalition;
import org.loyaltyhub.rules.generated.RandomEvents;
import org.loyaltyhub.rules.generated.RandomEvents.Reported;
import org.loyaltyhub.rules.generated.RandomRules;
import org.loyaltyhub.value.PartnerId;

/**
 * The law of the engine: whatever the rules and the events, the Drools network decides as the plain walk over the rules'
 * trees does. {@code -Dloyalty.slow=true} tries 2,000 instead of 500; {@code -Dloyalty.seed=N} only one.
 */
@Tag("slow")
class DroolsAgreesWithPlainEvaluationTest {
    private static final long FIRST_SEED = 20_260_301;
    private static final int CASES = Boolean.getBoolean("loyalty.slow") ? 2_000 : 500;

    private static final Programme PROGRAMME = RandomCoalition.programme();

    /** Rules and the events that they judge. */
    private record Case(List<Rule> rules, List<Reported> events) {

        static Case of(long seed) {
            Choices choose = new Choices(seed);
            List<Rule> rules = new RandomRules(PROGRAMME, choose).rules(choose.between(1, 60));
            List<Reported> events = new RandomEvents(PROGRAMME, choose).events(60, 3);
            return new Case(rules, events);
        }

        Version plain() {
            return Version.plain(PROGRAMME, books());
        }

        private List<RuleBook> books() {
            return List.of(new RuleBook("random", new PartnerId("partner-0"), rules, "random"));
        }

        /** The first event on which the two differ. */
        Optional<String> difference() {
            List<List<Judgement>> expected = Judgements.fold(plain(), events);
            List<List<Judgement>> actual = judgedByDrools();
            for (int i = 0; i < expected.size(); i++) {
                if (!expected.get(i).equals(actual.get(i))) {
                    return Optional.of(events.get(i) + "\nplain evaluation: " + expected.get(i) + "\nDrools:           "
                            + actual.get(i));
                }
            }
            return Optional.empty();
        }

        private List<List<Judgement>> judgedByDrools() {
            Version version = Version.of(PROGRAMME, books(), DroolsMatcher::of);
            try (DroolsMatcher matcher = (DroolsMatcher) version.matcher()) {
                assertThat(matcher).isNotNull();
                return Judgements.fold(version, events);
            }
        }

        /** Without one rule or one event after the other, as long as it still differs. */
        Case shortened() {
            Case shortest = this;
            for (int i = rules.size() - 1; i >= 0; i--) {
                Case without = new Case(without(shortest.rules, i), shortest.events);
                shortest = without.difference().isPresent() ? without : shortest;
            }
            for (int i = events.size() - 1; i >= 0; i--) {
                Case without = new Case(shortest.rules, without(shortest.events, i));
                shortest = without.difference().isPresent() ? without : shortest;
            }
            return shortest;
        }

        private static <T> List<T> without(List<T> list, int index) {
            List<T> shorter = new ArrayList<>(list);
            shorter.remove(index);
            return shorter;
        }

        String text() {
            return rules.stream().map(Object::toString).collect(Collectors.joining("\n"))
                    + "\n"
                    + events.stream().map(Object::toString).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void drools_decides_as_plain_evaluation_does_whatever_the_rules_and_events() {
        Long only = Long.getLong("loyalty.seed");
        long first = only == null ? FIRST_SEED : only;
        long last = only == null ? FIRST_SEED + CASES : only + 1;
        for (long seed = first; seed < last; seed++) {
            Case random = Case.of(seed);
            if (random.difference().isPresent()) {
                Case shortest = random.shortened();
                fail("with -Dloyalty.seed=" + seed + ", shortened to\n" + shortest.text() + "\nthey differ on "
                        + shortest.difference().orElseThrow());
            }
        }
    }

    @Test
    void the_random_cases_make_every_form_of_the_language_hold_give_and_be_cut() {
        Sightings seen = new Sightings();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 200; seed++) {
            Case random = Case.of(seed);
            Judgements judgements = new Judgements(random.plain());
            for (Reported event : random.events()) {
                judgements.next(event).forEach(seen::add);
            }
        }

        assertThat(seen.asked).containsAll(Forms.all());
        assertThat(seen.subjects).containsAll(Forms.subjects());
        assertThat(seen.effects).containsAll(Forms.effects());
        assertThat(seen.cut).hasSize(15);
        assertThat(seen.groups).containsExactlyInAnyOrder("BEST stood back", "FIRST stood back");
        assertThat(seen.used).isGreaterThan(20);
        assertThat(seen.held).isGreaterThan(20);
        assertThat(seen.milestones).isGreaterThan(20);
    }

    /** What the random cases came across. */
    private static final class Sightings {
        private final Set<String> asked = new TreeSet<>();
        private final Set<String> subjects = new TreeSet<>();
        private final Set<String> effects = new TreeSet<>();
        private final Set<String> cut = new TreeSet<>();
        private final Set<String> groups = new TreeSet<>();
        private int used;
        private int held;
        private int milestones;

        void add(Decision decision) {
            decision.rules().forEach(rule -> add(decision, rule));
        }

        private void add(Decision decision, RuleDecision decided) {
            Rule rule = decided.rule();
            subjects.add(Forms.of(decision.visit().orElseThrow().subject()));
            rule.asked().figures().forEach(figure -> asked.add(Forms.of(figure)));
            rule.asked().texts().forEach(text -> asked.add(text.source().name()));
            rule.asked().predicates().forEach(each -> asked.add(Forms.of(each)));
            decided.awards().forEach(award -> effects.add(Forms.of(award.effect())));
            decided.gifts().forEach(gift -> effects.add(Forms.of(gift.effect())));
            if (decided.isCut() || !decided.gives()) {
                rule.limits().forEach(limit -> cut.add(limit.measure() + " " + limit.reach()));
            }
            if (!decided.gives() && !decided.asked().isZero() && rule.limits().isEmpty()) {
                rule.group().ifPresent(group -> groups.add(group.mode() + " stood back"));
            }
            used += decided.taken().isPresent() ? 1 : 0;
            held += rule.hold().isPresent() && !decided.awards().isEmpty() ? 1 : 0;
            milestones += decided.milestones().isEmpty() ? 0 : 1;
        }
    }
}
