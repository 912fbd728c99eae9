package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/** What a member does and the hub remembers, so that figures can look back on it. */
public sealed interface OccasionTree extends TriggerTree permits PurchaseTree, ActivityTree {
    Optional<Names> places();

    List<ConditionTree> filters();

    /** What it begins with: {@code purchase}, {@code activity referral}. */
    Extent word();
}
