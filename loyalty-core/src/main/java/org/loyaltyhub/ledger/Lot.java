package org.loyaltyhub.ledger;

import java.util.List;
import org.loyaltyhub.value.Points;

/**
 * Points of one member and equal terms.
 *
 * @param points how many, above zero
 */
public record Lot(LotTerms terms, Points points) {
    /** The points of all. */
    public static Points sum(List<Lot> lots) {
        Points sum = Points.ZERO;
        for (int i = 0; i < lots.size(); i++) {
            sum = sum.plus(lots.get(i).points());
        }
        return sum;
    }
}
