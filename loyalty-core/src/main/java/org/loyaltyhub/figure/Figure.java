package org.loyaltyhub.figure;

import java.util.Optional;
import org.loyaltyhub.value.Period;

/**
 * A number that a condition may ask for. The catalogue is closed: what is not here cannot be asked.
 *
 * <p>Figures are values: equal figures ask the same thing.
 */
public sealed interface Figure {
    /** What the number means. */
    ValueType type();

    /** A number written in the rule. */
    record Constant(long value, ValueType type) implements Figure {}

    /** {@code amount}, {@code total}, {@code amount of coffee}: money of lines of this receipt. */
    record Amount(Selection lines) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.MONEY;
        }
    }

    /** {@code quantity}, {@code quantity of coffee}: the lines measured in the type's unit. */
    record QuantityOf(Selection lines, ValueType type) implements Figure {}

    /** {@code unit price}: the lines' money for one unit, to the nearest minor unit; unknown if units mix or are none. */
    record UnitPrice(Selection lines) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.MONEY;
        }
    }

    /** {@code lines}: how many lines. */
    record LineCount(Selection lines) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.COUNT;
        }
    }

    /** {@code attribute "pump"} of type number; unknown if the receipt does not say. */
    record NumberAttribute(String name) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }
    }

    /** {@code day}, {@code time}, {@code date}, {@code month}, by the partner's clock. */
    record Calendar(ValueType type) implements Figure {}

    /** {@code member tier}, as before the event. */
    record MemberTier() implements Figure {
        @Override
        public ValueType type() {
            return ValueType.TIER;
        }
    }

    /** A count or sum over the member's purchases in a window. */
    record History(Measure measure, ValueType type, Pattern pattern, Window window) implements Figure {
        /** What is counted or summed. */
        public enum Measure {
            /** Receipts. */
            COUNT(true),
            /** Money of the lines meant. */
            AMOUNT(true),
            /** Money of the lines meant by receipt, to the nearest minor unit; unknown without a receipt. */
            AVERAGE_AMOUNT(true),
            /** Quantity of the lines meant, in the type's unit. */
            QUANTITY(true),
            /** Local days with a receipt. */
            DAYS(true),
            /** Partners. */
            PARTNERS(true),
            /** Kinds of partners, one a receipt. */
            KINDS(true),
            /** Points granted to earlier events. */
            POINTS_EARNED(false);

            private final boolean countsThisEvent;

            Measure(boolean countsThisEvent) {
                this.countsThisEvent = countsThisEvent;
            }

            /** Whether the event being judged counts in. */
            public boolean countsThisEvent() {
                return countsThisEvent;
            }
        }
    }

    /** {@code days since purchase …}: local days from the last earlier one; unknown if there is none. */
    record DaysSince(Pattern pattern) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.DAYS;
        }
    }

    /** {@code streak of months with purchase …}: periods in a row with one, up to the one of this event. */
    record Streak(Period period, Pattern pattern) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.COUNT;
        }
    }

    /** A text that a condition may ask for; unknown if the receipt does not say. */
    record Text(Source source, Optional<String> attribute) {
        /** Where the text comes from. */
        public enum Source {
            SITE,
            CHANNEL,
            ATTRIBUTE
        }
    }
}
