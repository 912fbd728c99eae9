package org.loyaltyhub.settlement;

import java.time.Instant;

/**
 * A period of the journal that is closed: nothing in it changes any more without being seen. It reaches from the number
 * after the seal before it up to a number, never to a clock time: what commits later is the next period's.
 *
 * <p>Immutable and thread-safe.
 *
 * @param period from 1, without gaps
 * @param first number of the first entry in it
 * @param last number of the last entry in it
 * @param sealedAt when it was sealed, by the hub's clock; says nothing about what is in it
 * @param before the hash of the seal before it; {@link #NOTHING} for the first
 * @param hash SHA-256 over {@code before} and the content of every entry, 64 hexadecimal digits; see {@link Sealing}
 */
public record Seal(long period, long first, long last, Instant sealedAt, String before, String hash) {
    /** What stands before the first seal. */
    public static final String NOTHING = "0".repeat(64);

    public Seal {
        if (period < 1 || first < 1 || last < first) {
            throw new IllegalArgumentException("period " + period + " cannot be entries " + first + " to " + last);
        }
    }

    @Override
    public String toString() {
        return "period " + period + ", entries " + new EntryNumbers.Range(first, last);
    }
}
