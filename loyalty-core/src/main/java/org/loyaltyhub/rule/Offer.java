package org.loyaltyhub.rule;

import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Ratio;

/**
 * What a voucher is good for.
 *
 * @param off the discount
 * @param lines on which it is given
 * @param partners where, by index
 */
public record Offer(Off off, Selection lines, Bits partners) {
    /** How much is taken off. */
    public sealed interface Off {
        /** A part of the lines' amount. */
        record Part(Ratio part) implements Off {}

        /** Money, at most the lines' amount. */
        record Sum(long minor) implements Off {}
    }
}
