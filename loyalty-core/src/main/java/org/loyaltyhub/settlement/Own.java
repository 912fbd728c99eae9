package org.loyaltyhub.settlement;

/**
 * The programme's own accounts in money, in millionths of the minor unit.
 *
 * @param reserve held for open points
 * @param margin kept of prices
 * @param breakage was held for points that lapsed
 * @param costs paid by the programme, with a minus sign
 * @param rounding rounded off statements
 */
public record Own(long reserve, long margin, long breakage, long costs, long rounding) {
    public static final Own NOTHING = new Own(0, 0, 0, 0, 0);

    Own plus(Own other) {
        return new Own(
                Math.addExact(reserve, other.reserve),
                Math.addExact(margin, other.margin),
                Math.addExact(breakage, other.breakage),
                Math.addExact(costs, other.costs),
                Math.addExact(rounding, other.rounding));
    }

    long sum() {
        return Math.addExact(Math.addExact(Math.addExact(reserve, margin), Math.addExact(breakage, costs)), rounding);
    }
}
