package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/**
 * {@code purchase of fuel at gas-station with amount >= 1000 RUB}.
 *
 * @param word the word {@code purchase} alone
 */
public record PurchaseTree(
        Optional<GoodsTree> goods, Optional<Names> places, List<ConditionTree> filters, Extent word, Extent extent)
        implements OccasionTree {
    public PurchaseTree {
        filters = List.copyOf(filters);
    }
}
