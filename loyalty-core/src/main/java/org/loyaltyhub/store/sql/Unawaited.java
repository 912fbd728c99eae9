package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.value.EventKey;

/**
 * Purchases for which nothing waited when they were written, so that nobody has to ask for each of a batch. What is kept
 * waiting later finds the purchase itself: whoever keeps it looks once more after its commit, and commits come one after
 * the other.
 *
 * <p>Thread-safe.
 */
final class Unawaited {
    /** Each is taken once, soon; those left over are of callers who failed. */
    private static final int MOST = 100_000;

    private final Set<EventKey> purchases = ConcurrentHashMap.newKeySet();

    /** Whether nothing waited for it. Says so once. */
    boolean take(EventKey purchase) {
        return purchases.remove(purchase);
    }

    /** Notes the bundles' purchases; in the transaction that writes them, which has the journal's head by then. */
    void note(Session session, int programme, List<Bundle> bundles) throws SQLException {
        List<EventKey> written = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.reported() instanceof Purchase && bundle.member().isPresent()) {
                written.add(bundle.reported().key());
            }
        }
        if (purchases.size() > MOST) {
            purchases.clear();
        }
        Set<Awaited> awaited = new HashSet<>(session.queryAmong(
                "with k (kind, value) as (%s) select kind, value from k where (select 1 from loyalty_waiting w"
                        + " where w.programme = ? and w.kind = k.kind and w.value = k.value limit 1) = 1",
                row -> new Awaited(row.getString("kind"), row.getString("value")),
                written.stream()
                        .map(Awaited::of)
                        .map(each -> new Object[] {each.kind(), each.value()})
                        .toList(),
                programme));
        for (EventKey purchase : written) {
            if (awaited.contains(Awaited.of(purchase))) {
                purchases.remove(purchase);
            } else {
                purchases.add(purchase);
            }
        }
    }
}
