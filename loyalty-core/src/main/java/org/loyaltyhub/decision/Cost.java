package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.PartnerId;

/**
 * What a rule's decision costs those who pay, in millionths of the minor unit: points at the issue price of their lots,
 * money as it is.
 */
final class Cost {
    private final List<Item> items = new ArrayList<>(2);

    /** What one payer bears of one effect. */
    record Part(Effect effect, PartnerId payer) {
        /** Whether it is money off: a quote counted it. */
        boolean isOff() {
            return effect instanceof Effect.Discount || effect instanceof Effect.GiveVoucher;
        }
    }

    /** An amount of it; several may be of one part. */
    record Item(Part part, long micros) {}

    private Cost() {}

    static Cost of(RuleDecision rule) {
        Cost cost = new Cost();
        for (Award award : rule.awards()) {
            cost.add(award);
        }
        for (Gift gift : rule.gifts()) {
            for (Gift.Share share : shares(gift)) {
                cost.add(gift.effect(), share.payer(), share.minor(), PointTerms.MICROS);
            }
        }
        return cost;
    }

    static Cost of(Award award) {
        Cost cost = new Cost();
        cost.add(award);
        return cost;
    }

    /** What these points cost one payer. */
    static long of(List<Lot> lots, PartnerId payer) {
        long sum = 0;
        for (Lot lot : lots) {
            boolean isIts = lot.terms().payer().equals(payer);
            long micros = Math.multiplyExact(lot.points().units(), lot.terms().issueMicros());
            sum = Math.addExact(sum, isIts ? micros : 0);
        }
        return sum;
    }

    private void add(Award award) {
        for (Lot lot : award.lots()) {
            add(
                    award.effect(),
                    lot.terms().payer(),
                    lot.points().units(),
                    lot.terms().issueMicros());
        }
    }

    private void add(Effect effect, PartnerId payer, long units, long price) {
        items.add(new Item(new Part(effect, payer), Math.multiplyExact(units, price)));
    }

    private static List<Gift.Share> shares(Gift gift) {
        if (gift instanceof Gift.ReporterFee fee) {
            return fee.payers();
        }
        return gift instanceof Gift.Off off ? off.payers() : List.of();
    }

    List<Item> items() {
        return items;
    }

    /** All that the payer bears. */
    long of(PartnerId payer) {
        return of(payer, true) + of(payer, false);
    }

    /** @param off of the money taken off, or of all else */
    long of(PartnerId payer, boolean off) {
        long sum = 0;
        for (Item item : items) {
            if (item.part().payer().equals(payer) && item.part().isOff() == off) {
                sum = Math.addExact(sum, item.micros());
            }
        }
        return sum;
    }
}
