package org.loyaltyhub.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.fixture.March;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.problem.Golden;
import org.loyaltyhub.value.PartnerId;

class StatementTest {
    private static final Instant SEALED = Instant.parse("2026-04-10T00:00:00Z");
    private static final Settled MARCH = settled();

    private static Settled settled() {
        List<JournalLine> journal = new March().everything().hub().operator().journal();
        Sealing sealing = Sealing.after(Optional.empty());
        journal.forEach(sealing::add);
        Settlement settlement = Settlement.of(Terms.of(March.PROGRAMME), sealing.seal(SEALED), Position.START);
        journal.forEach(settlement::add);
        return settlement.settle(
                SEALED.plusSeconds(3600),
                List.of(
                        new OpenVouchers(new PartnerId("aqua-wash"), "free-wash", 3, OptionalLong.of(150000)),
                        new OpenVouchers(new PartnerId("aqua-wash"), "half-price", 2, OptionalLong.empty())));
    }

    private static Statement of(String partner) {
        return MARCH.statement(new PartnerId(partner)).orElseThrow();
    }

    @Test
    void partners_read_what_they_get_or_owe_and_why() {
        for (String partner : List.of("nord-fuel", "ural-fuel", "aqua-wash", "grip")) {
            Golden.matches("settlement/" + partner + ".txt", StatementText.of(of(partner)));
        }
    }

    @Test
    void the_programme_reads_that_everything_sums_to_zero_and_whether_points_are_covered() {
        Golden.matches("settlement/programme.txt", StatementText.of(MARCH.programme()));
    }

    @Test
    void accountants_get_a_row_a_figure() {
        for (String csv : List.of(StatementCsv.of(of("aqua-wash")), StatementCsv.of(MARCH.programme()))) {
            assertThat(csv.replace("\r\n", "")).doesNotContain("\r", "\n");
        }
        Golden.matches("settlement/aqua-wash.csv", lines(StatementCsv.of(of("aqua-wash"))));
        Golden.matches("settlement/programme.csv", lines(StatementCsv.of(MARCH.programme())));
    }

    /** Golden files end their lines as this repository does. */
    private static String lines(String csv) {
        return csv.replace("\r\n", "\n");
    }

    @Test
    void a_cell_is_no_formula_and_commas_and_quotes_do_not_break_it() {
        assertThat(StatementCsv.text("=1+1")).isEqualTo("'=1+1");
        assertThat(StatementCsv.text("+7 921")).isEqualTo("'+7 921");
        assertThat(StatementCsv.text("-Wash, and dry")).isEqualTo("\"'-Wash, and dry\"");
        assertThat(StatementCsv.text("@here")).isEqualTo("'@here");
        assertThat(StatementCsv.text("5 \" tyres")).isEqualTo("\"5 \"\" tyres\"");
        assertThat(StatementCsv.text("plain = plain")).isEqualTo("plain = plain");
    }

    @Test
    void machines_get_json() {
        Golden.matches("settlement/aqua-wash.json", StatementJson.of(of("aqua-wash")) + "\n");
        Golden.matches("settlement/programme.json", StatementJson.of(MARCH.programme()) + "\n");
    }
}
