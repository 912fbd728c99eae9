package org.loyaltyhub.rules.internal.syntax;

import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/**
 * {@code of fuel except diesel}, {@code of everything}.
 *
 * @param of empty for {@code everything}
 */
public record GoodsTree(Optional<Names> of, Optional<Names> except, Extent extent) {}
