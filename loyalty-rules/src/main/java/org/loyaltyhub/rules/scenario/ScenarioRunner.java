package org.loyaltyhub.rules.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.explanation.Explainer;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

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
        private final Map<SharedLimit, Long> shared = new HashMap<>();
        private final List<Decision> decisions = new ArrayList<>();
        private final List<MemberState> before = new ArrayList<>();
        private MemberState state;
        private Instant now;

        Run(Scenario scenario) {
            this.scenario = scenario;
            this.now = scenario.enrolledAt();
            this.state = MemberState.enrolled(new MemberId("scenario"), now, false);
            scenario.tier().ifPresent(tier -> submit(tierChange(tier)));
        }

        private ProfileChange tierChange(String tier) {
            EventKey key = new EventKey(PartnerId.PROGRAMME, "tier");
            return new ProfileChange(key, now, List.of(), Optional.of(tier), Optional.empty(), Optional.empty());
        }

        /** The clock follows the events. */
        void submit(Event event) {
            now = event.happenedAt().isAfter(now) ? event.happenedAt() : now;
            Decision decision = Decider.decide(version, state, event, now, outside());
            for (SharedUse use : decision.shared()) {
                shared.merge(use.limit(), use.used(), Math::addExact);
            }
            before.add(state);
            decisions.add(decision);
            state = Decider.evolve(version.recall(), state, decision);
        }

        /** Limits over all members are used up by this one alone. */
        private Outside outside() {
            return (limit, asked) -> Math.min(asked, limit.limit().most() - shared.getOrDefault(limit, 0L));
        }

        void startTest() {
            decisions.clear();
            before.clear();
        }

        List<ScenarioResult.Difference> differences() {
            Map<RuleKey, Points> granted = granted();
            Set<RuleKey> named = new LinkedHashSet<>();
            List<ScenarioResult.Difference> differences = new ArrayList<>();
            for (Expectation expectation : scenario.expectations()) {
                if (expectation instanceof Expectation.FromRule from) {
                    named.add(from.rule());
                    compare(from, granted.getOrDefault(from.rule(), Points.ZERO), differences);
                }
            }
            for (Expectation expectation : scenario.expectations()) {
                if (expectation instanceof Expectation.Balance balance) {
                    compare(balance, differences);
                } else if (expectation instanceof Expectation.Nothing) {
                    granted.forEach((rule, points) -> unexpected(expectation, rule, points, differences));
                } else if (expectation instanceof Expectation.NothingElse) {
                    granted.forEach((rule, points) -> {
                        if (!named.contains(rule)) {
                            unexpected(expectation, rule, points, differences);
                        }
                    });
                }
            }
            return differences;
        }

        private Map<RuleKey, Points> granted() {
            Map<RuleKey, Points> granted = new LinkedHashMap<>();
            for (Decision decision : decisions) {
                for (RuleDecision rule : decision.rules()) {
                    if (!rule.granted().isZero()) {
                        granted.merge(rule.rule().key(), rule.granted(), Points::plus);
                    }
                }
            }
            return granted;
        }

        private void compare(Expectation.FromRule from, Points actual, List<ScenarioResult.Difference> differences) {
            if (!actual.equals(from.points())) {
                String text = awarded(actual, from.rule());
                differences.add(new ScenarioResult.Difference(from.text(), text, explanations(from.rule())));
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

        private void unexpected(
                Expectation expectation, RuleKey rule, Points points, List<ScenarioResult.Difference> differences) {
            differences.add(
                    new ScenarioResult.Difference(expectation.text(), awarded(points, rule), explanations(rule)));
        }

        private String awarded(Points points, RuleKey rule) {
            String amount = points.isZero()
                    ? messages.text("scenario.no-points")
                    : version.programme().points().text(points);
            return messages.text("scenario.from-rule", amount, rule.name());
        }

        /** Why the rule gave what it gave, or did not, for each purchase under test. */
        private List<String> explanations(RuleKey rule) {
            Explainer explainer = Explainer.forOperator(version);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < decisions.size(); i++) {
                Decision decision = decisions.get(i);
                MemberState member = before.get(i);
                Explanation explanation = decision.rules().stream()
                        .filter(each -> each.rule().key().equals(rule))
                        .findFirst()
                        .map(held -> explainer.held(decision, held))
                        .orElseGet(() -> explainer.notHeld(
                                new Facts(
                                        version.programme(),
                                        member,
                                        decision.visit().orElseThrow()),
                                version.rule(rule).orElseThrow()));
                texts.add(explanation.text());
            }
            return texts;
        }
    }
}
