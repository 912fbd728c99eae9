package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
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

    private static final long NEVER = -1;

    /** So many were ever kept waiting when none of them waited any more. */
    private volatile long noneOf = NEVER;

    private final Set<EventKey> purchases = ConcurrentHashMap.newKeySet();

    /** Whether nothing waited for it. Says so once. */
    boolean take(EventKey purchase) {
        return purchases.remove(purchase);
    }

    /** Whether nothing waited when this store last wrote. */
    boolean wasEverything() {
        return noneOf != NEVER;
    }

    /**
     * Notes the bundles' purchases; in the transaction that writes them, which has the journal's head by then.
     *
     * @param waited how many events were ever kept waiting, which the head counts
     * @return the same number if none of them waits any more, to be {@linkplain #keep kept} once this is committed
     */
    OptionalLong note(Session session, int programme, List<Bundle> bundles, long waited) throws SQLException {
        List<EventKey> written = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.reported() instanceof Purchase && bundle.member().isPresent()) {
                written.add(bundle.reported().key());
            }
        }
        if (purchases.size() > MOST) {
            purchases.clear();
        }
        if (waited == noneOf) {
            purchases.addAll(written);
            return OptionalLong.of(waited);
        }
        return look(session, programme, written) ? OptionalLong.empty() : OptionalLong.of(waited);
    }

    /** Looks which are waited for; whether anything waits. */
    private boolean look(Session session, int programme, List<EventKey> written) throws SQLException {
        Set<Awaited> awaited = new HashSet<>();
        List<Integer> any = new ArrayList<>();
        RoundTrip trip = new RoundTrip(session);
        trip.query(
                "select 1 as one from loyalty_waiting where programme = ? limit 1",
                List.of(programme),
                1,
                row -> row.getInt("one"),
                any::add);
        Awaited.addTo(trip, programme, written, awaited::add);
        trip.run();
        for (EventKey purchase : written) {
            if (awaited.contains(Awaited.of(purchase))) {
                purchases.remove(purchase);
            } else {
                purchases.add(purchase);
            }
        }
        return !any.isEmpty();
    }

    /** After the commit: until more are kept waiting than so many, none is. */
    void keep(OptionalLong waited) {
        noneOf = waited.orElse(NEVER);
    }
}
