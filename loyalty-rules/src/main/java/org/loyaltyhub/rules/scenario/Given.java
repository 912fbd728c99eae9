package org.loyaltyhub.rules.scenario;

import java.util.HashMap;
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
    private final Map<Item, Long> parts = new HashMap<>();

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

    /** In the order in which they were given first; points whole, not by payer. */
    Map<Item, Long> amounts() {
        return amounts;
    }

    long of(Item item) {
        return (item.payer().isPresent() ? parts : amounts).getOrDefault(item, 0L);
    }

    private void add(RuleDecision rule) {
        if (!rule.granted().isZero()) {
            String name = rule.rule().key().name();
            add(Item.points(name), rule.granted().units());
            rule.awards().stream()
                    .flatMap(award -> award.lots().stream())
                    .forEach(lot -> parts.merge(
                            Item.pointsPaidBy(lot.terms().payer(), name),
                            lot.points().units(),
                            Math::addExact));
        }
        rule.gifts().forEach(gift -> add(gift, rule.rule()));
    }

    private void add(Gift gift, Rule rule) {
        if (gift instanceof Gift.MoneyOff off) {
            add(Item.MONEY_OFF, off.granted());
        } else if (gift instanceof Gift.Voucher voucher) {
            add(Item.voucher(voucher.effect().code()), 1);
        } else if (gift instanceof Gift.Badge badge) {
            add(Item.badge(badge.effect().name()), 1);
        } else if (gift instanceof Gift.Tickets tickets) {
            add(Item.tickets(tickets.effect().draw()), tickets.tickets());
        } else if (gift instanceof Gift.ReporterFee fee) {
            add(Item.FEE, fee.effect().minor());
        } else if (gift instanceof Gift.Note note) {
            add(Item.message(note.effect().message()), 1);
        } else if (gift instanceof Gift.Thanks thanks) {
            add(Item.pointsToReferrer(rule.key().name()), thanks.points().units());
        }
    }

    private void add(Item item, long amount) {
        amounts.merge(item, amount, Math::addExact);
    }
}
