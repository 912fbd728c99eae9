package org.loyaltyhub.rules.internal.syntax;

import org.loyaltyhub.rules.internal.source.Extent;

/** What stands on one side of a comparison. */
public sealed interface OperandTree permits FigureTree, ValueTree {
    Extent extent();
}
