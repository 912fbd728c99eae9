package org.loyaltyhub.rules;

/**
 * A rule file's text.
 *
 * @param name as diagnostics name it, such as {@code nord-fuel.loyalty}
 */
public record RuleSource(String name, String text) {}
