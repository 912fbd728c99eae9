package org.loyaltyhub.rules.scenario;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.PartnerId;

/**
 * Something that rules give, as scenarios tell it apart.
 *
 * @param name of the rule, for points; of the draw, voucher or badge; the text of a message; empty for money
 * @param payer whose part of the points is meant; empty for all of them, and for what is no points
 */
public record Item(Kind kind, String name, Optional<PartnerId> payer) {
    /** Discounts, whichever rules give them. */
    public static final Item MONEY_OFF = new Item(Kind.MONEY_OFF, "");
    /** Fees for the report, whichever rules pay them. */
    public static final Item FEE = new Item(Kind.FEE, "");

    Item(Kind kind, String name) {
        this(kind, name, Optional.empty());
    }

    /** {@code name} is the rule's. */
    public static Item points(String name) {
        return new Item(Kind.POINTS, name);
    }

    /** {@code name} is the rule's. */
    public static Item pointsPaidBy(PartnerId payer, String name) {
        return new Item(Kind.PAID_POINTS, name, Optional.of(payer));
    }

    /** {@code name} is the rule's. */
    public static Item pointsToReferrer(String name) {
        return new Item(Kind.POINTS_TO_REFERRER, name);
    }

    public static Item tickets(String draw) {
        return new Item(Kind.TICKETS, draw);
    }

    public static Item voucher(String code) {
        return new Item(Kind.VOUCHER, code);
    }

    public static Item badge(String name) {
        return new Item(Kind.BADGE, name);
    }

    public static Item message(String text) {
        return new Item(Kind.MESSAGE, text);
    }

    /** What it is, and in what it is counted. */
    public enum Kind {
        /** In the smallest unit of points. */
        POINTS,
        /** One payer's part of points. In the smallest unit of points. */
        PAID_POINTS,
        /** In the smallest unit of points. */
        POINTS_TO_REFERRER,
        /** One by one. */
        TICKETS,
        /** One by one. */
        VOUCHER,
        /** One by one. */
        BADGE,
        /** One by one. */
        MESSAGE,
        /** In the minor unit. */
        MONEY_OFF,
        /** In the minor unit. */
        FEE
    }

    /** What the rule may give; points whole, not by payer. */
    public static Set<Item> of(Rule rule) {
        Set<Item> items = new HashSet<>();
        items.add(points(rule.key().name()));
        items.add(pointsToReferrer(rule.key().name()));
        rule.effects().forEach(effect -> of(effect).ifPresent(items::add));
        return items;
    }

    private static Optional<Item> of(Effect effect) {
        if (effect instanceof Effect.EnterDraw draw) {
            return Optional.of(tickets(draw.draw()));
        }
        if (effect instanceof Effect.GiveVoucher voucher) {
            return Optional.of(voucher(voucher.code()));
        }
        if (effect instanceof Effect.GiveBadge badge) {
            return Optional.of(badge(badge.name()));
        }
        if (effect instanceof Effect.Message message) {
            return Optional.of(message(message.message()));
        }
        if (effect instanceof Effect.Discount) {
            return Optional.of(MONEY_OFF);
        }
        return effect instanceof Effect.PayReporter ? Optional.of(FEE) : Optional.empty();
    }

    /** Itself; of a payer's part of points, all of them. */
    public Item whole() {
        return kind == Kind.PAID_POINTS ? points(name) : this;
    }
}
