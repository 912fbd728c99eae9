package org.loyaltyhub.value;

/**
 * A partner's name in the programme file. {@link #PROGRAMME} stands for the programme itself, which may own rules, pay
 * for points and cause events as a partner does.
 */
public record PartnerId(String value) implements Comparable<PartnerId> {
    public static final PartnerId PROGRAMME = new PartnerId("programme");

    @Override
    public int compareTo(PartnerId other) {
        return this == other ? 0 : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
