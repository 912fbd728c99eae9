package org.loyaltyhub.bench;

/** What becomes of the number of rules that hold a receipt when there are more rules. */
public enum Matches {
    /** It grows with them. */
    GROWING,
    /**
     * It stays: each partner has a rule for all its goods, as partners have, 15 more hold now and then, and all others are
     * for the same partners and goods and never hold.
     */
    CONSTANT
}
