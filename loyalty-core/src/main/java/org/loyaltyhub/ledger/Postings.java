package org.loyaltyhub.ledger;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;

/**
 * What moves of points are in points and in money. Points leave one account and enter another; what they are worth
 * leaves and enters with them, and what the two worths differ by is margin.
 *
 * <p>Worth: issued points cost their payer the issue price; with a member they are worth what is held for them in
 * reserve, and so is a debt, with a minus sign; spent points are worth what the partner gets for them.
 */
final class Postings {
    /** Each award has some of them. */
    private static final Map<Kind, Account> PROGRAMMES = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            PROGRAMMES.put(kind, new Account(kind, PartnerId.PROGRAMME.value()));
        }
    }

    private final MemberId member;
    /** One for each account. Few: looking through them is quicker than a hash table. */
    private Posting[] postings;

    private int size;

    private Postings(MemberId member, int room) {
        this.member = member;
        this.postings = new Posting[room];
    }

    static List<Posting> of(MemberId member, List<Move> moves) {
        List<Posting> award = moves.size() == 1 && isAward(moves.get(0)) ? ofAward(member, moves.get(0)) : List.of();
        return award.isEmpty() ? sums(member, moves) : award;
    }

    private static boolean isAward(Move move) {
        return move.from().place() instanceof Place.Issued && move.to().place() instanceof Place.Available;
    }

    /** Nearly all entries are of an award that one payer bears: no account comes twice. Empty if one comes to nothing. */
    private static List<Posting> ofAward(MemberId member, Move move) {
        long units = move.points().units();
        long due = Math.multiplyExact(units, move.from().terms().issueMicros());
        long reserve = Math.multiplyExact(units, move.to().terms().reserveMicros());
        if (due == 0 || reserve == 0 || due == reserve) {
            return List.of();
        }
        String payer = move.from().terms().payer().value();
        return List.of(
                new Posting(account(Kind.ISSUED, payer), -units),
                new Posting(account(Kind.DUE, payer), -due),
                new Posting(programmes(Kind.MARGIN), Math.subtractExact(due, reserve)),
                new Posting(account(Kind.AVAILABLE, member.value()), units),
                new Posting(programmes(Kind.RESERVE), reserve));
    }

    private static List<Posting> sums(MemberId member, List<Move> moves) {
        // an award has two accounts for each payer, and three for all
        Postings postings = new Postings(member, 3 + 2 * moves.size());
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            postings.add(move.from(), -move.points().units());
            postings.add(move.to(), move.points().units());
        }
        return postings.all();
    }

    /** But those that came to nothing. */
    private List<Posting> all() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            postings[count] = postings[i];
            count += postings[i].amount() != 0 ? 1 : 0;
        }
        return List.of(count == postings.length ? postings : Arrays.copyOf(postings, count));
    }

    private void add(Side side, long units) {
        Place place = side.place();
        LotTerms terms = side.terms();
        if (place instanceof Place.Issued) {
            add(Kind.ISSUED, terms.payer(), units);
            worth(Kind.DUE, terms.payer(), units, terms.issueMicros());
        } else if (place instanceof Place.Redeemed redeemed) {
            add(Kind.REDEEMED, redeemed.at(), units);
            worth(Kind.DUE, redeemed.at(), units, redeemed.priceMicros());
        } else if (place instanceof Place.Adjusted) {
            add(Kind.ADJUSTED, PartnerId.PROGRAMME, units);
            worth(Kind.COSTS, PartnerId.PROGRAMME, units, terms.reserveMicros());
        } else if (place instanceof Place.WrittenOff) {
            add(Kind.WRITTEN_OFF, PartnerId.PROGRAMME, units);
            worth(Kind.COSTS, PartnerId.PROGRAMME, units, terms.reserveMicros());
        } else if (place instanceof Place.Expired) {
            add(Kind.EXPIRED, PartnerId.PROGRAMME, units);
            worth(Kind.BREAKAGE, PartnerId.PROGRAMME, units, terms.reserveMicros());
        } else {
            add(ofMember(place), member.value(), units);
            worth(Kind.RESERVE, PartnerId.PROGRAMME, units, terms.reserveMicros());
        }
    }

    private static Kind ofMember(Place place) {
        if (place instanceof Place.Held) {
            return Kind.HELD;
        }
        if (place instanceof Place.Reserved) {
            return Kind.RESERVED;
        }
        return place instanceof Place.Owed ? Kind.DEBT : Kind.AVAILABLE;
    }

    private void worth(Kind kind, PartnerId holder, long units, long micros) {
        long worth = Math.multiplyExact(units, micros);
        add(kind, holder, worth);
        add(Kind.MARGIN, PartnerId.PROGRAMME, -worth);
    }

    private void add(Kind kind, PartnerId holder, long amount) {
        add(kind, holder.value(), amount);
    }

    private void add(Kind kind, String holder, long amount) {
        for (int i = 0; i < size; i++) {
            Account account = postings[i].account();
            if (account.kind() == kind && account.holder().equals(holder)) {
                postings[i] = new Posting(account, Math.addExact(postings[i].amount(), amount));
                return;
            }
        }
        if (size == postings.length) {
            postings = Arrays.copyOf(postings, 2 * size);
        }
        postings[size++] = new Posting(account(kind, holder), amount);
    }

    private static Account account(Kind kind, String holder) {
        boolean isProgrammes = holder.equals(PartnerId.PROGRAMME.value());
        return isProgrammes ? programmes(kind) : new Account(kind, holder);
    }

    private static Account programmes(Kind kind) {
        return Objects.requireNonNull(PROGRAMMES.get(kind));
    }
}
