package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.PromptHub;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.Points;

/** Points for Anna, who brought Boris. */
class ThanksTest {
    private static final Effect THANKS = new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true);

    @ParameterizedTest
    @EnumSource(names = {"IN_MEMORY", "SQLITE"})
    void thanks_that_are_taken_back_give_a_limit_in_total_back_once(Stores stores) {
        Rules friend = rule("Friend").give(THANKS).limit(Limit.Measure.POINTS, 100, Limit.Reach.ALL_EVER);
        PromptHub hub = new PromptHub(Version.plain(Club.PROGRAMME, List.of(book(friend))), stores);
        hub.annaBringsBoris();

        hub.report(at("nord-fuel", "2026-03-02T09:00")
                .by("boris")
                .id("b")
                .diesel("10", "500")
                .purchase());
        hub.report(refund("nord-fuel", "r", "2026-03-02T10:00:00Z", "b"));
        for (int i = 0; i < 6; i++) {
            hub.report(at("nord-fuel", "2026-03-02T19:0" + i)
                    .by("boris")
                    .diesel("10", "500")
                    .purchase());
        }

        assertThat(hub.points("anna")).as("100 in total").isEqualTo(100);
        assertThat(hub.soundness()).isEqualTo("sound");
        assertThat(hub.replayed()).isEmpty();
    }

    @Test
    void who_is_thanked_has_not_used_up_a_limit_per_member() {
        Rules friend = rule("Friend").award(10).give(THANKS).limit(Limit.Measure.TIMES, 1, Limit.Reach.MEMBER_EVER);
        PromptHub hub = PromptHub.with(Club.PROGRAMME, book(friend));
        hub.annaBringsBoris();

        hub.report(at("nord-fuel", "2026-03-02T09:00")
                .by("boris")
                .id("b")
                .diesel("10", "500")
                .purchase());
        hub.report(at("nord-fuel", "2026-03-02T09:10")
                .by("anna")
                .diesel("10", "500")
                .purchase());
        assertThat(hub.points("anna")).isEqualTo(60);

        hub.report(refund("nord-fuel", "r", "2026-03-02T10:00:00Z", "b"));
        hub.report(at("nord-fuel", "2026-03-02T19:10")
                .by("anna")
                .diesel("10", "500")
                .purchase());
        assertThat(hub.points("anna")).as("her own time is not given back").isEqualTo(10);
    }

    @Test
    void the_partner_where_it_happened_pays_for_thanks() {
        Rules join = rule("Join").when(Rules.of(new Subject.Enrolments())).give(THANKS);
        PromptHub hub =
                PromptHub.with(Club.PROGRAMME, book(join.ownedByTheProgramme().paidWhereItHappened()));

        hub.annaBringsBoris(); // Boris joins at Nord Fuel

        assertThat(hub.balance(Kind.ISSUED, "nord-fuel")).isEqualTo(-50);
    }
}
