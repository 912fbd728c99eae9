package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Fate;

/**
 * Which of some bundles would bring an account beyond what can be counted. Asked only once it is known that all together
 * do, by whoever holds the journal's head.
 */
final class Counting {
    /** What accounts stand at, with what was let through. */
    private final Map<Account, Long> levels;
    /** What was let through comes to, which one statement is to add. */
    private final Map<Account, Long> together = new HashMap<>();

    private Counting(Map<Account, Long> levels) {
        this.levels = levels;
    }

    /** In the order of the bundles, by their place. */
    static Map<Integer, Fate> refused(Session session, int programme, List<Bundle> bundles) throws SQLException {
        Counting counting = new Counting(levels(session, programme, bundles));
        Map<Integer, Fate> refused = new TreeMap<>();
        for (int i = 0; i < bundles.size(); i++) {
            Fate fate = counting.fate(bundles.get(i).sums());
            if (fate != Fate.KEPT) {
                refused.put(i, fate);
            }
        }
        return refused;
    }

    private Fate fate(Optional<Map<Account, Long>> sums) {
        if (sums.isEmpty() || !canAdd(levels, sums.get())) {
            return Fate.UNCOUNTABLE;
        }
        if (!canAdd(together, sums.get())) {
            return Fate.OUTRUN; // it can be counted, but not at once with those before it
        }
        sums.get().forEach((account, sum) -> {
            levels.merge(account, sum, Math::addExact);
            together.merge(account, sum, Math::addExact);
        });
        return Fate.KEPT;
    }

    private static boolean canAdd(Map<Account, Long> levels, Map<Account, Long> sums) {
        return sums.entrySet().stream()
                .allMatch(sum -> Balances.canAdd(levels.getOrDefault(sum.getKey(), 0L), sum.getValue()));
    }

    private static Map<Account, Long> levels(Session session, int programme, List<Bundle> bundles) throws SQLException {
        Set<Account> accounts = new LinkedHashSet<>();
        bundles.forEach(bundle -> bundle.sums().ifPresent(sums -> accounts.addAll(sums.keySet())));
        Map<Account, Long> levels = new HashMap<>();
        session.queryAmong(
                        "with k (holder, kind) as (%s) select b.holder, b.kind, b.amount from k join loyalty_balance b"
                                + " on b.programme = ? and b.holder = k.holder and b.kind = k.kind",
                        row -> Map.entry(
                                new Account(Account.Kind.valueOf(row.getString("kind")), row.getString("holder")),
                                row.getLong("amount")),
                        accounts.stream()
                                .map(account -> new Object[] {
                                    account.holder(), account.kind().name()
                                })
                                .toList(),
                        programme)
                .forEach(level -> levels.put(level.getKey(), level.getValue()));
        return levels;
    }
}
