package org.loyaltyhub.figure;

import java.util.List;
import java.util.SortedSet;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Span;

/**
 * What must hold for a rule to give. Types are checked before a condition is made: both sides of a comparison mean the
 * same. A figure that is unknown makes its condition false, under {@code not} too.
 */
public sealed interface Condition {

    /** {@code quantity >= 40 l}; the right side may be a figure of the same type. */
    record Compare(Figure left, Comparison comparison, Figure right) implements Condition {}

    /** {@code day in (saturday, sunday)}, {@code time in 22:00..06:00} (wrapped ranges come as two). */
    record Within(Figure figure, List<Range> ranges) implements Condition {
        public Within {
            ranges = List.copyOf(ranges);
        }
    }

    /** {@code site = "7"}, {@code channel in ("web", "app")}. */
    record OneOf(Figure.Text text, SortedSet<String> values) implements Condition {}

    /** {@code member for >= 6 months}: since the member joined, on the local calendar. Never {@code =} or {@code !=}. */
    record MemberFor(Comparison comparison, Span span) implements Condition {}

    /** {@code receipt has coffee}: a line of these categories, earning or not. */
    record ReceiptHas(Bits categories) implements Condition {}

    /**
     * {@code purchase of fuel in last 3 days[, unused]}: an earlier one lies in the window; with {@code unused} one that
     * this rule has not used yet.
     */
    record Earlier(Pattern pattern, Window window, boolean unused) implements Condition {}

    /** {@code first purchase of fuel}: this event is one and none was earlier. */
    record First(Pattern pattern) implements Condition {}

    /** {@code member segment "vip"}. */
    record InSegment(String segment) implements Condition {}

    /** {@code birthday within 7 days}: before or after; unknown if the birthday is not shared. */
    record BirthdayWithin(int days) implements Condition {}

    /**
     * {@code count of purchases this month in multiples of 5}: this event made the figure reach or pass a multiple. Of
     * figures that this event counts in, over windows that begin somewhere and slide not.
     *
     * @param step above zero, in the meaning of the figure's type
     */
    record Multiple(Figure.History figure, long step) implements Condition {}

    /** {@code not …}. */
    record Not(Condition condition) implements Condition {}

    /** {@code (… and …)}. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** {@code (… or …)}. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }
}
