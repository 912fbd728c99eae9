package org.loyaltyhub.rules.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Gift;
import org.loyaltyhub.decision.Past;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.Standing;
import org.loyaltyhub.rule.Rule;

/** What rules gave in decisions, by item, less what came back of it since. */
final class Given {
    private final Map<Item, Long> amounts = new LinkedHashMap<>();

    /** @param past how everything stands in the end */
    static Given by(List<Decision> decisions, Past past) {
        Given given = new Given();
        for (Decision decision : decisions) {
            past.of(decision.event().key())
                    .map(Standing::rules)
                    .orElseGet(decision::rules)
                    .forEach(given::add);
        }
        return given;
    }

    /** In the order in which they were given first. */
    Map<Item, Long> amounts() {
        return amounts;
    }

    long of(Item item) {
        return amounts.getOrDefault(item, 0L);
    }

    private void add(RuleDecision rule) {
        if (!rule.granted().isZero()) {
            add(
                    new Item(Item.Kind.POINTS, rule.rule().key().name()),
                    rule.granted().units());
        }
        rule.gifts().forEach(gift -> add(gift, rule.rule()));
    }

    private void add(Gift gift, Rule rule) {
        if (gift instanceof Gift.MoneyOff off) {
            add(Item.MONEY_OFF, off.granted());
        } else if (gift instanceof Gift.Voucher voucher) {
            add(new Item(Item.Kind.VOUCHER, voucher.effect().code()), 1);
        } else if (gift instanceof Gift.Badge badge) {
            add(new Item(Item.Kind.BADGE, badge.effect().name()), 1);
        } else if (gift instanceof Gift.Tickets tickets) {
            add(new Item(Item.Kind.TICKETS, tickets.effect().draw()), tickets.tickets());
        } else if (gift instanceof Gift.ReporterFee fee) {
            add(Item.FEE, fee.effect().minor());
        } else if (gift instanceof Gift.Note note) {
            add(new Item(Item.Kind.MESSAGE, note.effect().message()), 1);
        } else if (gift instanceof Gift.Thanks thanks) {
            add(
                    new Item(Item.Kind.POINTS_TO_REFERRER, rule.key().name()),
                    thanks.points().units());
        }
    }

    private void add(Item item, long amount) {
        amounts.merge(item, amount, Math::addExact);
    }
}
