package org.loyaltyhub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.store.sql.Databases;
import org.loyaltyhub.store.sql.SqlStore;

/** Who changes books behind the hub's back is seen, whatever is left there. */
class ChangedDatabaseTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update loyalty_entry set entry = '{"code":' where number = 3                             | BALANCED   | 3
            update loyalty_entry set entry = replace(entry, '"note":"', '"note":"x') where number = 2 | SEALS      | 1
            update loyalty_entry set code = 'DISCOUNT' where number = 2                               | SEALS      | 1
            update loyalty_entry set code = 'GIFT' where number = 2                                   | READABLE   |
            delete from loyalty_balance where kind = 'RESERVE'                                        | BALANCES   |
            update loyalty_balance set amount = amount + 1 where kind = 'DUE'                         | BALANCES   |
            update loyalty_member set state = '{}' where member = 'm2'                                | READABLE   |
            update loyalty_decision set decision = '?' where place = 4                                | READABLE   |
            update loyalty_seal set sealed_at = 'yesterday'                                           | READABLE   |
            update loyalty_seal set hash = replace(hash, 'a', 'b')                                    | SEALS      | 1
            update loyalty_settlement set settled = replace(settled, '"name":"Nord', '"name":"Nörd')  | STATEMENTS |
            update loyalty_settlement set settled = 'gone'                                            | READABLE   |
            delete from loyalty_settlement                                                            | STATEMENTS |
            """)
    void a_changed_row_is_seen(String change, Invariant broken, String entry) throws SQLException {
        DataSource source = Databases.at("jdbc:sqlite:" + folder.resolve("club.db"));
        try (SqlStore store = SqlStore.open(source, Stores.nextProgramme(), Stores.NO_SOURCE)) {
            RandomClub club = new RandomClub(7, store).goOn(30);
            OperatorHub operator = club.hub().operator();
            operator.seal();
            operator.settle(1);
            assertThat(operator.verify().breaches()).isEmpty();

            change(source, change);

            Breach named = operator.verify().breaches().stream()
                    .filter(breach -> breach.invariant() == broken)
                    .findFirst()
                    .orElseThrow();
            if (entry != null) {
                assertThat(named.entry()).as(named.toString()).isEqualTo(OptionalLong.of(Long.parseLong(entry)));
            }
        }
    }

    private static void change(DataSource source, String change) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isPositive();
        }
    }
}
