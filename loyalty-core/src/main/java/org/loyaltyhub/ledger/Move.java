package org.loyaltyhub.ledger;

import org.loyaltyhub.value.Points;

/**
 * Points go from one side to another: what a transaction does to lots. Its postings follow from it.
 *
 * @param points above zero
 */
public record Move(Side from, Side to, Points points) {
    public Move {
        if (points.units() <= 0) {
            throw new IllegalArgumentException("points to move are above zero, not " + points);
        }
    }

    /** Points of these terms go from one place to another. */
    public static Move of(LotTerms terms, Place from, Place to, Points points) {
        return new Move(new Side(from, terms), new Side(to, terms), points);
    }
}
