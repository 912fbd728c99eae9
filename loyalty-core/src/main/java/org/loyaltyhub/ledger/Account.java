package org.loyaltyhub.ledger;

import java.util.Locale;

/**
 * Where a posting goes: what is counted, and whose it is.
 *
 * @param kind what is counted, and in which unit
 * @param holder a member's or partner's id, {@code programme} for the programme's own
 */
public record Account(Kind kind, String holder) {
    /** What an account counts. */
    public enum Unit {
        /** Smallest units of points. */
        POINTS,
        /** Millionths of the currency's minor unit. */
        MONEY
    }

    /** The kinds of accounts. */
    public enum Kind {
        /** A member's points that are free to be spent. */
        AVAILABLE(Unit.POINTS),
        /** A member's points that cannot be spent yet. */
        HELD(Unit.POINTS),
        /** A member's points that are set aside for a payment. */
        RESERVED(Unit.POINTS),
        /** What a member owes, at most zero. */
        DEBT(Unit.POINTS),
        /** What a partner issued, with a minus sign. */
        ISSUED(Unit.POINTS),
        /** What was given by hand, with a minus sign. */
        ADJUSTED(Unit.POINTS),
        /** What was spent at a partner. */
        REDEEMED(Unit.POINTS),
        /** What lapsed. */
        EXPIRED(Unit.POINTS),
        /** Debts that were given up, with a minus sign. */
        WRITTEN_OFF(Unit.POINTS),
        /** What the programme owes a partner, below zero for what the partner owes. */
        DUE(Unit.MONEY),
        /** What stood on a partner's statements, with the sign of what was due. */
        BILLED(Unit.MONEY),
        /** What the programme holds for open points. */
        RESERVE(Unit.MONEY),
        /** What the programme keeps of the prices. */
        MARGIN(Unit.MONEY),
        /** What was held for points that lapsed. */
        BREAKAGE(Unit.MONEY),
        /** What the programme pays itself, with a minus sign: goodwill, debts given up, fees. */
        COSTS(Unit.MONEY),
        /** What was rounded off statements. */
        ROUNDING(Unit.MONEY);

        private final Unit unit;

        Kind(Unit unit) {
            this.unit = unit;
        }

        /** In what it counts. */
        public Unit unit() {
            return unit;
        }
    }

    @Override
    public String toString() {
        return holder + " " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
