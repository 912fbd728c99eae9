package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.fixture.Watched;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.store.Due;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Span;

/** Who has nothing due is not looked at when the calendar moves on, and nothing is missed by that. */
@Tag("slow")
class DueMembersTest {
    private static final int SEEDS = Boolean.getBoolean("loyalty.slow") ? 24 : 4;

    /** A store by which everybody may have something due at any time. */
    private static Store lookingAtEverybody(Store store) {
        return Watched.store(
                store,
                Map.of(
                        "due",
                        arguments -> ((Optional<?>) arguments[1]).isPresent() ? List.of() : everybody(store),
                        "bornOn",
                        arguments -> ((Optional<?>) arguments[1]).isPresent() ? List.of() : store.members()));
    }

    private static List<Due> everybody(Store store) {
        return store.members().stream()
                .map(member ->
                        new Due(store.state(member).orElseThrow().idleUntil().orElse(Instant.MAX), member))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void the_calendar_brings_the_same_as_if_everybody_was_looked_at(Stores stores) throws Exception {
        long booked = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Store store = stores.fresh();
            RandomClub club = new RandomClub(seed, store);
            Store memory = InMemoryStore.keepingAll();
            RandomClub reference = new RandomClub(seed, lookingAtEverybody(memory));

            club.goOn(90);
            reference.goOn(90);

            assertThat(store.journal()).as("seed %d", seed).isEqualTo(memory.journal());
            for (MemberId member : memory.members()) {
                assertThat(store.decisions(member)).as("seed %d", seed).isEqualTo(memory.decisions(member));
            }
            booked += memory.journal().stream()
                    .map(JournalLine::entry)
                    .filter(entry -> entry.code() == Entry.Code.EXPIRE
                            || entry.code() == Entry.Code.RELEASE
                            || entry.code() == Entry.Code.WRITE_OFF)
                    .count();
            close(store);
        }
        assertThat(booked).as("what fell due").isGreaterThan(SEEDS);
    }

    @ParameterizedTest
    @EnumSource
    void only_members_for_whom_something_is_due_are_read(Stores stores) throws Exception {
        FollowingClock clock = new FollowingClock();
        Store store = stores.fresh();
        List<Object> read = new ArrayList<>();
        Store watched = Watched.store(store, Map.of("state", arguments -> {
            read.add(arguments[0]);
            return store.state((MemberId) arguments[0]);
        }));
        Expiry soon = new Expiry.After(new Span(31, Span.SpanUnit.DAY), false);
        Hub hub = Hub.builder()
                .version(Version.plain(
                        Club.PROGRAMME,
                        List.of(book(
                                rule("Stays").when(purchases("fuel")).award(5),
                                rule("Lapses").when(purchases("wash")).award(7).expire(soon)))))
                .store(watched)
                .clock(clock)
                .memberIds(MemberIds.counting())
                .build();
        List<Event> events = new ArrayList<>();
        for (int i = 1; i <= 1100; i++) {
            events.add(at("nord-fuel", "2026-03-02T09:00")
                    .by("card" + i)
                    .item(i % 2 == 0 ? "wash" : "petrol-95", "500")
                    .purchase());
        }
        clock.follow(events.get(0).happenedAt());
        hub.operator().submitAll(events);
        hub.operator().advanceTo(Instant.parse("2026-03-10T00:00:00Z"));
        read.clear();

        clock.follow(Instant.parse("2026-04-03T00:00:00Z"));
        long decided = hub.operator().advanceTo(Instant.parse("2026-04-03T00:00:00Z"));

        assertThat(decided).as("half of them bought a wash").isEqualTo(550);
        assertThat(read)
                .hasSize(550)
                .allMatch(member -> Integer.parseInt(member.toString().substring(1)) % 2 == 0);
        assertThat(hub.operator().advanceTo(Instant.parse("2026-04-04T00:00:00Z")))
                .isZero();
        assertThat(read).as("nobody is due twice").hasSize(550);
        close(store);
    }

    private static void close(Store store) throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
