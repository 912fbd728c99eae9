package org.loyaltyhub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.store.sql.SqlStore;

/** Who changes books behind the hub's back is seen, whatever is left there. */
class ChangedDatabaseTest {
    private static final String FIRST_OF_CLUB =
            "(select owner, rule, counts, first_day from loyalty_limit where used > 0 order by 1, 2, 3, 4 limit 1)";
    private static final String FIRST_LIMIT = " where (owner, rule, counts, first_day) = " + FIRST_OF_CLUB;

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
                        change("delete from loyalty_identifier", Invariant.NAMES))
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

    private static long used(SqlStore store, String rule) {
        long[] sum = new long[1];
        store.settlements()
                .limits((limit, used) -> sum[0] += limit.rule().name().equals(rule) ? used : 0);
        return sum[0];
    }

    private static OperatorHub settledClub(SqlStore store) {
        OperatorHub operator = new RandomClub(7, store).goOn(30).hub().operator();
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
