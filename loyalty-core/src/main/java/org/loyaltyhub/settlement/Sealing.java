package org.loyaltyhub.settlement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.value.EventKey;

/**
 * Hashes the entries of a period, in their order: everything they say, one line a field, each text with its length before
 * it, so that no two contents look alike. The form never changes; what it must say besides one day, it says at the end.
 *
 * <p>O(content); keeps nothing of it. Not thread-safe, used once.
 */
public final class Sealing {
    private final MessageDigest digest = sha256();
    private final StringBuilder line = new StringBuilder(512);
    private final long period;
    private final long first;
    private final String before;
    private long next;

    private Sealing(long period, long first, String before) {
        this.period = period;
        this.first = first;
        this.next = first;
        this.before = before;
        text(before);
        flush();
    }

    /** Begins the period after this seal; the first one if there is none. */
    public static Sealing after(Optional<Seal> last) {
        return last.map(seal -> new Sealing(seal.period() + 1, seal.last() + 1, seal.hash()))
                .orElseGet(() -> new Sealing(1, 1, Seal.NOTHING));
    }

    /** The number of the entry that is hashed next. */
    public long next() {
        return next;
    }

    /**
     * Takes the next entry.
     *
     * @throws IllegalArgumentException if it is not the next
     */
    public void add(JournalLine journalLine) {
        if (journalLine.number() != next) {
            throw new IllegalArgumentException("entry " + next + " is next, not " + journalLine.number());
        }
        next++;
        write(journalLine);
        flush();
    }

    /**
     * Closes the period with the entries taken.
     *
     * @throws IllegalArgumentException if there were none
     */
    public Seal seal(Instant sealedAt) {
        return new Seal(
                period, first, next - 1, sealedAt, before, HexFormat.of().formatHex(digest.digest()));
    }

    private void write(JournalLine journalLine) {
        Entry entry = journalLine.entry();
        number(journalLine.number());
        text(entry.code().word());
        key(entry.cause());
        text(entry.note());
        text(entry.member().map(member -> "member " + member.value()).orElse("no member"));
        text(entry.happenedAt().toString());
        text(entry.recordedAt().toString());
        number(entry.moves().size());
        for (Move move : entry.moves()) {
            side(move.from());
            side(move.to());
            number(move.points().units());
        }
        number(entry.postings().size());
        for (Posting posting : entry.postings()) {
            text(posting.account().kind().name());
            text(posting.account().holder());
            number(posting.amount());
        }
    }

    private void side(Side side) {
        place(side.place());
        LotTerms terms = side.terms();
        text(terms.payer().value());
        number(terms.issueMicros());
        number(terms.reserveMicros());
        text(terms.expires().toString());
    }

    private void place(Place place) {
        if (place instanceof Place.Available) {
            text("available");
        } else if (place instanceof Place.Held held) {
            text("held").text(held.until().toString());
        } else if (place instanceof Place.Reserved reserved) {
            text("reserved").key(reserved.by());
            text(reserved.until().toString()).number(reserved.priceMicros());
        } else if (place instanceof Place.Owed owed) {
            text("owed").text(owed.since().toString());
        } else if (place instanceof Place.Expired) {
            text("expired");
        } else if (place instanceof Place.Issued) {
            text("issued");
        } else if (place instanceof Place.Adjusted) {
            text("adjusted");
        } else if (place instanceof Place.Redeemed redeemed) {
            text("redeemed").text(redeemed.at().value()).number(redeemed.priceMicros());
        } else {
            text("written off");
        }
    }

    private void key(EventKey key) {
        text(key.partner().value()).text(key.id());
    }

    private Sealing text(String text) {
        line.append(text.length()).append(':').append(text).append('\n');
        return this;
    }

    private void number(long number) {
        line.append(number).append('\n');
    }

    private void flush() {
        digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
