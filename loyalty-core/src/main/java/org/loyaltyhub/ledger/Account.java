package org.loyaltyhub.ledger;

import java.util.Locale;

/**
 * Where a posting goes: what is counted, and whose it is.
 *
 * @param kind what is counted, and in which unit
 * @param holder a member's or partner's id, {@code programme} for the programme's own
 */
public record Account(Kind kind, String holder) {
    /** The two units of the books. Every entry sums to zero in each. */
    public enum Unit {
        /** The programme's smallest unit of points. */
        POINTS,
        /** Millionths of the currency's minor unit. */
        MONEY
    }

    /** The chart of accounts. */
    public enum Kind {
        /** Points a member can spend. */
        AVAILABLE(Unit.POINTS),
        /** Points a member cannot spend yet. */
        HELD(Unit.POINTS),
        /** Points a payer has issued, as a negative number. */
        ISSUED(Unit.POINTS),
        /** What a partner owes the programme, as a negative number. */
        DUE(Unit.MONEY),
        /** What the programme holds for open points. */
        RESERVE(Unit.MONEY),
        /** What the programme keeps of the price of a point. */
        MARGIN(Unit.MONEY),
        /** What the programme pays itself: fees to reporters, goodwill. */
        COSTS(Unit.MONEY);

        private final Unit unit;

        Kind(Unit unit) {
            this.unit = unit;
        }

        public Unit unit() {
            return unit;
        }
    }

    @Override
    public String toString() {
        return holder + " " + kind.name().toLowerCase(Locale.ROOT);
    }
}
