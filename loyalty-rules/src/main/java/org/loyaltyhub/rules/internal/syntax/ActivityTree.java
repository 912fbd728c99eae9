package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/** {@code activity referral at nord-fuel with channel = "app"}. */
public record ActivityTree(Name name, Optional<Names> places, List<ConditionTree> filters, Extent word, Extent extent)
        implements OccasionTree {
    public ActivityTree {
        filters = List.copyOf(filters);
    }
}
