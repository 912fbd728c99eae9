package org.loyaltyhub.figure;

import java.util.Optional;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span;

/**
 * A number that a condition may ask for. The catalogue is closed: what is not here cannot be asked.
 *
 * <p>Figures are values: equal figures ask the same thing.
 */
public sealed interface Figure {
    /** Whether the event alone does not tell it. */
    default boolean isOfTheMember() {
        return this instanceof History
                || this instanceof DaysSince
                || this instanceof Streak
                || this instanceof MemberTier
                || this instanceof MemberAge
                || this instanceof MemberNumber
                || this instanceof Balance
                || this instanceof PointsExpiring
                || this instanceof Rank;
    }

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

    /** {@code member age}: whole years on the event's local date; unknown if the birthday is not shared. */
    record MemberAge() implements Figure {
        @Override
        public ValueType type() {
            return ValueType.COUNT;
        }
    }

    /** {@code member attribute "x"} of type number; unknown if nobody told. */
    record MemberNumber(String attribute) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }
    }

    /** {@code balance}: the points that could be spent when the event happened. */
    record Balance() implements Figure {
        @Override
        public ValueType type() {
            return ValueType.POINTS;
        }
    }

    /** {@code points expiring within 30 days}: of the balance, what cannot be spent any more so many days on. */
    record PointsExpiring(Span within) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.POINTS;
        }
    }

    /**
     * {@code rank by amount of purchases this month[, ties by earliest]}: 1 for the most. Equals have one rank, and the
     * next after two firsts is third, unless ties are broken by who came to the value earlier.
     */
    record Rank(History by, boolean tiesByEarliest) implements Figure {
        @Override
        public ValueType type() {
            return ValueType.COUNT;
        }
    }

    /** A count or sum over the member's events in a window. */
    record History(Measure measure, ValueType type, Pattern pattern, Window window) implements Figure {
        @Override
        public boolean equals(Object object) {
            if (this == object) {
                return true;
            }
            return object instanceof History other
                    && measure == other.measure
                    && window.getClass() == other.window.getClass() // cheap, and nearly always enough
                    && pattern.equals(other.pattern)
                    && window.equals(other.window)
                    && type.equals(other.type);
        }

        /** Cheap: decisions look up by figures what they asked before. */
        @Override
        public int hashCode() {
            return 31 * pattern.hashCode() + measure.hashCode();
        }

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
        /** Whether the event alone does not tell it. */
        public boolean isOfTheMember() {
            return source == Source.MEMBER_ATTRIBUTE;
        }

        /** Where the text comes from. */
        public enum Source {
            SITE,
            CHANNEL,
            ATTRIBUTE,
            MEMBER_ATTRIBUTE
        }
    }
}
