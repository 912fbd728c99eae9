package org.loyaltyhub.ledger;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.value.Points;

/**
 * A member's open lots. Lots of equal terms are carried as one, so the size does not grow with the member's age.
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
            Lot old = next.get(i);
            if (old.sameTerms(lot)) {
                next.set(
                        i,
                        new Lot(
                                old.payer(),
                                old.issueMicros(),
                                old.reserveMicros(),
                                old.points().plus(lot.points())));
                return new Lots(next);
            }
        }
        next.add(lot);
        return new Lots(next);
    }

    /** What can be spent. O(lots). */
    public Points available() {
        Points sum = Points.ZERO;
        for (Lot lot : open) {
            sum = sum.plus(lot.points());
        }
        return sum;
    }
}
