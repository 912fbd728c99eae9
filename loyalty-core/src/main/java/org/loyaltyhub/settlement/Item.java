package org.loyaltyhub.settlement;

import org.loyaltyhub.value.Points;

/**
 * One figure of a partner's statement.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind what is counted
 * @param of what of it: the rule, or the other partner; may be empty
 * @param times how often: awards, payments, fees
 * @param members how many different ones
 * @param points net of what was taken back, if the kind says so
 * @param micros money in millionths of the minor unit; of kinds that are {@linkplain Kind#isDue due} with the sign of what
 *     the partner gets, of the others above zero
 * @param entries behind it
 */
public record Item(Kind kind, String of, long times, long members, Points points, long micros, EntryNumbers entries) {
    /** What statements count, in the order in which they show it. */
    public enum Kind {
        /** Points that rules gave and the partner paid for, by rule: times the issue price, owed by it. */
        AWARDED("awarded", Of.RULE, true),
        /** Awards that were taken back because goods were, by rule: times their own issue price. */
        TAKEN_BACK("awards taken back", Of.RULE, true),
        /** Points that paid here, by who had issued them: times the price for a redeemed point. */
        SPENT_HERE("spent here", Of.ISSUER, true),
        /** Points that had paid here and went back to members with returned goods, by who had issued them. */
        GIVEN_BACK("given back for returned goods", Of.ISSUER, true),
        /** Money off prices, by rule: the giver gets it, who pays for the rule owes it. */
        DISCOUNT("discounts", Of.RULE, true),
        /** Fees for reporting, by rule; {@code reports} for what the programme pays by its own terms. */
        FEE("fees", Of.RULE, true),
        /** Whatever else went over the partner's account, by the code of the entries. */
        CORRECTION("corrections", Of.CODE, true),
        /** Points that others paid for purchases at this partner, less those taken back: what others gave its customers. */
        PAID_BY_OTHERS("others paid for customers here", Of.PARTNER, false),
        /** Points that this partner paid for what others reported, less those taken back. */
        PAID_FOR_OTHERS("paid for customers of others", Of.PARTNER, false),
        /** Points of this partner that paid at others, less those given back: customers it sent there. */
        SPENT_ELSEWHERE("spent elsewhere", Of.PARTNER, false),
        /** Points of this partner that lapsed, with what had been held for them: that stays with the programme. */
        LAPSED("lapsed", Of.NOTHING, false),
        /** Lapsed points that were taken back after all: what had been held for them was held again. */
        REVIVED("lapsed, then taken back", Of.NOTHING, false),
        /** Points that were taken back when members had spent them: members owe them. */
        OWED("owed by members", Of.NOTHING, false),
        /** Debts in this partner's points that new points paid. */
        REPAID("repaid by members", Of.NOTHING, false),
        /** Points of this partner that paid debts, in its own points or in those of others. */
        PAID_DEBTS("paid debts of members", Of.NOTHING, false),
        /** Debts in this partner's points that were given up, at the cost of the programme. */
        WRITTEN_OFF("debts given up", Of.NOTHING, false),
        /** Points given by hand, at the cost of the programme. */
        GIVEN_BY_HAND("given by hand", Of.NOTHING, false),
        /** Points of this partner that were taken by hand: what had been held for them stays with the programme. */
        TAKEN_BY_HAND("taken by hand", Of.NOTHING, false);

        private final String words;
        private final Of of;
        private final boolean due;

        Kind(String words, Of of, boolean due) {
            this.words = words;
            this.of = of;
            this.due = due;
        }

        /** What people read. */
        public String words() {
            return words;
        }

        /** By what it is told apart. */
        public Of of() {
            return of;
        }

        /** Whether its money is part of what the partner gets or owes; of the others it only tells. */
        public boolean isDue() {
            return due;
        }
    }

    /** By what figures of one kind are told apart. */
    public enum Of {
        NOTHING,
        RULE,
        ISSUER,
        PARTNER,
        CODE
    }
}
