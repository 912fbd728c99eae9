package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.value.Period;

/**
 * A scenario as written.
 *
 * @param sound whether all of it could be read
 */
public record ScenarioTree(
        Text name,
        List<Member> members,
        List<Step> given,
        List<Step> when,
        List<Expected> then,
        boolean sound,
        Extent word) {
    public ScenarioTree {
        members = List.copyOf(members);
        given = List.copyOf(given);
        when = List.copyOf(when);
        then = List.copyOf(then);
    }

    /**
     * {@code member tier gold, enrolled 2025-01-10, birthday 1990-03-05, segment "vip", attribute "tank" = 60, rank 3}.
     *
     * @param rank the member's whenever a rule asks for one
     */
    public record Member(
            Optional<Name> tier,
            Optional<ValueTree.Date> enrolled,
            Optional<ValueTree.Date> birthday,
            List<Text> segments,
            List<Said> attributes,
            Optional<ValueTree.Measure> rank,
            Extent extent) {
        public Member {
            segments = List.copyOf(segments);
            attributes = List.copyOf(attributes);
        }
    }

    /** Something that happens. */
    public sealed interface Step {
        Extent extent();
    }

    /** {@code purchase of fuel 30 l for 1500 RUB at nord-fuel on 2026-03-02 09:00, site "7"}. */
    public record Receipt(
            List<Bought> lines,
            Optional<Name> at,
            Optional<RuleTree.Moment> on,
            Optional<ValueTree.Measure> paidWithPoints,
            Details details,
            Extent extent)
            implements Step {
        public Receipt {
            lines = List.copyOf(lines);
        }
    }

    /** What a till or an app says beside. */
    public record Details(Optional<Text> site, Optional<Text> channel, List<Said> attributes, boolean referrer) {
        public Details {
            attributes = List.copyOf(attributes);
        }
    }

    /** {@code fuel 30 l for 1500 RUB sku "A1"}. */
    public record Bought(
            Name category,
            Optional<ValueTree.Measure> quantity,
            ValueTree.Measure amount,
            Optional<Text> sku,
            List<Said> attributes,
            Extent extent) {
        public Bought {
            attributes = List.copyOf(attributes);
        }
    }

    /** {@code attribute "pump" = 3}. */
    public record Said(Text name, ValueTree value, Extent extent) {}

    /** {@code activity referral at nord-fuel on 2026-03-02, with referrer}, {@code enrolment on 2026-03-02}. */
    public record Act(
            Optional<Name> activity, Optional<Name> at, Optional<RuleTree.Moment> on, Details details, Extent extent)
            implements Step {}

    /**
     * {@code birthday on 2026-03-05}, {@code end of month on 2026-03-31}.
     *
     * @param endOf empty for a birthday
     */
    public record OfCalendar(Optional<Period> endOf, Optional<RuleTree.Moment> on, Extent extent) implements Step {}

    /** {@code tier becomes gold on 2026-03-05}. */
    public record TierChange(boolean falls, Name tier, Optional<RuleTree.Moment> on, Extent extent) implements Step {}

    /**
     * {@code refund of that purchase}, {@code refund of coffee, diesel 10 l from that purchase on 2026-03-05}.
     *
     * @param goods what comes back; empty for all that is left
     */
    public record GoodsBack(List<Back> goods, Optional<RuleTree.Moment> on, Extent extent) implements Step {
        public GoodsBack {
            goods = List.copyOf(goods);
        }
    }

    /** {@code diesel}, {@code diesel 10 l}, {@code diesel for 500 RUB}. */
    public record Back(
            Name category, Optional<ValueTree.Measure> quantity, Optional<ValueTree.Measure> amount, Extent extent) {}

    /** {@code redemption of 300 points at nord-fuel on 2026-03-05}. */
    public record PointsSpent(ValueTree.Measure points, Optional<Name> at, Optional<RuleTree.Moment> on, Extent extent)
            implements Step {}

    /** What a scenario expects. */
    public sealed interface Expected {
        Extent extent();

        /**
         * {@code 100 points from "Base points"}, {@code 60 points from "Clean after the road" paid by nord-fuel}; no
         * points if {@code points} is empty.
         *
         * @param toReferrer whether they are for who brought the member
         * @param payer whose part of them is meant; all of them if empty
         */
        record FromRule(
                Optional<ValueTree.Measure> points,
                boolean toReferrer,
                Text rule,
                Optional<ClauseTree.Share> payer,
                Extent extent)
                implements Expected {}

        /** {@code 3 tickets for "Car of the year"}; {@code a ticket} if {@code number} is empty. */
        record Tickets(Optional<ValueTree.Measure> number, Text draw, Extent extent) implements Expected {}

        /** {@code voucher "WASH-20"}. */
        record Voucher(Text code, Extent extent) implements Expected {}

        /** {@code badge "Regular"}. */
        record Badge(Text name, Extent extent) implements Expected {}

        /** {@code message "Thank you"}. */
        record Message(Text text, Extent extent) implements Expected {}

        /** {@code 60 RUB off}. */
        record Off(ValueTree.Measure money, Extent extent) implements Expected {}

        /** {@code 2 RUB to reporter}. */
        record Fee(ValueTree.Measure money, Extent extent) implements Expected {}

        /** {@code balance 140 points}. */
        record Balance(ValueTree.Measure points, Extent extent) implements Expected {}

        /** {@code nothing}; {@code nothing else} if {@code more} is true. */
        record Nothing(boolean more, Extent extent) implements Expected {}
    }
}
