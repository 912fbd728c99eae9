package org.loyaltyhub.bench;

/** What becomes of the number of rules that hold a receipt when there are more rules. */
public enum Matches {
    /** It grows with them. */
    GROWING,
    /** It stays: all rules but the first 20 are for the same partners and goods, and never hold. */
    CONSTANT
}
