package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.OneMember.redemption;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.OneMember.reserve;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.PromptHub;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.Period;

/** Where what is spent stays with the payer: Anna buys, spends the points and brings the goods back, day after day. */
class UnpaidTest {
    private static Programme programme(String budget) {
        return Club.programme(Club.JSON
                .replace("\"rulesOf\": \"nord-fuel\"", "\"rulesOf\": \"nord-fuel\"" + budget)
                .replace("\"agreements\"", "\"refunds\": {\"unpaid\": \"payer\"}, \"agreements\""));
    }

    private static OneMember annaSpendsAndReturns(Version version) {
        OneMember anna = new OneMember(version);
        for (int day = 2; day < 6; day++) {
            String date = "2026-03-0" + day;
            anna.report(at("nord-fuel", date + "T09:00")
                    .by("anna")
                    .id("p" + day)
                    .petrol("10", "600")
                    .purchase());
            anna.report(reserve("grip", "s" + day, date + "T10:00:00Z", 20));
            anna.report(redemption(
                    "grip", "c" + day, date + "T10:01:00Z", new Redemption.Commit("s" + day, Optional.empty())));
            anna.report(refund("nord-fuel", "r" + day, date + "T11:00:00Z", "p" + day));
        }
        return anna;
    }

    private static Version version(String budget, Rules rule) {
        return Version.plain(programme(budget), List.of(book(rule)));
    }

    @Test
    void what_stays_with_the_payer_stays_counted_in_its_budget() {
        OneMember anna = annaSpendsAndReturns(version(
                ", \"budget\": \"10.00\", \"per\": \"month\", \"then\": \"stop\"",
                rule("Fill").award(20).paidBy("aqua-wash", 1)));

        assertThat(anna.balance(Kind.DUE, "aqua-wash")).as("10.00 a month").isEqualTo(-1_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Limit.Reach.class,
            names = {"MEMBER_PERIOD", "ALL_PERIOD"})
    void and_in_limits_on_points(Limit.Reach reach) {
        OneMember anna = annaSpendsAndReturns(
                version("", rule("Fill").award(20).limit(Limit.Measure.POINTS, 30, reach, Period.MONTH)));

        assertThat(anna.balance(Kind.ISSUED, "nord-fuel")).isEqualTo(-20);
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_MEMORY", "SQLITE"})
    void and_the_books_are_sound(Stores stores) {
        Version version = version(
                ", \"budget\": \"10.00\", \"per\": \"month\", \"then\": \"stop\"",
                rule("Fill").award(20).paidBy("aqua-wash", 1).limit(Limit.Measure.POINTS, 30, Limit.Reach.ALL_EVER));
        PromptHub hub = new PromptHub(version, stores);
        annaSpendsAndReturns(version).decisions().forEach(decision -> hub.report(decision.event()));

        assertThat(hub.balance(Kind.ISSUED, "aqua-wash")).isEqualTo(-20);
        assertThat(hub.soundness()).isEqualTo("sound");
        assertThat(hub.replayed()).isEmpty();
    }
}
