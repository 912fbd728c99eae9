package org.loyaltyhub.figure;

import java.util.Optional;
import org.loyaltyhub.value.Unit;

/**
 * What a figure's number means. Numbers of different types are never compared.
 *
 * @param unit of quantities; empty for every other kind
 */
public record ValueType(Kind kind, Optional<Unit> unit) {
    /** The kinds, each with the meaning of its {@code long}. */
    public enum Kind {
        /** Minor units of the programme's currency. */
        MONEY,
        /** Millionths of the unit. */
        QUANTITY,
        /** Whole things: receipts, lines, partners. */
        COUNT,
        /** The smallest unit of points. */
        POINTS,
        /** Whole days. */
        DAYS,
        /** Whole minutes since midnight. */
        TIME,
        /** Days since 1970-01-01. */
        DATE,
        /** 1 for Monday to 7. */
        WEEKDAY,
        /** 1 for January to 12. */
        MONTH,
        /** 0 for the lowest tier. */
        TIER,
        /** Millionths of one. */
        NUMBER
    }

    public static final ValueType MONEY = of(Kind.MONEY);
    public static final ValueType COUNT = of(Kind.COUNT);
    public static final ValueType POINTS = of(Kind.POINTS);
    public static final ValueType DAYS = of(Kind.DAYS);
    public static final ValueType TIME = of(Kind.TIME);
    public static final ValueType DATE = of(Kind.DATE);
    public static final ValueType WEEKDAY = of(Kind.WEEKDAY);
    public static final ValueType MONTH = of(Kind.MONTH);
    public static final ValueType TIER = of(Kind.TIER);
    public static final ValueType NUMBER = of(Kind.NUMBER);

    public static ValueType quantity(Unit unit) {
        return new ValueType(Kind.QUANTITY, Optional.of(unit));
    }

    private static ValueType of(Kind kind) {
        return new ValueType(kind, Optional.empty());
    }
}
