package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.Shares;

/** Takes discounts off a receipt's lines: all add up, and never more than is left on the lines or on the receipt. */
final class Discounts {
    private final Visit gross;
    private final Payers payers;
    private final long[] taken;

    Discounts(Visit gross, Payers payers) {
        this.gross = gross;
        this.payers = payers;
        this.taken = new long[gross.lineCount()];
    }

    void take(Candidate candidate) {
        for (Effect effect : candidate.rule().effects()) {
            if (effect instanceof Effect.Discount discount) {
                take(candidate, discount);
            }
        }
    }

    private void take(Candidate candidate, Effect.Discount discount) {
        long asked = Amounts.of(discount, candidate.facts());
        long[] room = room(discount);
        long most = Math.min(Arrays.stream(room).sum(), Math.max(0, leftOfReceipt()));
        long granted = candidate.grantMoney(Math.min(asked, most));
        if (granted == 0) {
            return;
        }
        List<Gift.Share> shares = payers.money(candidate.rule(), discount, gross, granted);
        long paid = Gift.sum(shares);
        candidate.giveBackMoney(granted - paid);
        if (paid > 0) {
            long[] parts = Shares.split(paid, room, room);
            List<Long> lines = new ArrayList<>(parts.length);
            for (int i = 0; i < parts.length; i++) {
                taken[i] += parts[i];
                lines.add(parts[i]);
            }
            candidate.add(new Gift.MoneyOff(discount, asked, paid, lines, shares));
        }
    }

    /** What is left to pay on each line that the discount means. */
    private long[] room(Effect.Discount discount) {
        long[] room = new long[taken.length];
        for (int line = 0; line < room.length; line++) {
            boolean meant = discount.lines().takes(gross, line);
            room[line] = meant ? Math.max(0, gross.amount(line) - taken[line]) : 0;
        }
        return room;
    }

    private long leftOfReceipt() {
        long left = 0;
        for (int line = 0; line < taken.length; line++) {
            left = Math.addExact(left, gross.amount(line) - taken[line]);
        }
        return left;
    }

    boolean isNothing() {
        for (long each : taken) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** The receipt as the member pays it. */
    Visit net() {
        return gross.less(taken);
    }
}
