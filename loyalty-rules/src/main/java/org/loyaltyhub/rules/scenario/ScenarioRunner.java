package org.loyaltyhub.rules.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.FollowUps;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Past;
import org.loyaltyhub.decision.Refusal;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.explanation.Explainer;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * Runs scenarios against the version of their own book: a pure function, nothing is stored.
 *
 * <p>Immutable and thread-safe. A scenario costs as much as its events.
 */
public final class ScenarioRunner {
    private final Version version;
    private final Messages messages = Messages.ENGLISH;

    /** @param version of the scenario's own book alone */
    public ScenarioRunner(Version version) {
        this.version = version;
    }

    public ScenarioResult run(Scenario scenario) {
        Run run = new Run(scenario);
        scenario.given().forEach(run::submit);
        run.startTest();
        scenario.when().forEach(run::submit);
        return new ScenarioResult(scenario, run.differences(), run.decisions);
    }

    /** One scenario on its way. */
    private final class Run {
        private final Scenario scenario;
        private final Map<SharedLimit.Key, Long> shared = new HashMap<>();
        private final List<Decision> all = new ArrayList<>();
        private final List<Decision> decisions = new ArrayList<>();
        private final List<ScenarioResult.Difference> refused = new ArrayList<>();
        private final List<MemberState> before = new ArrayList<>();
        private MemberState state;
        private Instant now;

        Run(Scenario scenario) {
            this.scenario = scenario;
            this.now = scenario.member().enrolledAt();
            this.state = MemberState.enrolled(new MemberId("scenario"), now, false);
            decide(scenario.member().known());
        }

        /** The event, and what of the hub's own it causes. The clock follows the events. */
        void submit(Event event) {
            now = event.happenedAt().isAfter(now) ? event.happenedAt() : now;
            MemberState was = state;
            Decision decision = decide(event);
            if (decision.refusal().isPresent()) {
                refused(event, decision.refusal().get());
                return;
            }
            FollowUps.of(version, was, decision, state).forEach(this::decide);
        }

        private Decision decide(Event event) {
            Decision decision = Decider.decide(version, state, event, now, outside());
            if (decision.refusal().isPresent()) {
                return decision;
            }
            for (SharedUse use : decision.shared()) {
                shared.merge(use.limit().key(), use.used(), Math::addExact);
            }
            before.add(state);
            decisions.add(decision);
            all.add(decision);
            state = Decider.evolve(version.recall(), state, decision);
            return decision;
        }

        /** What a scenario says happens must be possible; what follows from the first that is not is not told. */
        private void refused(Event event, Refusal refusal) {
            if (refused.isEmpty()) {
                String why = messages.text("scenario.refused", refusal.message());
                refused.add(new ScenarioResult.Difference(event.type(), why, List.of()));
            }
        }

        /**
         * Limits over all members are used up by this one alone, its rank is what the scenario says, and every purchase
         * is quoted before it is paid.
         */
        private Outside outside() {
            Map<SharedLimit.Key, Long> setAside = new HashMap<>(shared);
            return new Outside() {
                @Override
                public long grant(SharedLimit limit, long asked) {
                    long left = limit.limit().most() - setAside.getOrDefault(limit.key(), 0L);
                    long granted = Math.min(asked, left);
                    setAside.merge(limit.key(), granted, Math::addExact);
                    return granted;
                }

                @Override
                public long rank(Figure.Rank rank) {
                    return scenario.member().rank();
                }

                @Override
                public boolean givesDiscounts() {
                    return true;
                }

                @Override
                public Past past() {
                    return Past.of(all);
                }
            };
        }

        void startTest() {
            decisions.clear();
            before.clear();
        }

        List<ScenarioResult.Difference> differences() {
            Given given = Given.by(decisions, Past.of(all));
            Map<Item, Long> expected = new LinkedHashMap<>();
            Map<Item, String> texts = new HashMap<>();
            for (Expectation expectation : scenario.expectations()) {
                if (expectation instanceof Expectation.Gives gives) {
                    expected.merge(gives.item(), gives.amount(), Math::addExact);
                    texts.merge(gives.item(), gives.text(), (first, next) -> first + ", " + next);
                }
            }
            List<ScenarioResult.Difference> differences = new ArrayList<>(refused);
            expected.forEach((item, amount) -> {
                if (given.of(item) != amount) {
                    differences.add(difference(texts.getOrDefault(item, ""), item, given.of(item)));
                }
            });
            for (Expectation expectation : scenario.expectations()) {
                compareWhole(expectation, given, expected, differences);
            }
            return differences;
        }

        private void compareWhole(
                Expectation expectation,
                Given given,
                Map<Item, Long> expected,
                List<ScenarioResult.Difference> differences) {
            if (expectation instanceof Expectation.Balance balance) {
                compare(balance, differences);
            } else if (expectation instanceof Expectation.Nothing) {
                given.amounts()
                        .forEach((item, amount) -> differences.add(difference(expectation.text(), item, amount)));
            } else if (expectation instanceof Expectation.NothingElse) {
                given.amounts().forEach((item, amount) -> {
                    if (expected.keySet().stream()
                            .noneMatch(each -> each.whole().equals(item))) {
                        differences.add(difference(expectation.text(), item, amount));
                    }
                });
            }
        }

        private void compare(Expectation.Balance balance, List<ScenarioResult.Difference> differences) {
            Points actual = state.balance(now);
            if (!actual.equals(balance.points())) {
                String text = messages.text(
                        "scenario.balance", version.programme().points().text(actual));
                differences.add(new ScenarioResult.Difference(balance.text(), text, List.of()));
            }
        }

        private ScenarioResult.Difference difference(String expected, Item item, long actual) {
            return new ScenarioResult.Difference(expected, text(item, actual), explanations(item));
        }

        private String text(Item item, long amount) {
            String key = "scenario." + item.kind() + (amount == 0 ? ".none" : amount == 1 ? ".one" : "");
            return messages.text(
                    key,
                    said(item, amount),
                    item.name(),
                    item.payer().map(PartnerId::value).orElse(""));
        }

        private String said(Item item, long amount) {
            return switch (item.kind()) {
                case POINTS, PAID_POINTS, POINTS_TO_REFERRER ->
                    version.programme().points().text(Points.ofUnits(amount));
                case MONEY_OFF, FEE ->
                    Money.ofMinor(amount, version.programme().currency()).toString();
                default -> Long.toString(amount);
            };
        }

        /** Why the rules that may give the item did, or did not, for each event under test. */
        private List<String> explanations(Item item) {
            List<String> texts = new ArrayList<>();
            for (Rule rule : version.rules()) {
                if (Item.of(rule).contains(item.whole())) {
                    for (int i = 0; i < decisions.size(); i++) {
                        explanation(rule, decisions.get(i), before.get(i)).ifPresent(texts::add);
                    }
                }
            }
            return texts;
        }

        private Optional<String> explanation(Rule rule, Decision decision, MemberState member) {
            Explainer explainer = Explainer.forOperator(version);
            Optional<RuleDecision> held = decision.rules().stream()
                    .filter(each -> each.rule().key().equals(rule.key()))
                    .findFirst();
            if (held.isPresent()) {
                return Optional.of(explainer.held(decision, held.get()).text());
            }
            return decision.visit()
                    .map(visit -> new Facts(version.programme(), member, visit, outside()))
                    .map(facts -> explainer.notHeld(facts, rule).text());
        }
    }
}
