package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Activity;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;

/** The programme pays Aqua Wash 1.50 for each purchase or activity of a member that it reports. */
class ReportFeesTest {
    private static final Version VERSION = Version.plain(
            Club.programme(
                    Club.JSON.replace("\"name\": \"Aqua Wash\",", "\"name\": \"Aqua Wash\", \"reportFee\": \"1.50\",")),
            List.of(Rules.book(rule("Fuel").award(1))));

    private final OneMember anna = new OneMember(VERSION);

    private static Purchase wash(String id) {
        return at("aqua-wash", "2026-03-02T09:00")
                .id(id)
                .item("wash", "500")
                .item("coffee", "90")
                .purchase();
    }

    private long due() {
        return anna.balance(Kind.DUE, "aqua-wash") / 1_000_000;
    }

    @Test
    void each_purchase_and_activity_is_paid_for_whatever_the_rules_give() {
        Decision decision = anna.report(wash("1"));
        anna.report(wash("2"));
        anna.report(new Activity(
                new EventKey(new PartnerId("aqua-wash"), "a"),
                Instant.parse("2026-03-02T09:00:00Z"),
                List.of(OneMember.anna()),
                "survey",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of()));

        assertThat(decision.entries())
                .extracting(Entry::code, Entry::note)
                .containsExactly(tuple(Entry.Code.FEE, "reports"));
        assertThat(due()).isEqualTo(450);
        assertThat(anna.balance(Kind.COSTS, "programme")).isEqualTo(-450_000_000);
    }

    @Test
    void other_events_and_other_partners_are_not_paid_for() {
        anna.report(
                at("nord-fuel", "2026-03-02T09:00").id("1").petrol("10", "600").purchase());
        anna.report(new Enrolment(
                new EventKey(new PartnerId("aqua-wash"), "join"),
                Instant.parse("2026-03-02T09:00:00Z"),
                List.of(OneMember.anna())));

        assertThat(due()).isZero();
        assertThat(anna.balance(Kind.COSTS, "programme")).isZero();
    }

    @Test
    void a_fee_goes_back_once_nothing_of_the_purchase_is_left() {
        anna.report(wash("1"));
        anna.report(refund("aqua-wash", "r1", "2026-03-03T09:00:00Z", "1", line(1)));
        assertThat(due()).as("coffee is left").isEqualTo(150);

        anna.report(refund("aqua-wash", "r2", "2026-03-03T09:10:00Z", "1", line(2)));
        assertThat(due()).isZero();
        assertThat(anna.balances().values()).containsOnly(0L);
    }
}
