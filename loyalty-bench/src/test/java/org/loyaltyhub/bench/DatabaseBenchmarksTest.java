package org.loyaltyhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.outcome.Accepted;

/** What is measured over databases is written, all of it, and durably. Nothing here is timed. */
class DatabaseBenchmarksTest {
    @ParameterizedTest
    @EnumSource(Database.class)
    void both_writers_write_all_of_a_batch(Database database) {
        for (Writer writer : Writer.values()) {
            WriteBatches benchmark = new WriteBatches();
            benchmark.database = database;
            benchmark.writer = writer;
            benchmark.first = 1_000;
            benchmark.begin();

            benchmark.prepare();
            Effort effort = new Effort();

            assertThat(benchmark.write(effort)).isEqualTo(2_000);
            assertThat(effort.operations).isEqualTo(1_000);
            benchmark.end(); // fails unless the database has it all
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_caller_is_answered(Database database) {
        SubmitDurably benchmark = new SubmitDurably();
        benchmark.database = database;
        benchmark.first = 1_000;
        benchmark.begin();

        assertThat(benchmark.by1Caller(new Cpu())).isInstanceOf(Accepted.class);
        benchmark.end();
    }

    @Test
    void a_database_that_may_lose_commits_is_refused() throws SQLException, IOException {
        try (Database.Running running = Database.SQLITE.start();
                Connection connection = running.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma synchronous = off");

            assertThatThrownBy(() -> Database.SQLITE.prove(connection))
                    .hasMessageContaining("pragma synchronous answers 0, not 2");
        }
    }
}
