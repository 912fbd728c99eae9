package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.fixture.Club;

/** Which versions stay compiled, and when their matchers are let go. */
class VersionsTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private final List<Counting> matchers = new ArrayList<>();

    private Version version() {
        return Version.of(Club.PROGRAMME, List.of(), rules -> {
            matchers.add(new Counting());
            return matchers.get(matchers.size() - 1);
        });
    }

    /** Puts the version in force so many days into March. */
    private static Versions activate(Versions before, Version version, int day) {
        Instant start = MARCH.plusSeconds(86_400L * day);
        Versions next = before.with(version, start, start);
        before.releaseFor(next);
        return next;
    }

    @Test
    void the_three_newest_stay_compiled_and_an_older_ones_matcher_is_closed_once() {
        Versions versions = Versions.of(version());
        for (int day = 1; day <= 4; day++) {
            versions = activate(versions, version(), day);
        }

        assertThat(matchers).extracting(matcher -> matcher.closed).containsExactly(1, 1, 0, 0, 0);
        assertThat(versions.at(MARCH).matcher()).isNotIn(matchers);
        assertThat(versions.newest().matcher()).isSameAs(matchers.get(4));
    }

    @Test
    void a_version_that_comes_back_keeps_its_matcher() {
        Version first = version();
        Versions versions = activate(Versions.of(first), version(), 1);
        versions = activate(versions, first, 2);
        versions = activate(versions, version(), 3);

        assertThat(matchers).extracting(matcher -> matcher.closed).containsExactly(0, 0, 0);
        assertThat(versions.at(MARCH).matcher()).isNotIn(matchers);
        assertThat(versions.at(MARCH.plusSeconds(2 * 86_400)).matcher()).isSameAs(matchers.get(0));
    }

    @Test
    void what_takes_the_place_of_a_version_to_come_closes_it() {
        Versions versions = activate(Versions.of(version()), version(), 1);

        activate(versions, version(), 1);

        assertThat(matchers).extracting(matcher -> matcher.closed).containsExactly(0, 1, 0);
    }

    private static final class Counting implements Matcher {
        private int closed;

        @Override
        public int[] match(Facts facts) {
            return new int[0];
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
