package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Points;

/**
 * What came of one event: the record that explanations, refunds and replay read.
 *
 * <p>Immutable and thread-safe.
 *
 * @param version the id of the version it was judged by
 * @param visit the purchase made ready for judging, if the event is one
 * @param sequence in which place it was recorded, among the member's events, from 0
 * @param tier the member's when it happened; empty for the lowest
 * @param rules every rule whose conditions held, in rule order
 * @param shared what was taken of limits over all members, in the order asked; what is given back is below zero
 * @param revisions what of earlier events stands otherwise from now on
 * @param notFound which lines of a refund no purchase had, by number from 1
 * @param entries for the books, in order
 * @param heldUntil the first moment at which a quote is over
 * @param refusal why nothing is booked, if it is refused; then there is nothing else
 */
public record Decision(
        String version,
        Event event,
        Optional<Visit> visit,
        MemberId member,
        long sequence,
        Instant recordedAt,
        Optional<String> tier,
        List<RuleDecision> rules,
        List<SharedUse> shared,
        List<Revision> revisions,
        List<Integer> notFound,
        List<Entry> entries,
        Optional<Instant> heldUntil,
        Optional<Refusal> refusal) {
    public Decision {
        rules = List.copyOf(rules);
        shared = List.copyOf(shared);
        revisions = List.copyOf(revisions);
        notFound = List.copyOf(notFound);
        entries = List.copyOf(entries);
    }

    /** All points granted. */
    public Points granted() {
        Points sum = Points.ZERO;
        for (int i = 0; i < rules.size(); i++) {
            sum = sum.plus(rules.get(i).granted());
        }
        return sum;
    }

    /** What became of the member's points, entry by entry. */
    public List<Move> moves() {
        List<Move> moves = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            List<Move> ofEntry = entries.get(i).moves();
            for (int k = 0; k < ofEntry.size(); k++) {
                moves.add(ofEntry.get(k));
            }
        }
        return moves;
    }

    /** The event as a member's memory keeps it, if rules may look back on it. */
    public Optional<Remembered> remembered() {
        return event instanceof Quote ? Optional.empty() : remembered(visit, sequence, granted());
    }

    static Optional<Remembered> remembered(Optional<Visit> visit, long sequence, Points granted) {
        boolean isRemembered = visit.isPresent() && (visit.get().subject().isRemembered() || !granted.isZero());
        return isRemembered ? Optional.of(new Remembered(visit.get(), sequence, granted)) : Optional.empty();
    }
}
