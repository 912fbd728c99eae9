package org.loyaltyhub.rule;

/**
 * The file that a book was read from.
 *
 * @param name as it was called when it was read
 */
public record BookSource(String name, String text) {}
