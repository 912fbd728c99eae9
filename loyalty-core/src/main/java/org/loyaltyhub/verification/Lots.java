package org.loyaltyhub.verification;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.value.MemberId;

/** Folds the journal twice, by postings and by moves of lots, and compares the two. Not thread-safe. */
final class Lots {
    private static final Account RESERVE = new Account(Kind.RESERVE, "programme");

    private final Breaches breaches;
    private final Map<MemberId, Map<Side, Long>> sides = new HashMap<>();
    private final Map<Account, Long> posted = new HashMap<>();
    private final Map<Account, Long> moved = new HashMap<>();

    Lots(Breaches breaches) {
        this.breaches = breaches;
    }

    void add(long number, Entry entry) {
        Set<Account> touched = new LinkedHashSet<>(Set.of(RESERVE));
        for (Posting posting : entry.postings()) {
            if (isOfMembers(posting.account().kind()) || posting.account().equals(RESERVE)) {
                posted.merge(posting.account(), posting.amount(), Math::addExact);
                touched.add(posting.account());
            }
        }
        for (Move move : entry.moves()) {
            move(number, entry, move.from(), -move.points().units(), touched);
            move(number, entry, move.to(), move.points().units(), touched);
        }
        touched.forEach(account -> compare(number, account));
    }

    private void compare(long number, Account account) {
        long stands = posted.getOrDefault(account, 0L);
        long lots = moved.getOrDefault(account, 0L);
        if (account.equals(RESERVE)) {
            if (stands != lots) {
                breaches.at(number, Invariant.RESERVE, "it stands at " + stands + ", lots less debts come to " + lots);
            }
            return;
        }
        if (account.kind() == Kind.DEBT ? stands > 0 : stands < 0) {
            breaches.at(number, Invariant.NEVER_BELOW_ZERO, account + " stands at " + stands);
        }
        if (stands != lots) {
            breaches.at(number, Invariant.LOTS, account + " stands at " + stands + ", its lots come to " + lots);
        }
    }

    private void move(long number, Entry entry, Side side, long units, Set<Account> touched) {
        if (!(side.place() instanceof Place.OfMember)) {
            return;
        }
        if (entry.member().isEmpty()) {
            breaches.at(number, Invariant.LOTS, "points of nobody move: " + side);
            return;
        }
        MemberId member = entry.member().get();
        Map<Side, Long> own = sides.computeIfAbsent(member, id -> new LinkedHashMap<>());
        long left = Math.addExact(own.getOrDefault(side, 0L), units);
        if (left == 0) {
            own.remove(side);
        } else {
            own.put(side, left);
        }
        boolean isDebt = side.place() instanceof Place.Owed;
        if (isDebt ? left > 0 : left < 0) {
            breaches.at(number, Invariant.LOTS, "it leaves " + member + " with " + left + " at " + side);
        }
        if (!(side.place() instanceof Place.Expired)) {
            Account account = new Account(kind(side.place()), member.value());
            touched.add(account);
            moved.merge(account, units, Math::addExact);
            moved.merge(RESERVE, Math.multiplyExact(units, side.terms().reserveMicros()), Math::addExact);
        }
    }

    private static boolean isOfMembers(Kind kind) {
        return kind == Kind.AVAILABLE || kind == Kind.HELD || kind == Kind.RESERVED || kind == Kind.DEBT;
    }

    private static Kind kind(Place place) {
        if (place instanceof Place.Held) {
            return Kind.HELD;
        }
        if (place instanceof Place.Reserved) {
            return Kind.RESERVED;
        }
        return place instanceof Place.Owed ? Kind.DEBT : Kind.AVAILABLE;
    }

    /** What the journal left the member, without what lapsed: a purse may have forgotten that. */
    Map<Side, Long> open(MemberId member) {
        Map<Side, Long> open = new HashMap<>(sides.getOrDefault(member, Map.of()));
        open.keySet().removeIf(side -> side.place() instanceof Place.Expired);
        return open;
    }

    Set<MemberId> members() {
        return sides.keySet();
    }
}
