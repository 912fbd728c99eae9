package org.loyaltyhub.explanation;

import org.loyaltyhub.decision.Gift;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Money;

/** Says what a rule gave that is no points for the member. */
final class Gifts {
    private final Wording wording;
    private final Programme programme;

    Gifts(Wording wording, Programme programme) {
        this.wording = wording;
        this.programme = programme;
    }

    Explanation.Step step(Gift gift) {
        return new Explanation.Step(gift.effect().text(), values(gift));
    }

    private String values(Gift gift) {
        if (gift instanceof Gift.MoneyOff off) {
            String granted = money(off.granted());
            return off.granted() < off.asked()
                    ? wording.text("off.cut", granted, money(off.asked()))
                    : wording.text("off", granted);
        }
        if (gift instanceof Gift.VoucherUsed used) {
            return wording.text(
                    "voucher.used", money(used.granted()), used.effect().code());
        }
        if (gift instanceof Gift.Voucher voucher) {
            return wording.text("voucher", voucher.effect().code(), voucher.expires());
        }
        if (gift instanceof Gift.Badge badge) {
            return wording.text("badge", badge.effect().name());
        }
        if (gift instanceof Gift.Tickets tickets) {
            return wording.counted("tickets", Long.toString(tickets.tickets()));
        }
        if (gift instanceof Gift.ReporterFee fee) {
            return wording.text("fee", money(Gift.sum(fee.payers())), fee.reporter());
        }
        if (gift instanceof Gift.Thanks thanks) {
            return wording.text("thanks", wording.points(programme, thanks.points()));
        }
        return ((Gift.Note) gift).effect().message();
    }

    private String money(long minor) {
        return Money.ofMinor(minor, programme.currency()).toString();
    }
}
