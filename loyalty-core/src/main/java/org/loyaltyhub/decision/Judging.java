package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;

/**
 * One event on its way through the rules: match, trusted rules, amounts, limits, groups, multipliers, shares. Discounts come first, for
 * awards are counted on what is left to pay. Used once.
 */
final class Judging {
    private final Version version;
    private final MemberState state;
    private final Instant recordedAt;
    private final Outside outside;
    private final QuotedUses quoted;
    private final Budgets budgets;
    private final Payers payers;
    /** Who pays for all but discounts. */
    private final Payers awardPayers;

    /** In the order of the version's rules; trusted ones come last. */
    private final List<Candidate> candidates = new ArrayList<>(4);

    private List<RuleDecision> decided = List.of();
    private final List<SharedUse> shared = new ArrayList<>(0);

    /**
     * Of an event that is booked.
     *
     * @param quoted what the quote took that the event names
     */
    Judging(Version version, MemberState state, Instant recordedAt, Outside outside, QuotedUses quoted) {
        this(version, state, recordedAt, outside, quoted, false);
    }

    /** Only discounts are given: no budget is asked for anything else, which counts in the choice of a group alone. */
    static Judging forDiscounts(Version version, MemberState state, Instant recordedAt, Outside outside) {
        return new Judging(version, state, recordedAt, outside, QuotedUses.NONE, true);
    }

    private Judging(
            Version version,
            MemberState state,
            Instant recordedAt,
            Outside outside,
            QuotedUses quoted,
            boolean discountsOnly) {
        this.version = version;
        this.state = state;
        this.recordedAt = recordedAt;
        this.outside = outside;
        this.quoted = quoted;
        this.budgets = new Budgets(outside);
        this.payers = new Payers(version.programme(), recordedAt, budgets);
        this.awardPayers = discountsOnly ? willing() : payers;
    }

    void judge(Visit visit) {
        if (visit.subject() instanceof Subject.Thanks thanks) {
            thank(thanks, visit);
            return;
        }
        Facts facts = new Facts(version.programme(), state, visit, outside);
        for (int index : version.matcher().match(facts)) {
            admit(index, facts);
        }
        Holding standing = outside.givesDiscounts() ? afterDiscounts(facts) : new Holding(candidates, facts);
        List<Candidate> holding = withTrusted(standing);
        giving(awardPayers).give(holding);
        Groups.choose(holding, version.programme().points());
        Multipliers.apply(holding, awardPayers, version.everything());
        finish();
    }

    /** The rules that hold, and the facts with what is left to pay. */
    private record Holding(List<Candidate> candidates, Facts facts) {}

    /** Trusted rules come after those of the books. What was paid with points alone earns nothing from them either. */
    private List<Candidate> withTrusted(Holding standing) {
        if (version.trusted().isEmpty() || !standing.facts().visit().earns()) {
            return standing.candidates();
        }
        List<Candidate> all = new ArrayList<>(standing.candidates());
        TrustedRules trusted = version.trusted().get();
        for (Candidate each : TrustedCandidates.of(version, trusted, standing.facts(), outside)) {
            candidates.add(each);
            all.add(each);
        }
        return all;
    }

    private Optional<Candidate> admit(int index, Facts facts) {
        Rule rule = version.rules().get(index);
        Map<Milestones.Key, Long> reached = milestones(rule, facts);
        if (!areNew(reached)) {
            return Optional.empty();
        }
        Limits limits = Limits.of(rule, state.counters(), facts.visit(), outside, quoted);
        Candidate candidate = new Candidate(version.id(), index, rule, facts, limits, reached);
        candidates.add(candidate);
        return Optional.of(candidate);
    }

    private boolean areNew(Map<Milestones.Key, Long> reached) {
        if (reached.isEmpty()) {
            return true;
        }
        for (Map.Entry<Milestones.Key, Long> each : reached.entrySet()) {
            if (each.getValue() <= state.milestones().of(each.getKey())) {
                return false;
            }
        }
        return true;
    }

    /** What of the rule gives only once: a first purchase, a multiple in its window, a crossing. */
    private static Map<Milestones.Key, Long> milestones(Rule rule, Facts facts) {
        if (!rule.hasMilestones()) {
            return Map.of();
        }
        Map<Milestones.Key, Long> reached = new HashMap<>();
        if (rule.trigger().subject().isCrossing()) {
            reached.put(Milestones.Key.ever(rule.key(), -1), 1L);
        }
        for (int i = 0; i < rule.conditions().size(); i++) {
            Condition condition = rule.conditions().get(i).condition();
            if (condition instanceof Condition.First) {
                reached.put(Milestones.Key.ever(rule.key(), i), 1L);
            } else if (condition instanceof Condition.Multiple multiple) {
                Milestones.Key key = new Milestones.Key(
                        rule.key(),
                        i,
                        multiple.figure().window().at(facts.visit()).firstDate());
                reached.put(key, Math.floorDiv(facts.number(multiple.figure()), multiple.step()));
            }
        }
        return reached;
    }

    /** Takes discounts off, and finds the rules that hold on what is left to pay. */
    private Holding afterDiscounts(Facts gross) {
        List<Candidate> standing = groupWinners(candidates, gross);
        Discounts discounts = new Discounts(gross.visit(), payers);
        standing.forEach(discounts::take);
        if (discounts.isNothing()) {
            return new Holding(standing, gross);
        }
        Facts net = gross.on(discounts.net());
        Map<Integer, Candidate> known = new HashMap<>();
        candidates.forEach(each -> known.put(each.place(), each));
        List<Candidate> left = new ArrayList<>();
        for (int index : version.matcher().match(net)) {
            Optional<Candidate> before = Optional.ofNullable(known.get(index));
            Optional<Candidate> now = before.isPresent() ? before.filter(standing::contains) : admit(index, net);
            now.ifPresent(candidate -> {
                candidate.judgeOn(net);
                left.add(candidate);
            });
        }
        candidates.sort(Comparator.comparingInt(Candidate::place));
        return new Holding(left, net);
    }

    /** Who of each group stays, judged by what each would give if it were alone. */
    private List<Candidate> groupWinners(List<Candidate> holding, Facts gross) {
        if (!Groups.isAnyOf(holding)) {
            return holding;
        }
        List<Candidate> trials = new ArrayList<>();
        Payers willing = willing();
        Giving trying = giving(willing);
        for (Candidate candidate : holding) {
            Limits limits = Limits.of(candidate.rule(), state.counters(), gross.visit(), Outside.unlimited(), quoted);
            Candidate trial = new Candidate(version.id(), candidate.place(), candidate.rule(), gross, limits, Map.of());
            new Discounts(gross.visit(), willing).take(trial);
            trying.give(trial);
            trials.add(trial);
        }
        Groups.choose(trials, version.programme().points());
        List<Candidate> standing = new ArrayList<>();
        for (int i = 0; i < holding.size(); i++) {
            if (trials.get(i).gives() || holding.get(i).rule().group().isEmpty()) {
                standing.add(holding.get(i));
            }
        }
        return standing;
    }

    private Giving giving(Payers by) {
        return new Giving(by, state.profile().referrer());
    }

    /** No budget bounds them. */
    private Payers willing() {
        return new Payers(version.programme(), recordedAt, Bearing.EVERYTHING);
    }

    /** The rule that thanked held for the other member; here its points only find their owner. */
    private void thank(Subject.Thanks thanks, Visit visit) {
        Optional<Rule> rule = version.rule(thanks.rule());
        rule.ifPresent(known -> {
            Effect.AwardFlat effect = new Effect.AwardFlat("award to referrer", thanks.points());
            Award award = Award.of(
                    effect,
                    thanks.points(),
                    payers.lots(known, effect, visit, thanks.points()),
                    Payers.heldUntil(known, visit));
            decided = List.of(new RuleDecision(
                    version.id(),
                    known,
                    thanks.points(),
                    Basis.NONE,
                    budgets.shortOf(known),
                    Optional.empty(),
                    Map.of(),
                    award.granted().isZero() ? List.of() : List.of(award),
                    List.of()));
        });
    }

    private void finish() {
        RuleDecision[] all = new RuleDecision[candidates.size()];
        for (int i = 0; i < all.length; i++) {
            Candidate candidate = candidates.get(i);
            List<SharedUse> uses = candidate.shared();
            if (!uses.isEmpty()) {
                shared.addAll(uses);
            }
            all[i] = candidate.decided(budgets.shortOf(candidate.rule()));
        }
        decided = List.of(all);
    }

    List<RuleDecision> rules() {
        return decided;
    }

    /** What the rules took of their own limits over all members. */
    List<SharedUse> shared() {
        return shared;
    }

    /** Asked by the rules; a quote asks them for its vouchers besides. */
    Budgets budgets() {
        return budgets;
    }
}
