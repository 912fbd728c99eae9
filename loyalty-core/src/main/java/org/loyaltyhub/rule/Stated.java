package org.loyaltyhub.rule;

import org.loyaltyhub.figure.Condition;

/**
 * A condition as its author stated it.
 *
 * @param text in the canonical words of the language: {@code quantity >= 40 l}
 */
public record Stated(String text, Condition condition, Place place) {}
