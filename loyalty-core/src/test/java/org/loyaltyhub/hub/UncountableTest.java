package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.store.Store;

/** What would bring an account beyond what can be counted is refused, in every store alike. */
@ParameterizedClass
@EnumSource
class UncountableTest {
    /** What a partner owes for so much goes into its account once. */
    private static final String MUCH = "100000000000";

    private final Store store;
    private final Hub hub;

    UncountableTest(Stores stores) {
        store = stores.fresh();
        hub = Hub.builder()
                .version(Version.plain(
                        Club.programme(Club.JSON), List.of(book(rule("Base").awardPerFull(1, 1)))))
                .store(store)
                .clock(Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC))
                .build();
    }

    @AfterEach
    void close() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private static Purchase purchase(String card, String amount) {
        return at("nord-fuel", "2026-03-02T14:30")
                .id("p " + card)
                .by(card)
                .petrol("1", amount)
                .purchase();
    }

    private Map<Account, Long> balances() {
        Map<Account, Long> balances = new HashMap<>();
        store.settlements().balances(balances::put);
        return balances;
    }

    private static void assertOutOfRange(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Rejected.class);
        assertThat(((Rejected) outcome).problems()).extracting(Problem::code).containsExactly("out-of-range");
    }

    private void assertSound() {
        assertThat(hub.operator().verify().breaches()).isEmpty();
        assertThat(hub.operator().replay().first()).isEmpty();
    }

    @Test
    void what_is_too_much_to_count_is_rejected_and_nothing_of_it_is_written() {
        assertThat(hub.operator().submit(purchase("anna", MUCH))).isInstanceOf(Accepted.class);
        Map<Account, Long> before = balances();

        Outcome outcome = hub.operator().submit(purchase("boris", MUCH));

        assertOutOfRange(outcome);
        assertThat(balances()).isEqualTo(before);
        assertThat(store.members()).hasSize(1);
        assertThat(store.find(purchase("boris", MUCH).key())).isEmpty();
        assertThat(hub.operator().submit(purchase("boris", "100"))).isInstanceOf(Accepted.class);
        assertSound();
    }

    @Test
    void everybody_else_in_the_batch_goes_on() {
        List<Event> events = new ArrayList<>();
        for (String card : List.of("anna", "boris", "clara", "dmitri")) {
            events.add(purchase(card, card.equals("clara") ? "100" : MUCH));
            events.add(purchase(card + "'s friend", "100"));
        }

        List<Outcome> outcomes = hub.operator().submitAll(events);

        for (int i = 0; i < outcomes.size(); i++) {
            if (i == 2 || i == 6) {
                assertOutOfRange(outcomes.get(i));
            } else {
                assertThat(outcomes.get(i)).isInstanceOf(Accepted.class);
            }
        }
        assertThat(store.members()).hasSize(6);
        assertSound();
    }
}
