package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.March;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.settlement.OpenVouchers;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.settlement.Statement;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.PartnerId;

class PeriodsTest {
    private static final PartnerId NORD = new PartnerId("nord-fuel");

    private final March march = new March().everything();
    private final OperatorHub operator = march.hub().operator();

    private static String code(Reading<?> reading) {
        return reading.problems().stream().map(Problem::code).reduce("", String::concat);
    }

    @Test
    void a_period_reaches_from_the_seal_before_it_to_an_entry_and_never_to_a_clock_time() {
        long newest = operator.journal().size();

        Seal first = operator.seal(5).orElseThrow();
        Seal second = operator.seal().orElseThrow();

        assertThat(List.of(first.period(), first.first(), first.last())).containsExactly(1L, 1L, 5L);
        assertThat(List.of(second.period(), second.first(), second.last())).containsExactly(2L, 6L, newest);
        assertThat(second.before()).isEqualTo(first.hash());
        assertThat(operator.seals()).containsExactly(first, second);
        assertThat(code(operator.seal())).isEqualTo("nothing-to-seal");
        assertThat(code(operator.seal(newest + 1))).isEqualTo("nothing-to-seal");
    }

    @Test
    void a_settlement_is_one_entry_of_the_next_period_and_asked_again_the_same() {
        operator.seal();

        Settled settled = operator.settle(1).orElseThrow();

        List<JournalLine> journal = operator.journal();
        Entry last = journal.get(journal.size() - 1).entry();
        assertThat(last).isEqualTo(settled.entry());
        assertThat(last.code()).isEqualTo(Entry.Code.SETTLE);
        assertThat(last.note()).as("a hash over the statements").matches("period 1, statements [0-9a-f]{32}");
        assertThat(operator.settle(1).orElseThrow()).isSameAs(settled);
        assertThat(operator.journal()).hasSameSizeAs(journal);
        assertThat(operator.balance(new Account(Kind.DUE, "nord-fuel"))).isZero();
        assertThat(operator.balance(new Account(Kind.BILLED, "nord-fuel"))).isEqualTo(-4560 * 1_000_000L);
    }

    @Test
    void who_seals_and_settles_is_told_how_far_it_is() {
        long newest = operator.journal().size();
        long members = march.hub().operator().journal().stream()
                .flatMap(line -> line.entry().member().stream())
                .distinct()
                .count();
        List<String> told = new ArrayList<>();
        Progress progress = new Progress() {
            private long done;

            @Override
            public void begin(String what, String unit, long total) {
                done = 0;
                told.add(what + " " + total + " " + unit);
            }

            @Override
            public void advance(long more) {
                done += more;
                told.set(told.size() - 1, told.get(told.size() - 1).replaceAll(": .*", "") + ": " + done);
            }
        };

        operator.seal(progress);
        operator.settle(1, progress);

        assertThat(told)
                .containsExactly(
                        "booking what fell due 0 members: 1",
                        "sealing " + newest + " entries: " + newest,
                        "settling " + newest + " entries: " + newest,
                        "counting open vouchers " + members + " members: " + members);
    }

    @Test
    void periods_are_settled_in_their_order() {
        operator.seal(5);
        operator.seal();

        assertThat(code(operator.settle(2))).isEqualTo("not-settled");
        assertThat(code(operator.settle(3))).isEqualTo("no-such-period");
        assertThat(code(operator.statement(NORD, 1))).isEqualTo("not-settled");
        operator.settle(1);
        operator.settle(2);

        long billed = operator.statement(NORD, 2).orElseThrow().billedUntilNow();
        assertThat(billed).isEqualTo(-4560);
    }

    @Test
    void a_partner_sees_its_own_statement_and_no_other() {
        operator.seal();
        operator.settle(1);

        Statement own = march.hub().partner("nord-fuel").statement(1).orElseThrow();

        assertThat(own).isEqualTo(operator.statement(NORD, 1).orElseThrow());
        assertThat(own.partner()).isEqualTo(NORD);
        assertThat(code(operator.statement(new PartnerId("nobody"), 1))).isEqualTo("no-such-partner");
    }

    @Test
    void balances_can_be_asked_as_of_any_entry_and_any_moment() {
        Account available = new Account(Kind.AVAILABLE, "m1");

        assertThat(operator.balancesAsOf(0).of(available)).isZero();
        assertThat(operator.balancesAsOf(1).of(available)).isEqualTo(23);
        assertThat(operator.balancesAsOf(Instant.parse("2026-03-02T05:59:59Z")).of(available))
                .isZero();
        assertThat(operator.balancesAsOf(Instant.parse("2026-03-02T06:00:00Z")).of(available))
                .isEqualTo(23);
        assertThat(operator.balancesAsOf(Long.MAX_VALUE).of(available)).isEqualTo(operator.balance(available));
    }

    @Test
    void open_vouchers_stand_on_the_statement_with_their_worst_case() {
        Bits everywhere = Bits.upTo(4);
        Effect fifty = new Effect.GiveVoucher(
                "give voucher fifty", "fifty", new Offer(new Offer.Off.Sum(5000), Rules.lines("wash"), everywhere), 30);
        FollowingClock clock = new FollowingClock();
        Hub hub = Hub.builder()
                .version(Version.plain(
                        Club.PROGRAMME,
                        List.of(Rules.book(Rules.rule("Voucher").award(1).give(fifty)))))
                .clock(clock)
                .build();
        for (String card : List.of("anna", "boris")) {
            clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
            hub.operator()
                    .submit(Till.at("nord-fuel", "2026-03-02T09:00")
                            .by(card)
                            .petrol("1", "60")
                            .purchase());
        }
        hub.operator().seal();

        List<OpenVouchers> open = hub.operator()
                .settle(1)
                .orElseThrow()
                .statement(NORD)
                .orElseThrow()
                .vouchers();

        assertThat(open).hasSize(1);
        assertThat(open.get(0).count()).isEqualTo(2);
        assertThat(open.get(0).worstMinor()).hasValue(10_000);
    }

    @Test
    void what_is_no_longer_kept_cannot_be_sealed() {
        FollowingClock clock = new FollowingClock();
        Hub hub = Hub.builder()
                .version(Version.plain(
                        Club.PROGRAMME, List.of(Rules.book(Rules.rule("Base").award(1)))))
                .store(InMemoryStore.keeping(1))
                .clock(clock)
                .build();
        for (int i = 0; i < 3; i++) {
            clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
            hub.operator()
                    .submit(Till.at("nord-fuel", "2026-03-02T09:00")
                            .by("anna")
                            .petrol("1", "60")
                            .purchase());
        }

        assertThat(code(hub.operator().seal())).isEqualTo("not-kept");
    }
}
