package org.loyaltyhub.internal.json;

/**
 * How large a JSON text may be.
 *
 * @param what what the text is, for messages: {@code programme file}
 * @param bytes in UTF-8
 * @param depth lists and objects inside each other, at most {@link JsonText#MAX_DEPTH}
 */
public record JsonBounds(String what, int bytes, int depth) {}
