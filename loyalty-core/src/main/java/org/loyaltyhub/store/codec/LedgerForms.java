package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.decision.Award;
import org.loyaltyhub.internal.json.InstantText;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** What the books hold, without what follows from the rest. */
final class LedgerForms {
    private LedgerForms() {}

    /** The payer, the two prices, and when they expire, if ever: {@code nord-fuel 60000000 50000000}. */
    static Form terms() {
        return new TextForm<>(LotTerms.class, LedgerForms::print, LedgerForms::terms);
    }

    private static void print(LotTerms terms, JsonWriter out) {
        out.part(terms.payer().value()).part(' ').part(terms.issueMicros());
        out.part(' ').part(terms.reserveMicros());
        if (!terms.expires().equals(Instant.MAX)) {
            InstantText.print(terms.expires(), out.part(' '));
        }
    }

    private static LotTerms terms(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 3 && parts.length != 4) {
            throw new IllegalArgumentException("it has " + parts.length + " parts");
        }
        return new LotTerms(
                new PartnerId(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts.length == 4 ? Instant.parse(parts[3]) : Instant.MAX);
    }

    /** What was granted is mostly what the lots come to. */
    record KeptAward(
            Effect effect, Points asked, Optional<Points> granted, List<Lot> lots, Optional<Instant> heldUntil) {
        static KeptAward of(Award award) {
            boolean follows = award.granted().equals(Lot.sum(award.lots()));
            return new KeptAward(
                    award.effect(),
                    award.asked(),
                    follows ? Optional.empty() : Optional.of(award.granted()),
                    award.lots(),
                    award.heldUntil());
        }

        Award award() {
            return new Award(effect, asked, granted.orElseGet(() -> Lot.sum(lots)), lots, heldUntil);
        }
    }

    /** Points mostly keep their terms where they go. */
    record KeptMove(Place from, Place to, LotTerms terms, Optional<LotTerms> newTerms, Points points) {
        static KeptMove of(Move move) {
            LotTerms terms = move.from().terms();
            LotTerms after = move.to().terms();
            return new KeptMove(
                    move.from().place(),
                    move.to().place(),
                    terms,
                    terms.equals(after) ? Optional.empty() : Optional.of(after),
                    move.points());
        }

        Move move() {
            return new Move(new Side(from, terms), new Side(to, newTerms.orElse(terms)), points);
        }
    }

    /**
     * Without what its columns say, and without postings that follow from the moves. How these follow can therefore never
     * change for entries that are stored.
     */
    record KeptEntry(
            EventKey cause,
            String note,
            Optional<Instant> happenedAt,
            Optional<Instant> recordedAt,
            List<Move> moves,
            Optional<List<Posting>> postings) {
        static KeptEntry of(Entry entry) {
            boolean follow = entry.postings().equals(following(entry.member(), entry.moves()));
            return new KeptEntry(
                    entry.cause(),
                    entry.note(),
                    Moments.unsaid(entry.happenedAt()),
                    Moments.unsaid(entry.recordedAt()),
                    entry.moves(),
                    follow ? Optional.empty() : Optional.of(entry.postings()));
        }

        private static List<Posting> following(Optional<MemberId> member, List<Move> moves) {
            return member.map(whose -> Entry.postings(whose, moves)).orElse(List.of());
        }

        Entry entry(Codec.EntryOf of) {
            return new Entry(
                    of.code(),
                    cause,
                    note,
                    of.member(),
                    happenedAt.orElse(of.happenedAt()),
                    recordedAt.orElse(of.recordedAt()),
                    moves,
                    postings.orElseGet(() -> following(of.member(), moves)));
        }
    }

    /** An entry that stands in no row. */
    record WholeEntry(
            Entry.Code code, Optional<MemberId> member, Instant happenedAt, Instant recordedAt, KeptEntry entry) {
        static WholeEntry of(Entry entry) {
            return new WholeEntry(
                    entry.code(), entry.member(), entry.happenedAt(), entry.recordedAt(), KeptEntry.of(entry));
        }

        Entry whole() {
            return entry.entry(new Codec.EntryOf(code, member, happenedAt, recordedAt));
        }
    }

    /**
     * What is on which side, in the order in which it came there, for points are spent in that order: a list of lists of
     * place, terms and points.
     */
    record PurseForm(Form place, Form terms) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            out.open('[');
            ((Purse) value).forEach((where, lot, units) -> {
                out.open('[');
                place.write(where, out, scope);
                terms.write(lot, out, scope);
                out.number(units).close(']');
            });
            out.close(']');
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Form.expect(in, JsonToken.START_ARRAY, "a purse");
            Map<Side, Points> sides = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                Form.expect(in, JsonToken.START_ARRAY, "points in a purse");
                in.nextToken();
                Place where = (Place) place.read(in, scope);
                in.nextToken();
                Side side = new Side(where, (LotTerms) terms.read(in, scope));
                in.nextToken();
                Form.expect(in, JsonToken.VALUE_NUMBER_INT, "a number of points");
                if (sides.put(side, Points.ofUnits(in.getLongValue())) != null) {
                    throw new UnreadableException("a stored purse says twice what is " + side);
                }
                in.nextToken();
                Form.expect(in, JsonToken.END_ARRAY, "the end of points in a purse");
            }
            try {
                return Purse.of(sides);
            } catch (IllegalArgumentException e) {
                throw new UnreadableException("a stored purse is wrong: " + e.getMessage(), e);
            }
        }
    }
}
