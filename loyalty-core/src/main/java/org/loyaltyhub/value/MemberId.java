package org.loyaltyhub.value;

/** The hub's own name for a member. It says nothing about the person; partners use {@link Identifier}s. */
public record MemberId(String value) implements Comparable<MemberId> {
    @Override
    public int compareTo(MemberId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
