package org.loyaltyhub.rules.internal.syntax;

import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/** What a rule gives. */
public sealed interface EffectTree {
    Extent extent();

    /**
     * {@code award 50 points}, {@code award 1 point per full 100 RUB up to 500 points}.
     *
     * @param points the number of points, or of percent
     */
    record Award(
            ValueTree.Measure points,
            Optional<Per> per,
            Optional<FigureTree> of,
            Optional<ValueTree.Measure> cap,
            Extent extent)
            implements EffectTree {}

    /**
     * {@code per full 100 RUB}, {@code per l}.
     *
     * @param measure one of the unit if no number stands there
     * @param numbered whether a number stands there
     */
    record Per(boolean full, boolean numbered, ValueTree.Measure measure, Extent extent) {}
}
