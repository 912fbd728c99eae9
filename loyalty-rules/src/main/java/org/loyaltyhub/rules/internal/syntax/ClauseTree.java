package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Rounding;

/** What stands after the effects. */
public sealed interface ClauseTree {
    Extent extent();

    /**
     * {@code limit 4 times per member per month}.
     *
     * @param most empty for {@code once}
     */
    record LimitTo(Optional<ValueTree.Measure> most, Limit.Reach reach, Optional<Period> period, Extent extent)
            implements ClauseTree {}

    /** {@code paid by nord-fuel 60%, aqua-wash 40%}. */
    record PaidBy(List<Share> shares, Extent extent) implements ClauseTree {
        public PaidBy {
            shares = List.copyOf(shares);
        }
    }

    /**
     * One payer.
     *
     * @param role {@code own}, {@code partner} or {@code programme}; null for a partner's name
     * @param part the percent or parts, if they are said
     */
    record Share(@Nullable Keyword role, Name name, Optional<ValueTree.Measure> part, Extent extent) {}

    /** {@code round up}. */
    record Round(Rounding rounding, Extent extent) implements ClauseTree {}

    /** {@code group "fuel offers" take best}. */
    record InGroup(Text name, Group.Mode mode, Extent extent) implements ClauseTree {}

    /** {@code priority 5}. */
    record Priority(ValueTree.Measure number, Extent extent) implements ClauseTree {}

    /** {@code hold 14 days}. */
    record Hold(ValueTree.Measure span, Extent extent) implements ClauseTree {}

    /** {@code expire after 12 months at end of month}. */
    record ExpireAfter(ValueTree.Measure span, boolean atEndOfMonth, Extent extent) implements ClauseTree {}

    /** {@code expire at end of next month}. */
    record ExpireAtEnd(Period period, boolean next, Extent extent) implements ClauseTree {}
}
