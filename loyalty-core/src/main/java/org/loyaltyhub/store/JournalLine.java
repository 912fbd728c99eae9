package org.loyaltyhub.store;

import org.loyaltyhub.ledger.Entry;

/**
 * An entry in its place in the journal.
 *
 * @param number from 1, without gaps
 */
public record JournalLine(long number, Entry entry) {}
