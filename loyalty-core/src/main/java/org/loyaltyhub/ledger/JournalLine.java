package org.loyaltyhub.ledger;

/**
 * An entry in its place in the journal.
 *
 * @param number from 1, without gaps
 */
public record JournalLine(long number, Entry entry) {}
