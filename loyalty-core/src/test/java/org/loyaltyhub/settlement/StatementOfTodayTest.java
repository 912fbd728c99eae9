package org.loyaltyhub.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.PromptHub;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.PartnerId;

/** What a statement says of what is open, where versions changed since it was given or will change. */
class StatementOfTodayTest {
    private static final PartnerId NORD = new PartnerId("nord-fuel");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    private static Rules voucher(int minor) {
        Bits grip = Bits.of(Club.PROGRAMME.partnerIndex(new PartnerId("grip")));
        Offer wash = new Offer(new Offer.Off.Sum(minor), lines("wash"), grip);
        return rule("Voucher").give(new Effect.GiveVoucher("give voucher WASH", "WASH", wash, 60));
    }

    private static void annaFuels(PromptHub hub) {
        hub.report(at("nord-fuel", "2026-03-02T09:00")
                .by("anna")
                .petrol("10", "600")
                .purchase());
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_MEMORY", "SQLITE"})
    void the_worst_case_of_a_voucher_is_that_of_the_rule_as_it_was(Stores stores) {
        PromptHub hub = new PromptHub(
                Version.plain(Club.PROGRAMME, List.of(book(voucher(20_000).award(1)))), stores);
        annaFuels(hub);
        hub.activate(Version.plain(Club.PROGRAMME, List.of(book(voucher(5_000).award(1)))));

        Settled settled = hub.settle(APRIL);

        assertThat(settled.statement(NORD).orElseThrow().vouchers().get(0).worstMinor())
                .hasValue(20_000);
    }

    @Test
    void vouchers_of_the_programme_stand_on_its_own_statement() {
        PromptHub hub = PromptHub.with(
                Club.PROGRAMME,
                book(voucher(20_000).ownedByTheProgramme()),
                book(rule("Fill").award(1)));
        annaFuels(hub);

        Settled settled = hub.settle(APRIL);

        assertThat(settled.statement(PartnerId.PROGRAMME).orElseThrow().vouchers())
                .hasSize(1);
        assertThat(hub.soundness()).isEqualTo("sound");
    }

    @Test
    void a_statement_is_made_by_the_value_of_today_though_another_was_announced() {
        PromptHub hub = PromptHub.with(Club.PROGRAMME, book(rule("Base").award(100)));
        annaFuels(hub);
        Programme half = Club.programme(Club.JSON.replace("\"value\": \"0.50\"", "\"value\": \"0.25\""));
        hub.operator()
                .activate(Version.plain(half, List.of(book(rule("Base").award(100)))), APRIL.plus(Duration.ofDays(270)))
                .orElseThrow();

        Settled settled = hub.settle(APRIL);

        assertThat(settled.statement(NORD).orElseThrow().coverage().neededMicros())
                .isEqualTo(100 * 50_000_000L);
    }
}
