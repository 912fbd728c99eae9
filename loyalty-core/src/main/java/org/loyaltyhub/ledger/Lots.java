package org.loyaltyhub.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.value.Points;

/**
 * A member's open lots. Lots of equal terms are carried as one, so the size does not grow with the member's age but with
 * the kinds of lots that are open.
 *
 * <p>Immutable and thread-safe.
 *
 * @param open in the order in which their terms first came
 */
public record Lots(List<Lot> open) {
    public static final Lots NONE = new Lots(List.of());

    public Lots {
        open = List.copyOf(open);
    }

    public Lots plus(Lot lot) {
        List<Lot> next = new ArrayList<>(open);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).sameTerms(lot)) {
                next.set(i, next.get(i).plus(lot.points()));
                return new Lots(next);
            }
        }
        next.add(lot);
        return new Lots(next);
    }

    /** What can be spent at {@code moment}. O(lots). */
    public Points available(Instant moment) {
        Points sum = Points.ZERO;
        for (Lot lot : open) {
            sum = lot.isAvailable(moment) ? sum.plus(lot.points()) : sum;
        }
        return sum;
    }

    /** What can be spent at {@code moment} and not any more at {@code later}. */
    public Points expiring(Instant moment, Instant later) {
        Points sum = Points.ZERO;
        for (Lot lot : open) {
            boolean lapses = lot.isAvailable(moment) && !lot.expires().isAfter(later);
            sum = lapses ? sum.plus(lot.points()) : sum;
        }
        return sum;
    }
}
