package org.loyaltyhub.store.sql;

import java.util.List;
import java.util.function.Consumer;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.store.codec.Catalogue;
import org.loyaltyhub.store.codec.Codec;

/** How far each listener has come in the order of all decisions. Thread-safe. */
final class SqlListeners {
    private final Sessions sessions;
    private final int programme;
    private final Codec codec;
    private final Catalogue versions;

    SqlListeners(Sessions sessions, int programme, Codec codec, Catalogue versions) {
        this.sessions = sessions;
        this.programme = programme;
        this.codec = codec;
        this.versions = versions;
    }

    /** Of how many it was told. */
    int tell(String name, int most, Consumer<Decision> listener) {
        long place = sessions.read(
                "read how far " + name + " has come",
                session -> session.first(
                                "select place from loyalty_listener where programme = ? and name = ?",
                                row -> row.getLong("place"),
                                programme,
                                name)
                        .orElse(0L));
        List<Reading.Placed> next = sessions.read(
                "read what is new for " + name,
                session -> new Reading(session, programme, codec, versions).decisionsAfter(place, most));
        long reached = place;
        try {
            for (Reading.Placed each : next) {
                each.decision().ifPresent(listener);
                reached = each.place();
            }
        } finally {
            if (reached > place) {
                keep(name, reached);
            }
        }
        return next.size();
    }

    private void keep(String listener, long place) {
        sessions.write(
                "keep how far " + listener + " has come",
                session -> session.update(
                        "insert into loyalty_listener (programme, name, place) values (?, ?, ?)"
                                + " on conflict (programme, name) do update set place = excluded.place"
                                + " where loyalty_listener.place < excluded.place",
                        programme,
                        listener,
                        place));
    }
}
