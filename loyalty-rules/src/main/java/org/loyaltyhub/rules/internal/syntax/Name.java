package org.loyaltyhub.rules.internal.syntax;

import org.loyaltyhub.rules.internal.source.Extent;

/** A word that the programme or the file declares: {@code nord-fuel}. */
public record Name(String text, Extent extent) {}
