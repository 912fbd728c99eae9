package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/** What a rule gives. */
public sealed interface EffectTree {
    Extent extent();

    /**
     * {@code award 50 points}, {@code award 1 point per full 100 RUB up to 500 points to referrer}.
     *
     * @param points the number of points, or of percent
     */
    record Award(
            ValueTree.Measure points,
            Optional<Per> per,
            Optional<FigureTree> of,
            Optional<ValueTree.Measure> cap,
            boolean toReferrer,
            Extent extent)
            implements EffectTree {}

    /** {@code award 1 point per l up to 30 l, 2 points per l above up to 500 points}. */
    record Brackets(List<Bracket> brackets, Optional<ValueTree.Measure> cap, boolean toReferrer, Extent extent)
            implements EffectTree {
        public Brackets {
            brackets = List.copyOf(brackets);
        }
    }

    /**
     * {@code 2 points per l up to 60 l}.
     *
     * @param upTo empty for {@code above}
     */
    record Bracket(ValueTree.Measure points, Per per, Optional<ValueTree.Measure> upTo, Extent extent) {}

    /**
     * {@code per full 100 RUB}, {@code per l}.
     *
     * @param measure one of the unit if no number stands there
     * @param numbered whether a number stands there
     */
    record Per(boolean full, boolean numbered, ValueTree.Measure measure, Extent extent) {}

    /** {@code multiply points of ("Base points", "Full tank") by 1.5}. */
    record Multiply(List<Text> rules, ValueTree.Measure factor, Extent extent) implements EffectTree {
        public Multiply {
            rules = List.copyOf(rules);
        }
    }

    /** {@code take 1.50 RUB per l off up to 60 RUB}, {@code take 5% off}. */
    record Take(ValueTree.Measure what, Optional<Per> per, Optional<ValueTree.Measure> cap, Extent extent)
            implements EffectTree {}

    /** {@code give voucher "WASH-20" for 20% off wash at aqua-wash, valid 30 days}. */
    record GiveVoucher(
            Text code,
            ValueTree.Measure off,
            GoodsTree goods,
            Optional<Names> places,
            ValueTree.Measure valid,
            Extent extent)
            implements EffectTree {}

    /** {@code give badge "Regular"}. */
    record GiveBadge(Text name, Extent extent) implements EffectTree {}

    /** {@code enter draw "Car of the year" 2 times per full 500 RUB}. */
    record EnterDraw(Text draw, Optional<ValueTree.Measure> times, Optional<Per> per, Extent extent)
            implements EffectTree {}

    /** {@code pay reporter 2 RUB}. */
    record PayReporter(ValueTree.Measure money, Extent extent) implements EffectTree {}

    /** {@code message "Thank you"}. */
    record Message(Text text, Extent extent) implements EffectTree {}
}
