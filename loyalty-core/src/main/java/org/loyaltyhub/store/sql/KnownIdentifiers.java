package org.loyaltyhub.store.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/** Whom identifiers name that were asked for lately: once written, that never changes. Thread-safe. */
final class KnownIdentifiers {
    private static final int MOST = 50_000;

    private final Map<Identifier, MemberId> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identifier, MemberId> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<MemberId> find(Identifier identifier) {
        return Optional.ofNullable(known.get(identifier));
    }

    synchronized void keep(Identifier identifier, MemberId member) {
        known.put(identifier, member);
    }
}
