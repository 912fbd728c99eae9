package org.loyaltyhub.hub;

import java.sql.Connection;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;

/**
 * The information hub: partners tell it what their customers do, and it answers what that gave.
 *
 * <p>Thread-safe. One member's events are decided one after the other, different members' side by side.
 *
 * <pre>{@code
 * Hub hub = Hub.builder().version(version).build();
 * Outcome outcome = hub.partner("nord-fuel").submit(purchase);
 * }</pre>
 */
public interface Hub {
    /**
     * A partner's only face.
     *
     * @throws IllegalArgumentException if the programme has no such partner
     */
    PartnerHub partner(PartnerId id);

    /** {@link #partner(PartnerId)} by name. */
    default PartnerHub partner(String id) {
        return partner(new PartnerId(id));
    }

    /** The operator's face. */
    OperatorHub operator();

    /**
     * The hub within a transaction that the host has begun on its own connection to the hub's database, so that what the
     * hub writes and what the host writes are one.
     *
     * @throws UnsupportedOperationException if the hub's store is in no database
     * @throws IllegalArgumentException if the connection commits by itself
     */
    HostTransaction within(Connection connection);

    static Builder builder() {
        return new Builder();
    }

    /** Puts a hub together. Each part is set once. Not thread-safe. */
    final class Builder {
        private static final int CACHED_MEMBERS = 10_000;

        private @Nullable Version version;
        private @Nullable Store store;
        private @Nullable Clock clock;
        private @Nullable Supplier<MemberId> memberIds;
        private @Nullable Integer cachedMembers;

        private Builder() {}

        /** What events are judged by. Needed. */
        public Builder version(Version value) {
            version = once("version", version, value);
            return this;
        }

        /** Where everything is kept; by default in memory, all of it. */
        public Builder store(Store value) {
            store = once("store", store, value);
            return this;
        }

        /** Tells when an event is recorded, to the microsecond as databases do; by default the system's clock. */
        public Builder clock(Clock value) {
            clock = once("clock", clock, value);
            return this;
        }

        /** Names new members; by default with random names. */
        public Builder memberIds(Supplier<MemberId> value) {
            memberIds = once("memberIds", memberIds, value);
            return this;
        }

        /** Of how many members the newest states are kept at hand; by default of 10,000. */
        public Builder cachedMembers(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("a hub keeps at least 1 member at hand, was told " + value);
            }
            cachedMembers = once("cachedMembers", cachedMembers, value);
            return this;
        }

        /**
         * The hub. What the store has in force stays so; the version takes force now if it is another. What a hub that
         * died had announced, and not put in force, is given up.
         *
         * @throws IllegalStateException if no version was set
         * @throws IllegalArgumentException if the version cannot follow the one that the store has in force
         */
        public Hub build() {
            if (version == null) {
                throw new IllegalStateException("a hub needs a version: call version(…) with what rules compiled to");
            }
            return new DefaultHub(
                    version,
                    store == null ? InMemoryStore.keepingAll() : store,
                    clock == null ? Clock.systemUTC() : clock,
                    memberIds == null ? MemberIds.random() : memberIds,
                    cachedMembers == null ? CACHED_MEMBERS : cachedMembers);
        }

        private static <T> T once(String name, @Nullable T before, T value) {
            if (before != null) {
                throw new IllegalStateException(
                        name + " was already set to " + before + ", and is now set to " + value);
            }
            return value;
        }
    }
}
