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
        Settlement settlement = Settlement.of(March.PROGRAMME, sealing.seal(SEALED), Position.START);
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
        Golden.matches("settlement/aqua-wash.csv", StatementCsv.of(of("aqua-wash")));
        Golden.matches("settlement/programme.csv", StatementCsv.of(MARCH.programme()));
    }

    @Test
    void machines_get_json() {
        Golden.matches("settlement/aqua-wash.json", StatementJson.of(of("aqua-wash")) + "\n");
        Golden.matches("settlement/programme.json", StatementJson.of(MARCH.programme()) + "\n");
    }

    @Test
    void the_entry_sums_to_zero_and_leaves_nothing_due() {
        assertThat(MARCH.entry().postings()).isNotEmpty();
    }
}
