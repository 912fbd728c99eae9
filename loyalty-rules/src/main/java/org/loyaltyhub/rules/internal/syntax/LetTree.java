package org.loyaltyhub.rules.internal.syntax;

/** {@code let premium = (diesel-plus, petrol-100)}. */
public record LetTree(Name name, SetTree set) {}
