package org.loyaltyhub.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.value.PartnerId;

/** The newest entries that {@link InMemoryStore} holds, what all of them come to, and the periods closed. Under its lock. */
final class HeldJournal {
    /** Up to the last number. */
    private final Deque<Entry> newest = new ArrayDeque<>();

    /** By holder. */
    private final Map<String, HeldAccounts> accounts = new HashMap<>();

    private final List<Seal> seals = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private long lastNumber;
    /** No account stands further from zero. */
    private long furthest;

    /** Whether no account would stand at more than can be counted. */
    boolean canBook(Bundle bundle) {
        return isFarFromTheLimit(bundle) || bundle.sums().filter(this::canAdd).isPresent();
    }

    /** Most are, and for them no account is looked up. */
    private boolean isFarFromTheLimit(Bundle bundle) {
        long most = furthest;
        for (Commit commit : bundle.commits()) {
            if (commit.change().isPresent()) {
                List<Entry> entries = commit.change().get().decision().entries();
                for (int i = 0; i < entries.size(); i++) {
                    most = further(most, entries.get(i));
                }
            }
        }
        return most >= 0;
    }

    /** How far from zero an account may stand after the entry; below zero if that cannot be counted. */
    private static long further(long before, Entry entry) {
        long most = before;
        List<Posting> postings = entry.postings();
        for (int i = 0; i < postings.size(); i++) {
            most = most < 0 ? most : most + fromZero(postings.get(i).amount());
        }
        return most;
    }

    private static long fromZero(long amount) {
        return amount == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(amount);
    }

    private boolean canAdd(Map<Account, Long> sums) {
        return sums.entrySet().stream().allMatch(sum -> Balances.canAdd(balance(sum.getKey()), sum.getValue()));
    }

    /** Of a holder who goes on having the same. */
    HeldAccounts accounts(String holder) {
        return accounts.computeIfAbsent(holder, HeldAccounts::new);
    }

    /**
     * The entries of what {@linkplain #canBook can be booked}.
     *
     * @param own of the member they are about, so that these need not be looked up
     */
    void book(List<Entry> entries, HeldAccounts own) {
        for (int i = 0; i < entries.size(); i++) {
            book(entries.get(i), own);
        }
    }

    private void book(Entry entry, HeldAccounts own) {
        newest.addLast(entry);
        lastNumber++;
        List<Posting> postings = entry.postings();
        for (int i = 0; i < postings.size(); i++) {
            Posting posting = postings.get(i);
            String holder = posting.account().holder();
            HeldAccounts of = own.areOf(holder) ? own : accounts(holder);
            long amount = of.add(posting.account().kind(), posting.amount());
            furthest = Math.max(furthest, fromZero(amount));
        }
    }

    /** So many of the oldest that are held. */
    void forget(int entries) {
        for (int i = 0; i < entries; i++) {
            newest.removeFirst();
        }
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
        HeldAccounts held = accounts.get(account.holder());
        return held == null ? 0 : held.amount(account.kind());
    }

    Map<Account, Long> balances() {
        Map<Account, Long> all = new HashMap<>();
        accounts.values().forEach(each -> each.forEach(all::put));
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
        if (further(furthest, next.entry()) < 0) {
            throw new StoreException(
                    "what was settled of period " + next.seal().period() + " is more than can be counted");
        }
        settled.add(next);
        book(next.entry(), accounts(PartnerId.PROGRAMME.value()));
        return true;
    }
}
