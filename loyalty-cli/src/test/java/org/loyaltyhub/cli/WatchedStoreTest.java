package org.loyaltyhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.store.InMemoryStore;

class WatchedStoreTest {
    private static final Programme PROGRAMME =
            ProgrammeReader.read("programme.json", Club.PROGRAMME).orElseThrow();

    @Test
    void what_a_watcher_throws_is_kept_for_the_run_and_not_taken_for_a_failure_of_the_store() {
        List<Event> told = new ArrayList<>();
        WatchedStore watched = new WatchedStore(InMemoryStore.keepingAll(), (commit, waited) -> {
            told.add(commit.event());
            throw new UncheckedIOException(new IOException("no space left on device"));
        });
        Hub hub = Hub.builder()
                .version(Version.plain(PROGRAMME, List.of()))
                .store(watched)
                .clock(Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC))
                .build();

        watched.throwFailure();
        assertThat(hub.operator().submit(Club.fuel("r1", "2026-03-02T09:00", "7001", "45", "1000")))
                .isInstanceOf(Accepted.class);
        assertThat(hub.operator().submit(Club.fuel("r2", "2026-03-02T09:10", "7001", "45", "1000")))
                .isInstanceOf(Accepted.class);

        assertThat(told).hasSize(1);
        assertThat(watched.hasFailed()).isTrue();
        assertThatThrownBy(watched::throwFailure).hasMessageContaining("no space left on device");
    }
}
