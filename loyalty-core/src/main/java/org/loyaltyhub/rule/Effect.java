package org.loyaltyhub.rule;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.RuleKey;

/** What a rule gives. */
public sealed interface Effect {
    /** In the canonical words of the language: {@code award 1 point per full 100 RUB}. */
    String text();

    /** An effect that gives points for this event alone. */
    sealed interface Award extends Effect {
        /** Whether the points go to who brought the member, rather than to the member. */
        boolean toReferrer();
    }

    /** {@code award 50 points [to referrer]}. */
    record AwardFlat(String text, Points points, boolean toReferrer) implements Award {
        /** To the member. */
        public AwardFlat(String text, Points points) {
            this(text, points, false);
        }
    }

    /**
     * {@code award 1 point per [full] 100 RUB}, {@code award 2 points per l}, {@code award 5% of amount}: {@code base ×
     * rate}, or {@code ⌊base ÷ step⌋ × rate} for full steps. Rounded once, by the rule's rounding. A base below zero
     * gives nothing.
     *
     * @param base money or a quantity of this receipt
     * @param step the full step in the base's smallest unit; empty for a proportional award
     * @param rate smallest units of points for one of the base's smallest unit, or for one step
     * @param cap the most it gives, {@code up to 500 points}
     */
    record AwardRate(
            String text, Figure base, Optional<Long> step, Ratio rate, Optional<Points> cap, boolean toReferrer)
            implements Award {
        /** To the member. */
        public AwardRate(String text, Figure base, Optional<Long> step, Ratio rate, Optional<Points> cap) {
            this(text, base, step, rate, cap, false);
        }
    }

    /**
     * {@code award 1 point per l up to 30 l, 2 points per l above}: each part of the base at its own rate, like a tax
     * table. The parts are summed exactly and rounded once.
     */
    record AwardBrackets(String text, Figure base, List<Bracket> brackets, Optional<Points> cap, boolean toReferrer)
            implements Award {
        public AwardBrackets {
            brackets = List.copyOf(brackets);
        }

        /**
         * One bracket.
         *
         * @param upTo of the base, in its smallest unit; {@link Long#MAX_VALUE} for {@code above}
         * @param rate smallest units of points for one of the base's smallest unit
         */
        public record Bracket(long upTo, Ratio rate) {}
    }

    /**
     * {@code multiply points [of ("Base points")] by 2}: adds so much of what was granted to this event. Multipliers add
     * up and do not compound.
     *
     * @param more the factor less one, above zero
     * @param rules of which rules; empty for all of the same owner, and of all owners if the programme is the owner
     */
    record MultiplyPoints(String text, Ratio more, List<RuleKey> rules) implements Effect {
        public MultiplyPoints {
            rules = List.copyOf(rules);
        }
    }

    /** An effect that takes something off what the member pays, answered by a quote. */
    sealed interface Discount extends Effect {
        /** The most it takes, in the minor unit. */
        Optional<Long> cap();

        /** The lines it is taken from. */
        Selection lines();
    }

    /** {@code take 1.50 RUB per l off}: for each of the quantity's unit. {@code rate}: minor units per millionth. */
    record TakePerUnit(String text, Figure quantity, Ratio rate, Selection lines, Optional<Long> cap)
            implements Discount {}

    /** {@code take 5% off}. */
    record TakePart(String text, Ratio part, Selection lines, Optional<Long> cap) implements Discount {}

    /** {@code take 200 RUB off}. */
    record TakeSum(String text, long minor, Selection lines, Optional<Long> cap) implements Discount {}

    /** {@code give voucher "WASH-20" for 20% off wash at aqua-wash, valid 30 days}. The last day is usable whole. */
    record GiveVoucher(String text, String code, Offer offer, int validDays) implements Effect {}

    /** {@code give badge "NAME"}. */
    record GiveBadge(String text, String name) implements Effect {}

    /**
     * {@code enter draw "NAME" [N times] [per 10 l]}.
     *
     * @param tickets for the event, or for each full step
     * @param per the base and the step in its smallest unit
     */
    record EnterDraw(String text, String draw, long tickets, Optional<Per> per) implements Effect {
        /** So many for each full step of the base. */
        public record Per(Figure base, long step) {}
    }

    /** {@code pay reporter 2 RUB}: to the partner that reported, in the minor unit. */
    record PayReporter(String text, long minor) implements Effect {}

    /** {@code message "text"}, to the member. */
    record Message(String text, String message) implements Effect {}
}
