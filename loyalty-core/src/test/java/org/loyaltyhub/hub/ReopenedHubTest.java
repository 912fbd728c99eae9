package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Histories;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoredVersion;
import org.loyaltyhub.store.sql.SqlStore;

/** Closing a hub and opening it again changes nothing. */
class ReopenedHubTest {
    private static final Programme FORGETFUL =
            Club.programme(Club.JSON.replace("\"late\": 60", "\"late\": 5, \"attach\": 0"));

    private static Hub hub(Version version, Store store, FollowingClock clock, int cached) {
        return Hub.builder()
                .version(version)
                .store(store)
                .clock(clock)
                .memberIds(MemberIds.countingAfter(store.members()))
                .cachedMembers(cached)
                .build();
    }

    private static List<Histories.Late> histories(Random random) {
        List<Histories.Late> all = new ArrayList<>();
        for (String card : List.of("anna", "boris", "clara")) {
            all.addAll(Histories.history(random, card));
        }
        all.sort(Comparator.comparing(Histories.Late::recordedAt)
                .thenComparing(late -> late.purchase().key().id()));
        return all;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void a_hub_that_forgets_its_members_and_is_reopened_decides_as_one_that_never_was(Stores stores) {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        for (long seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            Version version = Version.plain(FORGETFUL, List.of(Rules.book(Histories.rules(random))));
            String programme = Stores.nextProgramme();
            FollowingClock clock = new FollowingClock();
            FollowingClock other = new FollowingClock();
            InMemoryStore memory = InMemoryStore.keepingAll();
            Hub steady = Hub.builder()
                    .version(version)
                    .store(memory)
                    .clock(other)
                    .memberIds(MemberIds.counting())
                    .build();
            SqlStore store = SqlStore.open(source, programme, stored -> version);
            Hub hub = hub(version, store, clock, 1);
            int i = 0;
            for (Histories.Late late : histories(random)) {
                if (i++ % 30 == 29) {
                    store.close();
                    store = SqlStore.open(source, programme, stored -> version);
                    hub = hub(version, store, clock, 1);
                }
                clock.follow(late.recordedAt());
                other.follow(late.recordedAt());
                assertThat(hub.operator().submit(late.purchase()))
                        .as("seed %d, %s", seed, late.purchase().key())
                        .isEqualTo(steady.operator().submit(late.purchase()));
            }
            assertThat(store.journal()).isEqualTo(memory.journal());
            for (var member : memory.members()) {
                assertThat(store.decisions(member)).isEqualTo(memory.decisions(member));
            }
            store.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void versions_stay_in_force_and_a_new_one_takes_force_when_the_hub_is_opened_with_it(Stores stores) {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        String programme = Stores.nextProgramme();
        Map<String, Version> known = new HashMap<>();
        Version one = version(known, rule("Base").award(1));
        Version ten = version(known, rule("Base").award(10));
        FollowingClock clock = new FollowingClock();
        clock.follow(Instant.parse("2026-03-02T00:00:00Z"));
        try (SqlStore store = SqlStore.open(source, programme, stored -> read(known, stored))) {
            assertThat(granted(hub(one, store, clock, 10), "r1", "2026-03-02T03:00"))
                    .isEqualTo(1);
        }
        clock.follow(Instant.parse("2026-03-05T00:00:00Z"));
        try (SqlStore store = SqlStore.open(source, programme, stored -> read(known, stored))) {
            Hub hub = hub(ten, store, clock, 10);
            assertThat(granted(hub, "r2", "2026-03-05T03:00")).isEqualTo(10);
            assertThat(granted(hub, "r3", "2026-03-03T04:00"))
                    .as("it happened under the first version")
                    .isEqualTo(1);
        }
        try (SqlStore store = SqlStore.open(source, programme, stored -> read(known, stored))) {
            Hub hub = hub(ten, store, clock, 10);
            assertThat(granted(hub, "r4", "2026-03-04T04:00")).isEqualTo(1);
            assertThat(granted(hub, "r5", "2026-03-05T03:00")).isEqualTo(10);
            Outcome again = hub.operator().submit(purchase("r1", "2026-03-02T03:00"));
            assertThat(((Duplicate) again).first().orElseThrow()).isInstanceOf(Accepted.class);
            assertThat(store.versions(Instant.MIN)).hasSize(2);
        }
    }

    private static Version version(Map<String, Version> known, Rules rules) {
        Version version = Version.plain(Club.PROGRAMME, List.of(book(rules)));
        known.put(version.id(), version);
        return version;
    }

    private static Version read(Map<String, Version> known, StoredVersion stored) {
        return known.get(stored.id());
    }

    private static org.loyaltyhub.event.Purchase purchase(String id, String time) {
        return at("nord-fuel", time).id(id).by("anna").petrol("1", "100").purchase();
    }

    private static long granted(Hub hub, String id, String time) {
        Outcome outcome = hub.operator().submit(purchase(id, time));
        return ((Accepted) outcome).receipt().points().units();
    }
}
