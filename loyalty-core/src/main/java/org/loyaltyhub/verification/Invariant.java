package org.loyaltyhub.verification;

/** What must hold of books, whatever happened. */
public enum Invariant {
    /** Entries are numbered from 1 without gaps. */
    NUMBERS("entries are numbered from 1 without gaps"),
    /** Every entry can be read, and sums to zero in points and in money. */
    BALANCED("every entry sums to zero in points and in money"),
    /** An entry posts what its moves of points are worth, and nothing else. */
    POSTINGS("postings are what moves give"),
    /** No member ever has less than nothing free, held or set aside; a debt is never above zero. */
    NEVER_BELOW_ZERO("what members have is never below zero, and a debt never above"),
    /** A move takes no more of a lot than there is, and lots sum to the accounts of their member. */
    LOTS("lots sum to what is available, held and reserved, less debts"),
    /** What an account is kept at is the sum of its postings. */
    BALANCES("what accounts are kept at is the sum of their postings"),
    /** A member's stored purse holds the lots that the journal left it. */
    PURSES("a member's purse holds the lots of the journal"),
    /** The reserve is what is held for open lots, less debts. */
    RESERVE("the reserve is what open lots are held at, less debts"),
    /** Seals follow each other, and entries have the hash they were sealed with. */
    SEALS("seals follow each other and their entries are unchanged"),
    /** A stored statement is what its period gives again, and its entry stands in the journal once. */
    STATEMENTS("statements are what settlement gives again"),
    /** In the order recorded no limit over all members is exceeded. */
    LIMITS("no limit over all members is exceeded"),
    /** What is kept as used of a limit over all members is what decisions used of it. */
    USES("what is used of limits over all members is what decisions used"),
    /** An identifier names the member to whom decisions gave it, and what names somebody counted for nobody else. */
    NAMES("identifiers name those to whom decisions gave them"),
    /**
     * Every decision is kept with its event, and every accepted event with its decision: no id counts twice. What is written
     * beside an event, the hash that tells it from another of its id, its kind and time, is what it says.
     */
    EVENTS("events and decisions are kept together"),
    /** Every event that waits is kept with all that it waits for and until when, and nothing else is. */
    WAITING("what waits is kept with what it waits for"),
    /** The journal's head counts the entries and the decisions that there are. */
    HEAD("the journal's head counts its entries and decisions"),
    /** What figures look back on is what decisions say. */
    MEMORIES("what figures look back on is what decisions say"),
    /** What is kept beside entries can be read. */
    READABLE("what is kept can be read");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
