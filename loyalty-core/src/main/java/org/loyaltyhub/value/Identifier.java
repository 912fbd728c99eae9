package org.loyaltyhub.value;

/**
 * By what a partner knows a member: {@code card:7001}, {@code plate:A123BC}.
 *
 * @param kind declared in the programme file
 * @param value as the partner's till has it, not empty
 */
public record Identifier(String kind, String value) implements Comparable<Identifier> {
    @Override
    public int compareTo(Identifier other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return kind + ":" + value;
    }
}
