package org.loyaltyhub.rule;

/**
 * Where in the author's file something stands.
 *
 * @param file as the author named it
 * @param line from 1
 * @param column from 1, in characters as an editor counts them
 */
public record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
