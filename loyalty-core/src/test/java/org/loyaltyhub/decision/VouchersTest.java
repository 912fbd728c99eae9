package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.PromptHub;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.PartnerId;

/** Who pays for a voucher, which is 200 off a wash at Grip. */
class VouchersTest {
    private static final Effect WASH = Rules.VOUCHER_FOR_A_WASH;

    /** Aqua Wash pays for rules of Nord Fuel, with a budget. */
    private static Programme budget(String most, String more) {
        return Club.programme(Club.JSON
                .replace(
                        "\"rulesOf\": \"nord-fuel\"",
                        "\"rulesOf\": \"nord-fuel\", \"budget\": \"" + most + "\", \"then\": \"others\"")
                .replace("\"agreements\"", more + "\"agreements\""));
    }

    private static Quote quote(String... roubles) {
        var wash = at("grip", "2026-03-03T12:00").by("anna").id("q");
        for (String each : roubles) {
            wash.item("wash", each);
        }
        return new Quote(wash.purchase(), List.of("WASH"));
    }

    @Test
    void the_payer_of_a_voucher_stays_who_it_was_when_part_of_the_goods_comes_back() {
        OneMember anna = new OneMember(Version.plain(
                Club.PROGRAMME,
                List.of(book(rule("Voucher")
                        .ownedByTheProgramme()
                        .paidWhereItHappened()
                        .give(WASH)))));
        anna.report(at("nord-fuel", "2026-03-02T09:00").petrol("10", "600").purchase());
        anna.report(quote("500", "500"));
        anna.report(at("grip", "2026-03-03T12:05")
                .id("w")
                .item("wash", "400")
                .item("wash", "400")
                .quote("q")
                .purchase());
        assertThat(anna.balance(Kind.DUE, "nord-fuel")).isEqualTo(-20_000_000_000L);

        anna.report(refund("grip", "r", "2026-03-04T09:00:00Z", "w", line(1)));

        assertThat(anna.balance(Kind.DUE, "nord-fuel")).isEqualTo(-10_000_000_000L);
        assertThat(anna.balance(Kind.DUE, "grip")).isEqualTo(10_000_000_000L);
    }

    @Test
    void points_that_a_quote_does_not_give_leave_the_budget_to_its_voucher() {
        OneMember anna = new OneMember(Version.plain(
                budget("200.00", ""),
                List.of(book(
                        rule("Voucher").give(WASH).paidBy("aqua-wash", 1),
                        rule("Points").when(purchases("wash")).award(400).paidBy("aqua-wash", 1)))));
        anna.report(at("nord-fuel", "2026-03-02T09:00").petrol("10", "600").purchase());

        Decision used = anna.report(quote("500"));

        assertThat(((Gift.VoucherUsed) used.rules().get(0).gifts().get(0)).payers())
                .containsExactly(new Gift.Share(new PartnerId("aqua-wash"), 20_000));
    }

    @Test
    void who_ends_its_agreement_pays_for_a_promise_no_more_than_its_budget_was() {
        String vouchers = "\"vouchers\": [\"WASH\"]";
        Programme without = Club.programme(Club.JSON.replace(
                "\"agreements\": [{\"payer\": \"aqua-wash\", \"rulesOf\": \"nord-fuel\"}]", vouchers));
        PromptHub hub = PromptHub.with(
                budget("100.00", vouchers + ", "),
                book(rule("Voucher").give(WASH).paidBy("aqua-wash", 1)));
        hub.report(at("nord-fuel", "2026-03-02T09:00")
                .by("anna")
                .petrol("10", "600")
                .purchase());
        hub.activate(Version.plain(without, List.of()));
        hub.report(quote("500", "500"));
        hub.report(at("grip", "2026-03-03T12:05")
                .by("anna")
                .id("w")
                .item("wash", "400")
                .item("wash", "400")
                .quote("q")
                .purchase());
        assertThat(hub.balance(Kind.DUE, "aqua-wash")).isEqualTo(-10_000_000_000L);

        hub.report(refund("grip", "r", "2026-03-04T09:00:00Z", "w", line(1, 100_000)));
        assertThat(hub.balance(Kind.DUE, "aqua-wash"))
                .as("nor when something comes back")
                .isEqualTo(-10_000_000_000L);
        hub.report(refund("grip", "r2", "2026-03-04T10:00:00Z", "w"));

        assertThat(hub.balance(Kind.DUE, "aqua-wash")).isZero();
        assertThat(hub.soundness()).isEqualTo("sound");
        assertThat(hub.replayed()).isEmpty();
    }
}
