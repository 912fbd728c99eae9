package org.loyaltyhub.ledger;

/**
 * One side of an entry.
 *
 * @param amount in the account's unit, any sign
 */
public record Posting(Account account, long amount) {}
