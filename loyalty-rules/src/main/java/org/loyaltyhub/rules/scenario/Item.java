package org.loyaltyhub.rules.scenario;

import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;

/**
 * Something that rules give, as scenarios tell it apart.
 *
 * @param name of the rule, for points; of the draw, voucher or badge; the text of a message; empty for money
 */
public record Item(Kind kind, String name) {
    /** Discounts, whichever rules give them. */
    public static final Item MONEY_OFF = new Item(Kind.MONEY_OFF, "");
    /** Fees for the report, whichever rules pay them. */
    public static final Item FEE = new Item(Kind.FEE, "");

    /** What it is, and in what it is counted. */
    public enum Kind {
        /** In the smallest unit of points. */
        POINTS,
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

    /** Whether the rule is one that may give it. */
    public boolean mayComeOf(Rule rule) {
        return rule.effects().stream().anyMatch(effect -> mayComeOf(effect, rule));
    }

    private boolean mayComeOf(Effect effect, Rule rule) {
        return switch (kind) {
            case POINTS, POINTS_TO_REFERRER -> name.equals(rule.key().name());
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
