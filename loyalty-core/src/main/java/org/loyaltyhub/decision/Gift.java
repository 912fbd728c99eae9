package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.List;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** What one effect of a rule gave that is no points for this member. */
public sealed interface Gift {
    Effect effect();

    /** Money off a receipt, in the minor unit; it falls on the receipt's lines, and somebody bears it. */
    sealed interface Off extends Gift {
        long granted();

        /** How much of it falls on each line of the receipt. */
        List<Long> lines();

        List<Share> payers();

        /** The same with less money, for the lines that are left. */
        Off less(long granted, List<Long> linesLeft, List<Share> payersLeft);
    }

    /**
     * Money off, in the minor unit; only a quote gives it.
     *
     * @param asked by the effect, before limits
     * @param granted after limits, and no more than is left to pay; above zero
     * @param lines how much of it falls on each line of the receipt
     * @param payers who bears it
     */
    record MoneyOff(Effect.Discount effect, long asked, long granted, List<Long> lines, List<Share> payers)
            implements Off {
        public MoneyOff {
            lines = List.copyOf(lines);
            payers = List.copyOf(payers);
        }

        @Override
        public Off less(long left, List<Long> linesLeft, List<Share> payersLeft) {
            return new MoneyOff(effect, asked, left, linesLeft, payersLeft);
        }
    }

    /** A voucher. {@code expires}: the first moment at which it cannot be used. */
    record Voucher(Effect.GiveVoucher effect, Instant expires) implements Gift {}

    /**
     * A voucher that is used: money off, borne by those who pay for the rule that gave it.
     *
     * @param source the event for which it was given
     * @param expires the first moment at which it could not be used any more
     */
    record VoucherUsed(
            Effect.GiveVoucher effect,
            EventKey source,
            Instant expires,
            long granted,
            List<Long> lines,
            List<Share> payers)
            implements Off {
        public VoucherUsed {
            lines = List.copyOf(lines);
            payers = List.copyOf(payers);
        }

        @Override
        public Off less(long left, List<Long> linesLeft, List<Share> payersLeft) {
            return new VoucherUsed(effect, source, expires, left, linesLeft, payersLeft);
        }
    }

    /** A badge. */
    record Badge(Effect.GiveBadge effect) implements Gift {}

    /** Tickets for a draw; above zero. */
    record Tickets(Effect.EnterDraw effect, long tickets) implements Gift {}

    /** Money for the partner that reported, in the minor unit. */
    record ReporterFee(Effect.PayReporter effect, PartnerId reporter, List<Share> payers) implements Gift {
        public ReporterFee {
            payers = List.copyOf(payers);
        }
    }

    /** Something to tell the member. */
    record Note(Effect.Message effect) implements Gift {}

    /** Points for who brought the member; the hub makes an event of its own of it. */
    record Thanks(Effect.Award effect, Identifier referrer, Points points) implements Gift {}

    /** What the payers bear together, in the minor unit. */
    static long sum(List<Share> shares) {
        long sum = 0;
        for (Share share : shares) {
            sum = Math.addExact(sum, share.minor());
        }
        return sum;
    }

    /** What one payer bears, in the minor unit. */
    record Share(PartnerId payer, long minor) {}
}
