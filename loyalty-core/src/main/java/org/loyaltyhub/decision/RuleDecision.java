package org.loyaltyhub.decision;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Points;

/**
 * What was decided for a rule whose conditions held, and what it was judged with: enough to explain the award, and to
 * judge it again when goods come back, without reading any history.
 *
 * @param asked what the effects came to before limits
 * @param kept every figure its conditions asked that the receipt alone does not tell
 * @param truths every predicate its conditions asked that the receipt alone does not tell
 * @param limits what was left of each limit, in the order of the rule
 * @param taken the earlier purchase that the rule used up, if it does so and gave something
 * @param awards empty if limits left nothing, or the effects came to nothing
 */
public record RuleDecision(
        Rule rule,
        Points asked,
        List<Kept> kept,
        List<KeptTruth> truths,
        List<Left> limits,
        Optional<Taken> taken,
        List<Award> awards) {
    public RuleDecision {
        kept = List.copyOf(kept);
        truths = List.copyOf(truths);
        limits = List.copyOf(limits);
        awards = List.copyOf(awards);
    }

    /**
     * A figure's value when the event was judged.
     *
     * @param without this purchase's own share
     * @param with it; what the conditions saw
     */
    public record Kept(Figure figure, long without, long with) {}

    /**
     * Whether a predicate held when the event was judged; of {@link Condition.First}, whether none was earlier.
     */
    public record KeptTruth(Condition predicate, boolean held) {}

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
        static Taken of(Remembered past) {
            return new Taken(past.visit().purchase().key(), past.visit().localTime(), past.sequence());
        }
    }

    /** What the member got of this rule. */
    public Points granted() {
        Points sum = Points.ZERO;
        for (Award award : awards) {
            sum = sum.plus(award.granted());
        }
        return sum;
    }

    /** Whether limits took something away. */
    public boolean isCut() {
        return granted().compareTo(asked) < 0;
    }
}
