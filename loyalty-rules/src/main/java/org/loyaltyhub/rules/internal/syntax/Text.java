package org.loyaltyhub.rules.internal.syntax;

import org.loyaltyhub.rules.internal.source.Extent;

/** A text in quotes. */
public record Text(String value, Extent extent) {}
