package org.loyaltyhub.rules.scenario;

import java.util.Optional;
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

    /** Whether who names it has named the other: a payer's part of points are those points. */
    boolean names(Item other) {
        boolean part = kind == Kind.PAID_POINTS && other.kind == Kind.POINTS && name.equals(other.name);
        return part || equals(other);
    }

    /** Whether the rule is one that may give it. */
    public boolean mayComeOf(Rule rule) {
        return rule.effects().stream().anyMatch(effect -> mayComeOf(effect, rule));
    }

    private boolean mayComeOf(Effect effect, Rule rule) {
        return switch (kind) {
            case POINTS, PAID_POINTS, POINTS_TO_REFERRER ->
                name.equals(rule.key().name());
            case TICKETS ->
                effect instanceof Effect.EnterDraw draw && draw.draw().equals(name);
            case VOUCHER ->
                effect instanceof Effect.GiveVoucher voucher && voucher.code().equals(name);
            case BADGE ->
                effect instanceof Effect.GiveBadge badge && badge.name().equals(name);
            case MESSAGE ->
                effect instanceof Effect.Message message && message.message().equals(name);
            case MONEY_OFF -> effect instanceof Effect.Discount;
            case FEE -> effect instanceof Effect.PayReporter;
        };
    }
}
