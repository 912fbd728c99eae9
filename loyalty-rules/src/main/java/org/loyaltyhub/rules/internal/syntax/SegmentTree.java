package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import org.loyaltyhub.rules.internal.source.Extent;

/**
 * {@code segment "Regulars" when count of purchases this year >= 12}.
 *
 * @param word the word {@code segment} with the name
 */
public record SegmentTree(Text name, List<ConditionTree> conditions, Extent word) {
    public SegmentTree {
        conditions = List.copyOf(conditions);
    }
}
