package org.loyaltyhub.decision;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.member.PastEvent;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Points;

/**
 * What was decided for a rule whose conditions held, and what it was judged with: enough to explain the award, and to
 * judge it again when goods come back, without reading any history.
 *
 * @param version the id of the version whose rule it is: that of the decision, unless an earlier promise is kept
 * @param asked what the effects came to before limits
 * @param basis what its conditions saw
 * @param limits what was left of each limit, in the order of the rule
 * @param taken the earlier purchase that the rule used up, if it does so and gave something
 * @param milestones what gives only once and has now given
 * @param awards points for the member; empty if limits left nothing, or the effects came to nothing
 * @param gifts what else it gave
 */
public record RuleDecision(
        String version,
        Rule rule,
        Points asked,
        Basis basis,
        List<Left> limits,
        Optional<Taken> taken,
        Map<Milestones.Key, Long> milestones,
        List<Award> awards,
        List<Gift> gifts) {
    public RuleDecision {
        limits = List.copyOf(limits);
        milestones = Map.copyOf(milestones);
        awards = List.copyOf(awards);
        gifts = List.copyOf(gifts);
    }

    /**
     * A limit when the event was judged.
     *
     * @param left before this event: times, or the smallest unit of points; of a limit over all members what it granted
     */
    public record Left(Limit limit, long left) {}

    /**
     * An earlier purchase that a rule used up.
     *
     * @param localTime when it happened, by its partner's clock
     * @param sequence of it, among the member's events
     */
    public record Taken(EventKey event, LocalDateTime localTime, long sequence) {
        static Taken of(PastEvent past) {
            return new Taken(past.key(), past.localTime(), past.sequence());
        }
    }

    /** Whether it gave anything. */
    public boolean gives() {
        return !awards.isEmpty() || !gifts.isEmpty();
    }

    /** The points that the member got of this rule. */
    public Points granted() {
        if (awards.size() == 1) {
            return awards.get(0).granted(); // nearly always
        }
        Points sum = Points.ZERO;
        for (Award award : awards) {
            sum = sum.plus(award.granted());
        }
        return sum;
    }

    /** The points that went through the rule's limits, for the member and for others. */
    public Points pointsCounted() {
        Points sum = granted();
        for (Gift gift : gifts) {
            sum = gift instanceof Gift.Thanks thanks ? sum.plus(thanks.points()) : sum;
        }
        return sum;
    }

    /** The money taken off, in the minor unit. */
    public long moneyOff() {
        long sum = 0;
        for (Gift gift : gifts) {
            sum = gift instanceof Gift.MoneyOff off ? Math.addExact(sum, off.granted()) : sum;
        }
        return sum;
    }

    boolean takesMoneyOff() {
        return gifts.stream().anyMatch(Gift.Off.class::isInstance);
    }

    /** Whether limits or a group took points away. */
    public boolean isCut() {
        return pointsCounted().compareTo(asked) < 0;
    }

    /** What limits count of it. A voucher counted when it was given, and does not when it is used. */
    Counters.Usage usage() {
        boolean counts = !awards.isEmpty() || gifts.stream().anyMatch(gift -> !(gift instanceof Gift.VoucherUsed));
        return counts ? new Counters.Usage(1, pointsCounted(), moneyOff()) : Counters.Usage.NONE;
    }

    RuleDecision withAwards(List<Award> others) {
        return new RuleDecision(version, rule, asked, basis, limits, taken, milestones, others, gifts);
    }

    /** Only the money that it takes off. */
    RuleDecision withDiscountsOnly() {
        List<Gift> off = gifts.stream().filter(Gift.Off.class::isInstance).toList();
        return new RuleDecision(version, rule, asked, basis, limits, Optional.empty(), Map.of(), List.of(), off);
    }

    RuleDecision with(List<Gift> more) {
        List<Gift> all = new ArrayList<>(gifts);
        all.addAll(more);
        return new RuleDecision(version, rule, asked, basis, limits, taken, milestones, awards, all);
    }

    RuleDecision withGifts(List<Gift> others) {
        return new RuleDecision(version, rule, asked, basis, limits, taken, milestones, awards, others);
    }

    /** Where the decision on the same rule of the same version stands; below zero if nowhere. */
    int indexIn(List<RuleDecision> others) {
        for (int i = 0; i < others.size(); i++) {
            RuleDecision other = others.get(i);
            if (version.equals(other.version) && rule.key().equals(other.rule.key())) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it is there for what a quote had promised alone. */
    boolean isOnlyPromised() {
        return awards.isEmpty() && !gifts.isEmpty() && gifts.stream().allMatch(Gift.Off.class::isInstance);
    }

    static RuleDecision giving(String version, Rule rule, Gift gift) {
        return new RuleDecision(
                version,
                rule,
                Points.ZERO,
                Basis.NONE,
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(gift));
    }
}
