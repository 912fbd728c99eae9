package org.loyaltyhub.ledger;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every account stands at, after some of the journal. A balance is never kept beside the journal without being
 * derived from it.
 *
 * <p>O(entries) to make, O(log accounts) to ask. Not thread-safe while it takes entries.
 */
public final class Balances {
    private static final Comparator<Account> ORDER =
            Comparator.comparing(Account::kind).thenComparing(Account::holder);

    private final SortedMap<Account, Long> balances = new TreeMap<>(ORDER);

    /** After the whole journal. */
    public static Balances of(Iterable<JournalLine> journal) {
        Balances balances = new Balances();
        journal.forEach(line -> balances.add(line.entry()));
        return balances;
    }

    /** One more entry. @throws ArithmeticException if a balance is beyond 64 bits */
    public void add(Entry entry) {
        for (Posting posting : entry.postings()) {
            balances.merge(posting.account(), posting.amount(), Math::addExact);
        }
    }

    /** So much more in one account. @throws ArithmeticException if its balance is beyond 64 bits */
    public void add(Account account, long amount) {
        balances.merge(account, amount, Math::addExact);
    }

    /** Whether a balance can take so much more: their sum has 64 bits at most. */
    public static boolean canAdd(long balance, long more) {
        long sum = balance + more;
        return ((balance ^ sum) & (more ^ sum)) >= 0; // as in Math.addExact
    }

    /** In the account's unit; 0 if nothing was ever posted to it. */
    public long of(Account account) {
        return balances.getOrDefault(account, 0L);
    }

    /** Every account that anything was posted to, by kind, then by holder. */
    public SortedMap<Account, Long> all() {
        return Collections.unmodifiableSortedMap(balances);
    }
}
