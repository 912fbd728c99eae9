package org.loyaltyhub.rules.internal.syntax;

import java.util.Optional;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.value.Period;

/** Something that a condition asks for. */
public sealed interface FigureTree extends OperandTree {

    /** A figure that needs nothing said beside its name. */
    record Simple(Kind kind, Extent extent) implements FigureTree {}

    /** Figures by name alone. */
    enum Kind {
        AMOUNT,
        TOTAL,
        QUANTITY,
        UNIT_PRICE,
        LINES,
        SITE,
        CHANNEL,
        SKU,
        DAY,
        TIME,
        DATE,
        MONTH,
        MEMBER_TIER,
        MEMBER_FOR,
        MEMBER_AGE,
        BALANCE
    }

    /** {@code amount of coffee}, {@code quantity of coffee}. */
    record OfGoods(Kind kind, GoodsTree goods, Extent extent) implements FigureTree {}

    /** {@code attribute "pump"}; of a line for {@code line "colour"}. */
    record Attribute(Text name, boolean ofLine, Extent extent) implements FigureTree {}

    /** {@code count of purchases of fuel this month}, {@code partners visited in last 7 days}. */
    record History(Measure measure, Optional<OccasionTree> occasion, Optional<WindowTree> window, Extent extent)
            implements FigureTree {}

    /** {@code days since purchase of fuel}. */
    record DaysSince(OccasionTree occasion, Extent extent) implements FigureTree {}

    /** {@code streak of months with purchase of magazine}. */
    record Streak(Period period, OccasionTree occasion, Extent extent) implements FigureTree {}

    /** {@code member attribute "tank"}. */
    record MemberAttribute(Text name, Extent extent) implements FigureTree {}

    /** {@code points expiring within 30 days}. */
    record PointsExpiring(ValueTree.Measure within, Extent extent) implements FigureTree {}

    /** {@code rank by amount of purchases this month, ties by earliest}. */
    record Rank(FigureTree by, boolean tiesByEarliest, Extent extent) implements FigureTree {}
}
