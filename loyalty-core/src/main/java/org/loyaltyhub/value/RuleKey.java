package org.loyaltyhub.value;

/** A rule is its owner and its name; limits and {@code unused} go on over versions of the rule book. */
public record RuleKey(PartnerId owner, String name) implements Comparable<RuleKey> {
    @Override
    public int compareTo(RuleKey other) {
        if (this == other) {
            return 0;
        }
        int byOwner = owner.compareTo(other.owner);
        return byOwner != 0 ? byOwner : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return owner + " \"" + name + "\"";
    }
}
