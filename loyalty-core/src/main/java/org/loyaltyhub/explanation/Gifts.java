package org.loyaltyhub.explanation;

import org.loyaltyhub.decision.Gift;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Money;

/** Says what a rule gave that is no points for the member. */
final class Gifts {
    private final Programme programme;

    Gifts(Programme programme) {
        this.programme = programme;
    }

    Explanation.Step step(Gift gift) {
        return new Explanation.Step(gift.effect().text(), values(gift));
    }

    private String values(Gift gift) {
        if (gift instanceof Gift.MoneyOff off) {
            String granted = money(off.granted()) + " off";
            return off.granted() < off.asked() ? granted + " of " + money(off.asked()) : granted;
        }
        if (gift instanceof Gift.VoucherUsed used) {
            return money(used.granted()) + " off with voucher " + used.effect().code();
        }
        if (gift instanceof Gift.Voucher voucher) {
            return "voucher " + voucher.effect().code() + ", until " + voucher.expires();
        }
        if (gift instanceof Gift.Badge badge) {
            return "badge " + badge.effect().name();
        }
        if (gift instanceof Gift.Tickets tickets) {
            return tickets.tickets() + (tickets.tickets() == 1 ? " ticket" : " tickets");
        }
        if (gift instanceof Gift.ReporterFee fee) {
            return money(fee.effect().minor()) + " to " + fee.reporter();
        }
        if (gift instanceof Gift.Thanks thanks) {
            return programme.points().text(thanks.points()) + " to who brought the member";
        }
        return ((Gift.Note) gift).effect().message();
    }

    private String money(long minor) {
        return Money.ofMinor(minor, programme.currency()).toString();
    }
}
