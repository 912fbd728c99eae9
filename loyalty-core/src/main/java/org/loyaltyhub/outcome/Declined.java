package org.loyaltyhub.outcome;

import org.loyaltyhub.value.EventKey;

/**
 * Understood and refused for good: the id is taken.
 *
 * @param code stable, kebab-case, for machines: {@code member-closed}
 */
public record Declined(EventKey event, String code, String message) implements Answer {}
