package org.loyaltyhub.ledger;

import java.util.ArrayList;
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

    /** Those of the points of all that lie between two marks, in the order of the lots. */
    public static List<Lot> between(List<Lot> lots, Points from, Points to) {
        List<Lot> between = new ArrayList<>(lots.size());
        long start = 0;
        for (Lot lot : lots) {
            long end = Math.addExact(start, lot.points().units());
            long part = Math.min(end, to.units()) - Math.max(start, from.units());
            if (part > 0) {
                between.add(new Lot(lot.terms(), Points.ofUnits(part)));
            }
            start = end;
        }
        return between;
    }
}
