package org.loyaltyhub.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;

/** Who changes books behind the hub's back is seen, whatever is left there. */
class ChangedDatabaseTest {
    private static final String FIRST_OF_CLUB =
            "(select owner, rule, counts, first_day from loyalty_limit where used > 0 order by 1, 2, 3, 4 limit 1)";
    private static final String FIRST_LIMIT = " where (owner, rule, counts, first_day) = " + FIRST_OF_CLUB;

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    private Path folder;

    private record Change(String sql, Invariant broken, OptionalLong entry) {}

    private static Named<Change> change(String sql, Invariant broken) {
        return Named.of(sql, new Change(sql, broken, OptionalLong.empty()));
    }

    private static Named<Change> change(String sql, Invariant broken, long entry) {
        return Named.of(sql, new Change(sql, broken, OptionalLong.of(entry)));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                        change("update loyalty_entry set entry = '{\"code\":' where number = 3", Invariant.BALANCED, 3),
                        change(
                                "update loyalty_entry set entry = replace(entry, '\"note\":\"', '\"note\":\"x')"
                                        + " where number = 2",
                                Invariant.SEALS,
                                1),
                        change("update loyalty_entry set code = 'DISCOUNT' where number = 2", Invariant.SEALS, 1),
                        change(
                                "update loyalty_entry set recorded_at = recorded_at + 1 where number = 2",
                                Invariant.SEALS,
                                1),
                        change("update loyalty_entry set code = 'GIFT' where number = 2", Invariant.READABLE),
                        change("delete from loyalty_balance where kind = 'RESERVE'", Invariant.BALANCES),
                        change("update loyalty_balance set amount = amount + 1 where kind = 'DUE'", Invariant.BALANCES),
                        change("update loyalty_member set state = '{}' where member = 'm2'", Invariant.READABLE),
                        change("update loyalty_decision set decision = '?' where place = 4", Invariant.READABLE),
                        change("update loyalty_decision set before = 0 where place = 40", Invariant.READABLE),
                        change("update loyalty_member set newest = newest - 1 where member = 'm2'", Invariant.READABLE),
                        change("update loyalty_seal set sealed_at = 'yesterday'", Invariant.READABLE),
                        change("update loyalty_seal set hash = replace(hash, 'a', 'b')", Invariant.SEALS, 1),
                        change(
                                "update loyalty_settlement set settled ="
                                        + " replace(settled, '\"name\":\"Nord', '\"name\":\"Nörd')",
                                Invariant.STATEMENTS,
                                145),
                        change("update loyalty_settlement set settled = 'gone'", Invariant.READABLE),
                        change("delete from loyalty_settlement", Invariant.STATEMENTS, 146),
                        change("update loyalty_limit set used = used - 1" + FIRST_LIMIT, Invariant.USES),
                        change("delete from loyalty_limit" + FIRST_LIMIT, Invariant.USES),
                        change("update loyalty_limit set first_day = 'Monday'" + FIRST_LIMIT, Invariant.READABLE),
                        change("update loyalty_limit set counts = 'POINTS'" + FIRST_LIMIT, Invariant.READABLE),
                        change(
                                "update loyalty_identifier set member ="
                                        + " (select max(member) from loyalty_identifier) where member ="
                                        + " (select min(member) from loyalty_identifier)",
                                Invariant.NAMES),
                        change("delete from loyalty_identifier", Invariant.NAMES),
                        change("delete from loyalty_event where place = 1", Invariant.EVENTS),
                        change(
                                "delete from loyalty_event where place = (select max(newest) from loyalty_member)",
                                Invariant.EVENTS),
                        change("update loyalty_event set place = place + 1 where place = 4", Invariant.EVENTS),
                        change("update loyalty_event set outcome = 'declined' where place = 4", Invariant.EVENTS),
                        change("update loyalty_event set id = 'another' where place = 4", Invariant.EVENTS),
                        change(
                                "update loyalty_event set hash = (select hash from loyalty_event where place = 5)"
                                        + " where place = 4",
                                Invariant.EVENTS),
                        change("update loyalty_event set kind = 'refund' where place = 4", Invariant.EVENTS),
                        change(
                                "update loyalty_event set happened_at = happened_at + 1 where place = 4",
                                Invariant.EVENTS),
                        change(
                                "delete from loyalty_decision where place = (select max(place) from loyalty_decision)",
                                Invariant.EVENTS),
                        change("delete from loyalty_waiting", Invariant.WAITING),
                        change("update loyalty_waiting set value = 'another'", Invariant.WAITING),
                        change("update loyalty_waiting set waits_until = waits_until + 1", Invariant.WAITING),
                        change("delete from loyalty_event where outcome = 'waiting'", Invariant.WAITING),
                        change("update loyalty_journal_head set number = number + 1", Invariant.HEAD),
                        change("update loyalty_journal_head set place = place - 1", Invariant.HEAD),
                        change("update loyalty_decision set earned = earned + 1 where place = 4", Invariant.MEMORIES),
                        change("update loyalty_decision set earned = null where place = 4", Invariant.MEMORIES),
                        change(
                                "update loyalty_decision set happened_at = happened_at - 1 where place = 4",
                                Invariant.MEMORIES),
                        change("delete from loyalty_revision", Invariant.MEMORIES),
                        change("update loyalty_revision set earned = coalesce(earned, 0) + 1", Invariant.MEMORIES),
                        change("update loyalty_revision set sequence = sequence + 1000", Invariant.MEMORIES),
                        change(
                                "update loyalty_revision set event = (select event from loyalty_event where place = 1)",
                                Invariant.MEMORIES),
                        change("update loyalty_revision set event = '?'", Invariant.READABLE),
                        change("update loyalty_event set event = '?' where outcome = 'waiting'", Invariant.READABLE))
                .flatMap(change ->
                        Stream.of(Stores.SQLITE, Stores.POSTGRESQL).map(stores -> Arguments.of(stores, change)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_changed_row_is_seen(Stores stores, Change change) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE)) {
            OperatorHub operator = settledClub(store);

            change(source, change.sql);

            Breach named = breach(operator.verify(), change.broken);
            assertThat(named.entry()).as(named.toString()).isEqualTo(change.entry);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void a_limit_that_was_changed_is_named_with_both_values(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE)) {
            OperatorHub operator = settledClub(store);

            long used = used(store, "budget of aqua-wash");

            change(source, "update loyalty_limit set used = used + 1 where rule = 'adjustments by olga'");
            change(source, "update loyalty_limit set used = used - 1 where rule = 'budget of aqua-wash'");

            assertThat(breach(operator.verify(), Invariant.USES))
                    .hasToString("what is used of limits over all members is what decisions used:"
                            + " nord-fuel \"budget of aqua-wash\": cost over all members ever"
                            + " is kept at " + (used - 1) + ", its decisions used " + used);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void an_event_that_one_of_its_names_would_not_bring_back_is_seen(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE)) {
            OperatorHub operator = waitingClub(store);
            operator.submit(at("nord-fuel", "2026-03-02T14:30")
                    .id("p")
                    .by("anna")
                    .byPhone("7")
                    .petrol("1", "100")
                    .purchase());
            assertThat(operator.verify().breaches()).isEmpty();

            change(source, "delete from loyalty_waiting where kind = 'phone'");

            assertThat(breach(operator.verify(), Invariant.WAITING))
                    .hasToString("what waits is kept with what it waits for: nord-fuel/p is to wait for card anna and"
                            + " phone 7 until 2026-03-16T12:00:00Z, and is kept waiting for card anna");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void a_purchase_that_counts_twice_as_its_row_was_gone_is_seen(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE)) {
            OperatorHub operator = waitingClub(store);
            operator.submit(new Enrolment(
                    new EventKey(new PartnerId("nord-fuel"), "join"), NOON, List.of(new Identifier("card", "anna"))));
            Purchase purchase = at("nord-fuel", "2026-03-02T14:30")
                    .id("p")
                    .by("anna")
                    .petrol("1", "100")
                    .purchase();
            operator.submit(purchase);

            change(source, "delete from loyalty_event where id = 'p'");
            assertThat(operator.replay().first()).isPresent();
            assertThat(operator.submit(purchase)).isInstanceOf(Accepted.class);

            assertThat(breach(operator.verify(), Invariant.EVENTS))
                    .hasToString("events and decisions are kept together: decision 2 on nord-fuel/p has no event");
            assertThat(operator.replay().first()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void a_member_whose_only_event_is_gone_does_not_come_out_the_same(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE)) {
            OperatorHub operator = waitingClub(store);
            operator.submit(new Enrolment(
                    new EventKey(new PartnerId("nord-fuel"), "join"), NOON, List.of(new Identifier("card", "anna"))));

            change(source, "delete from loyalty_event");

            assertThatThrownBy(operator::replay)
                    .hasMessageMatching(
                            "none of the events of .+, of whom 1 should be kept, can be read with its decision");
        }
    }

    private static OperatorHub waitingClub(SqlStore store) {
        Version version = Version.plain(
                Club.programme(Club.JSON.replace("\"enrol\"", "\"wait\"")),
                List.of(book(rule("Base").award(100))));
        return Hub.builder()
                .version(version)
                .store(store)
                .clock(Clock.fixed(NOON, ZoneOffset.UTC))
                .build()
                .operator();
    }

    private static long used(SqlStore store, String rule) {
        long[] sum = new long[1];
        store.settlements()
                .limits((limit, used) -> sum[0] += limit.rule().name().equals(rule) ? used : 0);
        return sum[0];
    }

    private static OperatorHub settledClub(SqlStore store) {
        OperatorHub operator = new RandomClub(7, store).goOn(30).hub().operator();
        Refund early = new Refund(
                new EventKey(new PartnerId("nord-fuel"), "early"),
                store.lastRecordedAt().orElseThrow(),
                List.of(),
                Optional.of("not yet sold"),
                List.of());
        assertThat(operator.submit(early)).isInstanceOf(Waiting.class);
        operator.seal();
        operator.settle(1);
        assertThat(operator.verify().breaches()).isEmpty();
        return operator;
    }

    private static Breach breach(Verified verified, Invariant broken) {
        return verified.breaches().stream()
                .filter(breach -> breach.invariant() == broken)
                .findFirst()
                .orElseThrow();
    }

    private static void change(DataSource source, String change) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isPositive();
        }
    }
}
