package org.loyaltyhub.verification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * Checks books by their own numbers: reads the journal once and derives everything else from it anew. Of each invariant
 * that does not hold it names the first entry that breaks it.
 *
 * <p>Pure. Feed it the journal from its first entry, then members, balances, decisions, limits and identifiers, then ask. O(journal); its
 * memory grows with members, their identifiers and open lots. Not thread-safe, used once.
 */
public final class Verification {
    private static final Map<Entry.Code, Set<Account.Kind>> WITHOUT_POINTS = Map.of(
            Entry.Code.FEE, Set.of(Account.Kind.DUE, Account.Kind.COSTS),
            Entry.Code.DISCOUNT, Set.of(Account.Kind.DUE, Account.Kind.COSTS),
            Entry.Code.SETTLE, Set.of(Account.Kind.DUE, Account.Kind.BILLED, Account.Kind.ROUNDING));

    private static final String TOO_MUCH = "what it comes to is more than can be counted";

    private final Breaches breaches = new Breaches();
    private final Lots lots = new Lots(breaches);
    private final Balances journal = new Balances();
    private final ClosedPeriods periods;
    private final SharedLimits limits = new SharedLimits(breaches);
    private final Names names = new Names(breaches);
    private final Set<MemberId> compared = new HashSet<>();
    private final Set<Account> balanced = new HashSet<>();
    private long next = 1;
    private long entries;
    private long decisions;

    /**
     * Begins.
     *
     * @param seals in their order
     * @param settled what is stored of a period, if it is settled; like {@code seals} it may throw an
     *     {@link IllegalArgumentException} for what cannot be read
     */
    public Verification(Supplier<List<Seal>> seals, LongFunction<Optional<Settled>> settled) {
        List<Seal> readable = new ArrayList<>();
        reading("seals", () -> readable.addAll(seals.get()));
        this.periods = new ClosedPeriods(readable, period -> settled(settled, period), breaches);
    }

    private Optional<Settled> settled(LongFunction<Optional<Settled>> settled, long period) {
        try {
            return settled.apply(period);
        } catch (IllegalArgumentException e) {
            breaches.add(Invariant.READABLE, "what was settled of period " + period + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Reads something that is told of.
     *
     * @param what it is, if an {@link IllegalArgumentException} says that it cannot be read
     */
    public void reading(String what, Runnable read) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            breaches.add(Invariant.READABLE, what + ": " + e.getMessage());
        }
    }

    /** The next entry of the journal. */
    public void entry(JournalLine line) {
        entry(line.number(), line::entry);
    }

    /**
     * The next entry of the journal.
     *
     * @param read makes the entry of what is stored; an {@link IllegalArgumentException} says that none can be made of it
     */
    public void entry(long number, Supplier<Entry> read) {
        if (number != next) {
            breaches.at(number, Invariant.NUMBERS, "entry " + next + " should be here");
        }
        next = number + 1;
        entries++;
        Entry entry;
        try {
            entry = read.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            breaches.at(number, Invariant.BALANCED, String.valueOf(e.getMessage()));
            return;
        }
        counting(number, Invariant.POSTINGS, () -> postings(number, entry));
        counting(number, Invariant.BALANCES, () -> journal.add(entry));
        counting(number, Invariant.LOTS, () -> lots.add(number, entry));
        counting(number, Invariant.STATEMENTS, () -> periods.add(new JournalLine(number, entry)));
    }

    /** What the entry comes to with all before it may be more than can be counted. */
    private void counting(long number, Invariant invariant, Runnable count) {
        try {
            count.run();
        } catch (ArithmeticException e) {
            breaches.at(number, invariant, TOO_MUCH);
        }
    }

    private void counting(Invariant invariant, Runnable count) {
        try {
            count.run();
        } catch (ArithmeticException e) {
            breaches.add(invariant, TOO_MUCH);
        }
    }

    private void postings(long number, Entry entry) {
        if (entry.moves().isEmpty()) {
            Set<Account.Kind> allowed = WITHOUT_POINTS.getOrDefault(entry.code(), Set.of());
            for (Posting posting : entry.postings()) {
                if (!allowed.contains(posting.account().kind())) {
                    breaches.at(
                            number,
                            Invariant.POSTINGS,
                            "nothing moves, and it posts " + posting.amount() + " to " + posting.account());
                }
            }
            return;
        }
        Map<Account, Long> given = sums(entry.postings());
        Map<Account, Long> follow =
                entry.member().isEmpty() ? Map.of() : sums(again(entry).postings());
        if (!given.equals(follow)) {
            breaches.at(number, Invariant.POSTINGS, difference(given, follow));
        }
    }

    private static Entry again(Entry entry) {
        return Entry.moving(
                entry.code(),
                entry.cause(),
                entry.note(),
                entry.member().orElseThrow(),
                entry.happenedAt(),
                entry.recordedAt(),
                entry.moves());
    }

    private static Map<Account, Long> sums(List<Posting> postings) {
        Map<Account, Long> sums = new HashMap<>();
        postings.forEach(posting -> sums.merge(posting.account(), posting.amount(), Math::addExact));
        return sums;
    }

    private static String difference(Map<Account, Long> given, Map<Account, Long> follow) {
        Set<String> texts = new TreeSet<>();
        Set<Account> accounts = new HashSet<>(given.keySet());
        accounts.addAll(follow.keySet());
        for (Account account : accounts) {
            long posted = given.getOrDefault(account, 0L);
            long follows = follow.getOrDefault(account, 0L);
            if (posted != follows) {
                texts.add(account + " gets " + posted + ", its moves give " + follows);
            }
        }
        return String.join("; ", texts);
    }

    /**
     * A stored member, once the whole journal was read.
     *
     * @param read makes the state of what is stored; an {@link IllegalArgumentException} says that none can be made of it
     */
    public void member(MemberId member, Supplier<Optional<MemberState>> read) {
        try {
            read.get().ifPresent(this::member);
        } catch (IllegalArgumentException e) {
            compared.add(member);
            breaches.add(Invariant.READABLE, "member " + member + ": " + e.getMessage());
        }
    }

    /** A stored member, once the whole journal was read. */
    public void member(MemberState state) {
        compared.add(state.id());
        Map<Side, Long> purse = new HashMap<>();
        state.purse().sides().forEach((side, points) -> {
            if (!(side.place() instanceof Place.Expired)) {
                purse.put(side, points.units());
            }
        });
        Map<Side, Long> open = lots.open(state.id());
        if (!purse.equals(open)) {
            Set<Side> all = new HashSet<>(purse.keySet());
            all.addAll(open.keySet());
            String first = all.stream()
                    .filter(side -> !purse.getOrDefault(side, 0L).equals(open.getOrDefault(side, 0L)))
                    .map(side -> purse.getOrDefault(side, 0L) + " in the purse, " + open.getOrDefault(side, 0L)
                            + " by the journal at " + side)
                    .min(String::compareTo)
                    .orElse("");
            breaches.add(Invariant.PURSES, state.id() + " has " + first);
        }
    }

    /** What an account is kept at, once the whole journal was read. */
    public void balance(Account account, long amount) {
        balanced.add(account);
        if (amount != journal.of(account)) {
            breaches.add(
                    Invariant.BALANCES,
                    account + " is kept at " + amount + ", its postings come to " + journal.of(account));
        }
    }

    /** A decision, in the order recorded over all members. */
    public void decision(Decision decision) {
        decisions++;
        counting(Invariant.USES, () -> limits.add(decision));
        names.add(decision);
    }

    /** Something that does not go with the decisions beside which it is kept. */
    public void misfit(Invariant invariant, String what) {
        breaches.add(invariant, what);
    }

    /**
     * How many entries the store says that there are, once all were told.
     *
     * @param before when it began to tell of them
     * @param after when it ended; the same, unless some commit meanwhile
     */
    public void entriesEnd(long before, long after) {
        head("entries", next - 1, before, after);
    }

    /** How many decisions the store says that there are, once all were told. */
    public void decisionsEnd(long before, long after) {
        head("decisions", decisions, before, after);
    }

    private void head(String what, long told, long before, long after) {
        if (told < before || told > after) {
            breaches.add(Invariant.HEAD, "it counts " + after + " " + what + ", there are " + told);
        }
    }

    /** What is kept as used of a limit over all members, once all decisions were told. */
    public void limit(SharedLimit.Key limit, long used) {
        limits.kept(limit, used);
    }

    /** Whom the store says that an identifier names, once all decisions were told. */
    public void identifier(Identifier identifier, MemberId member) {
        names.kept(identifier, member);
    }

    /** What was found, once everything was told. */
    public Verified verified() {
        for (MemberId member : new TreeSet<>(lots.members())) {
            if (!compared.contains(member) && !lots.open(member).isEmpty()) {
                breaches.add(
                        Invariant.PURSES, "the journal has points of " + member + ", whom the store does not know");
            }
        }
        for (Account account : journal.all().keySet()) {
            if (!balanced.contains(account)) {
                breaches.add(Invariant.BALANCES, account + " is not kept, its postings come to " + journal.of(account));
            }
        }
        limits.end();
        names.end();
        counting(Invariant.STATEMENTS, periods::end);
        return new Verified(entries, compared.size(), periods.seals(), periods.settled(), decisions, breaches.all());
    }
}
