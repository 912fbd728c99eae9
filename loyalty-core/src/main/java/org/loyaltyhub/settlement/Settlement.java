package org.loyaltyhub.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.settlement.Item.Kind;
import org.loyaltyhub.settlement.Position.Holder;
import org.loyaltyhub.settlement.ProgrammeStatement.Bill;
import org.loyaltyhub.settlement.ProgrammeStatement.OwnAccount;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * Settles one sealed period: takes its entries one by one, and makes of them what each partner owes or gets. Pure: the
 * same seal, position and entries give the same statements, whenever it is asked.
 *
 * <p>What an earlier settlement booked is left aside wherever it stands in the journal: each settlement bills exactly its
 * own period, so nothing is carried over but roundings, which are the programme's at once.
 *
 * <p>O(entries); keeps what statements say, not the entries. Not thread-safe, used once.
 */
public final class Settlement {
    private final Terms terms;
    private final Seal seal;
    private final Position before;
    private final Heading heading;
    private final Map<PartnerId, Figures> figures = new TreeMap<>();
    private final Figures totals = new Figures();
    private final Map<PartnerId, Open> opened = new HashMap<>();
    private Own own = Own.NOTHING;
    private long next;

    private Settlement(Terms terms, Seal seal, Position before) {
        this.terms = terms;
        this.seal = seal;
        this.before = before;
        this.heading = new Heading(terms.programme(), terms.currency(), terms.points(), seal);
        this.next = seal.first();
        terms.parties().forEach(party -> figures.put(party.partner(), new Figures()));
        before.holders().forEach(holder -> figures.putIfAbsent(holder.partner(), new Figures()));
    }

    /**
     * Begins to settle a period.
     *
     * @param terms in force when it is settled: names, and the value of a point
     * @param before where the period before it left the books
     * @throws IllegalArgumentException if the period is not the next
     */
    public static Settlement of(Terms terms, Seal seal, Position before) {
        if (seal.period() != before.period() + 1) {
            throw new IllegalArgumentException(
                    "period " + (before.period() + 1) + " is to be settled next, not " + seal.period());
        }
        return new Settlement(terms, seal, before);
    }

    /** The number of the entry that is taken next; beyond the period's last once all were taken. */
    public long next() {
        return next;
    }

    /**
     * Takes the next entry of the period.
     *
     * @throws IllegalArgumentException if it is not the next
     */
    public void add(JournalLine line) {
        if (line.number() != next || next > seal.last()) {
            throw new IllegalArgumentException("entry " + next + " of " + seal + " is next, not " + line.number());
        }
        next++;
        Entry entry = line.entry();
        if (entry.code() != Entry.Code.SETTLE) {
            new Reader(line).read();
        }
    }

    /**
     * Settles, once every entry of the period was taken.
     *
     * @param vouchers that are open now, by owner and code
     * @throws IllegalArgumentException if entries of the period are missing
     */
    public Settled settle(Instant now, List<OpenVouchers> vouchers) {
        if (next <= seal.last()) {
            throw new IllegalArgumentException("entry " + next + " of " + seal + " is missing");
        }
        vouchers.forEach(each -> of(each.owner())); // a statement for it, though nothing of its own moved
        List<Statement> statements = new ArrayList<>();
        List<Bill> bills = new ArrayList<>();
        List<Holder> holders = new ArrayList<>();
        figures.forEach((partner, sums) -> {
            Holder old = before.of(partner);
            Open open = old.open().plus(opened.getOrDefault(partner, Open.NOTHING));
            List<OpenVouchers> its = vouchers.stream()
                    .filter(each -> each.owner().equals(partner))
                    .toList();
            Statement statement = new Statement(
                    heading,
                    partner,
                    terms.name(partner),
                    sums.items(),
                    Billing.of(sums.due()),
                    old.billedMinor(),
                    old.open(),
                    coverage(open),
                    its);
            statements.add(statement);
            bills.add(new Bill(partner, statement.name(), statement.billing(), statement.coverage()));
            holders.add(new Holder(partner, statement.billedUntilNow(), open));
        });
        long rounded = bills.stream()
                .mapToLong(bill -> bill.billing().roundedOffMicros())
                .reduce(0, Math::addExact);
        own = own.plus(new Own(0, 0, 0, 0, rounded));
        ProgrammeStatement programme = programmeStatement(bills, holders);
        return new Settled(
                seal,
                terms,
                entry(bills, rounded, digest(statements, programme), now),
                statements,
                programme,
                new Position(seal.period(), holders, before.own().plus(own)));
    }

    private ProgrammeStatement programmeStatement(List<Bill> bills, List<Holder> holders) {
        Open all = Open.NOTHING;
        for (Holder holder : holders) {
            all = all.plus(holder.open());
        }
        Own old = before.own();
        List<OwnAccount> accounts = List.of(
                new OwnAccount(Account.Kind.RESERVE, old.reserve(), own.reserve()),
                new OwnAccount(Account.Kind.MARGIN, old.margin(), own.margin()),
                new OwnAccount(Account.Kind.BREAKAGE, old.breakage(), own.breakage()),
                new OwnAccount(Account.Kind.COSTS, old.costs(), own.costs()),
                new OwnAccount(Account.Kind.ROUNDING, old.rounding(), own.rounding()));
        return new ProgrammeStatement(
                heading, bills, accounts, coverage(all), terms.cheapestMicros(), terms.dearestMicros(), totals.items());
    }

    private Coverage coverage(Open open) {
        return Coverage.of(open, terms.points().valueMicros());
    }

    /** The entry names it, so that the next seal is over the statements too. */
    private static String digest(List<Statement> statements, ProgrammeStatement programme) {
        StringBuilder all = new StringBuilder(StatementJson.of(programme));
        statements.forEach(statement -> all.append('\n').append(StatementJson.of(statement)));
        return ContentHash.of(all.toString()).text();
    }

    /** One entry: every exact due goes, what is billed comes, the rest is the programme's rounding. */
    private Entry entry(List<Bill> bills, long rounded, String digest, Instant now) {
        List<Posting> postings = new ArrayList<>();
        for (Bill bill : bills) {
            post(postings, Account.Kind.DUE, bill.partner(), -bill.billing().dueMicros());
            post(postings, Account.Kind.BILLED, bill.partner(), bill.billing().billedMicros());
        }
        post(postings, Account.Kind.ROUNDING, PartnerId.PROGRAMME, rounded);
        return new Entry(
                Entry.Code.SETTLE,
                cause(seal),
                "period " + seal.period() + ", statements " + digest,
                Optional.empty(),
                now,
                now,
                List.of(),
                postings);
    }

    /** What the entry that settles the period names as its cause. */
    private static EventKey cause(Seal seal) {
        return new EventKey(PartnerId.PROGRAMME, HubEvent.ID_PREFIX + "settle/" + seal.period());
    }

    private static void post(List<Posting> postings, Account.Kind kind, PartnerId holder, long amount) {
        if (amount != 0) {
            postings.add(new Posting(new Account(kind, holder.value()), amount));
        }
    }

    /** Reads one entry: every move and every posting goes to the figures of those whom it concerns. */
    private final class Reader {
        private final Entry entry;
        private final Figures.Booked booked;
        /** Of each partner's due, what moves of points explain. */
        private final Map<String, Long> explained = new HashMap<>();

        Reader(JournalLine line) {
            this.entry = line.entry();
            this.booked = new Figures.Booked(line.number(), entry.member());
        }

        void read() {
            for (Move move : entry.moves()) {
                holding(move.from(), -move.points().units());
                holding(move.to(), move.points().units());
                from(move);
                to(move);
            }
            Map<String, Long> due = new TreeMap<>();
            for (Posting posting : entry.postings()) {
                if (posting.account().kind() == Account.Kind.DUE) {
                    due.merge(posting.account().holder(), posting.amount(), Math::addExact);
                } else if (posting.account().kind().unit() == Account.Unit.MONEY) {
                    own(posting);
                }
            }
            explained.forEach((holder, amount) -> due.merge(holder, -amount, Math::addExact));
            due.forEach((holder, amount) -> unexplained(new PartnerId(holder), amount));
        }

        private void own(Posting posting) {
            long amount = posting.amount();
            own = own.plus(
                    switch (posting.account().kind()) {
                        case RESERVE -> new Own(amount, 0, 0, 0, 0);
                        case MARGIN -> new Own(0, amount, 0, 0, 0);
                        case BREAKAGE -> new Own(0, 0, amount, 0, 0);
                        case COSTS -> new Own(0, 0, 0, amount, 0);
                        case ROUNDING -> new Own(0, 0, 0, 0, amount);
                        default ->
                            throw new IllegalArgumentException("entry " + booked.number() + " of code "
                                    + entry.code().word() + " posts to " + posting.account());
                    });
        }

        private void unexplained(PartnerId holder, long amount) {
            if (amount != 0) {
                switch (entry.code()) {
                    case FEE -> add(holder, Kind.FEE, entry.note(), 0, amount);
                    case DISCOUNT -> add(holder, Kind.DISCOUNT, entry.note(), 0, amount);
                    default -> add(holder, Kind.CORRECTION, entry.code().word(), 0, amount);
                }
            }
        }

        /** What the payer's open points and debts are after it. */
        private void holding(Side side, long units) {
            if (!(side.place() instanceof Place.OfMember) || side.place() instanceof Place.Expired) {
                return;
            }
            boolean isDebt = side.place() instanceof Place.Owed;
            long worth = worth(units, side.terms().reserveMicros());
            Open change = isDebt
                    ? new Open(Points.ZERO, 0, Points.ofUnits(-units), -worth)
                    : new Open(Points.ofUnits(units), worth, Points.ZERO, 0);
            opened.merge(side.terms().payer(), change, Open::plus);
            of(side.terms().payer());
        }

        private void from(Move move) {
            Place place = move.from().place();
            LotTerms terms = move.from().terms();
            PartnerId payer = terms.payer();
            long units = move.points().units();
            if (place instanceof Place.Issued) {
                due(payer, Kind.AWARDED, entry.note(), units, -worth(units, terms.issueMicros()));
                awarded(terms, units);
            } else if (place instanceof Place.Redeemed redeemed) {
                due(redeemed.at(), Kind.GIVEN_BACK, payer.value(), units, -worth(units, redeemed.priceMicros()));
                spent(payer, redeemed, -units);
            } else if (place instanceof Place.WrittenOff) {
                add(payer, Kind.WRITTEN_OFF, "", units, worth(units, terms.reserveMicros()));
            } else if (place instanceof Place.Adjusted) {
                add(payer, Kind.GIVEN_BY_HAND, "", units, worth(units, terms.reserveMicros()));
            } else if (place instanceof Place.Expired) {
                add(payer, Kind.REVIVED, "", units, worth(units, terms.reserveMicros()));
            } else if (place instanceof Place.Owed) {
                add(payer, Kind.OWED, "", units, worth(units, terms.reserveMicros()));
            } else if (entry.code() == Entry.Code.REPAY) {
                add(payer, Kind.PAID_DEBTS, "", units, worth(units, terms.reserveMicros()));
            }
        }

        private void to(Move move) {
            Place place = move.to().place();
            LotTerms terms = move.to().terms();
            PartnerId payer = terms.payer();
            long units = move.points().units();
            if (place instanceof Place.Issued) {
                due(payer, Kind.TAKEN_BACK, entry.note(), units, worth(units, terms.issueMicros()));
                awarded(terms, -units);
            } else if (place instanceof Place.Redeemed redeemed) {
                due(redeemed.at(), Kind.SPENT_HERE, payer.value(), units, worth(units, redeemed.priceMicros()));
                spent(payer, redeemed, units);
            } else if (place instanceof Place.Expired) {
                add(payer, Kind.LAPSED, "", units, worth(units, terms.reserveMicros()));
            } else if (place instanceof Place.Adjusted) {
                add(payer, Kind.TAKEN_BY_HAND, "", units, worth(units, terms.reserveMicros()));
            } else if (place instanceof Place.Owed && entry.code() == Entry.Code.REPAY) {
                add(payer, Kind.REPAID, "", units, worth(units, terms.reserveMicros()));
            }
        }

        /** Who paid for whose customers; {@code units} below zero if it was taken back. */
        private void awarded(LotTerms terms, long units) {
            PartnerId reporter = entry.cause().partner();
            boolean isOwn = reporter.equals(terms.payer()) || reporter.equals(PartnerId.PROGRAMME);
            if (!isOwn) {
                long micros = worth(units, terms.issueMicros());
                tell(reporter, Kind.PAID_BY_OTHERS, terms.payer().value(), units, micros);
                tell(terms.payer(), Kind.PAID_FOR_OTHERS, reporter.value(), units, micros);
            }
        }

        private void spent(PartnerId issuer, Place.Redeemed redeemed, long units) {
            if (!issuer.equals(redeemed.at())) {
                long micros = worth(units, redeemed.priceMicros());
                tell(issuer, Kind.SPENT_ELSEWHERE, redeemed.at().value(), units, micros);
                totals.add(booked, Kind.SPENT_ELSEWHERE, issuer + " at " + redeemed.at(), units, micros);
            }
        }

        private void due(PartnerId holder, Kind kind, String of, long units, long micros) {
            explained.merge(holder.value(), micros, Math::addExact);
            add(holder, kind, of, units, micros);
        }

        private void add(PartnerId holder, Kind kind, String of, long units, long micros) {
            tell(holder, kind, of, units, micros);
            totals.add(booked, kind, "", units, micros);
        }

        private void tell(PartnerId holder, Kind kind, String of, long units, long micros) {
            of(holder).add(booked, kind, of, units, micros);
        }
    }

    private Figures of(PartnerId partner) {
        return figures.computeIfAbsent(partner, id -> new Figures());
    }

    private static long worth(long units, long micros) {
        return Math.multiplyExact(units, micros);
    }
}
