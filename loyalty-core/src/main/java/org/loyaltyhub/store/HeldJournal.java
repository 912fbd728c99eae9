package org.loyaltyhub.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;

/** The newest entries that {@link InMemoryStore} holds, what all of them come to, and the periods closed. Under its lock. */
final class HeldJournal {
    /** Up to the last number. */
    private final Deque<Entry> newest = new ArrayDeque<>();

    /** By kind and holder. */
    private final Map<Account.Kind, Map<String, Balance>> balances = new EnumMap<>(Account.Kind.class);

    private final List<Seal> seals = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private long lastNumber;

    private static final class Balance {
        private long amount;
    }

    void book(Entry entry) {
        newest.addLast(entry);
        lastNumber++;
        for (Posting posting : entry.postings()) {
            Balance balance = balances.computeIfAbsent(posting.account().kind(), kind -> new HashMap<>())
                    .computeIfAbsent(posting.account().holder(), holder -> new Balance());
            balance.amount = Math.addExact(balance.amount, posting.amount());
        }
    }

    /** The oldest that is held. */
    void forgetOne() {
        newest.removeFirst();
    }

    long lastNumber() {
        return lastNumber;
    }

    List<JournalLine> lines() {
        List<JournalLine> lines = new ArrayList<>(newest.size());
        long number = lastNumber - newest.size();
        for (Entry entry : newest) {
            lines.add(new JournalLine(++number, entry));
        }
        return Collections.unmodifiableList(lines);
    }

    long balance(Account account) {
        Balance balance = balances.getOrDefault(account.kind(), Map.of()).get(account.holder());
        return balance == null ? 0 : balance.amount;
    }

    Map<Account, Long> balances() {
        Map<Account, Long> all = new HashMap<>();
        balances.forEach((kind, holders) ->
                holders.forEach((holder, balance) -> all.put(new Account(kind, holder), balance.amount)));
        return all;
    }

    List<Seal> seals() {
        return List.copyOf(seals);
    }

    boolean keep(Seal seal) {
        String before =
                seals.isEmpty() ? Seal.NOTHING : seals.get(seals.size() - 1).hash();
        if (seal.period() != seals.size() + 1L || !seal.before().equals(before) || seal.last() > lastNumber) {
            return false;
        }
        seals.add(seal);
        return true;
    }

    Optional<Settled> settled(long period) {
        return period < 1 || period > settled.size() ? Optional.empty() : Optional.of(settled.get((int) period - 1));
    }

    boolean keep(Settled next) {
        if (next.seal().period() != settled.size() + 1L || !seals.contains(next.seal())) {
            return false;
        }
        settled.add(next);
        book(next.entry());
        return true;
    }
}
