package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.OneMember.adjustment;
import static org.loyaltyhub.fixture.OneMember.redemption;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.OneMember.reserve;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Span;

/** Refunds, redemption and adjustments as partners and operator report them. */
@ParameterizedClass
@EnumSource
class BooksInTheHubTest {
    private static final Rules BASE = rule("Base").awardPerFull(1, 10);

    private final FollowingClock clock = new FollowingClock();
    private final Stores stores;

    BooksInTheHubTest(Stores stores) {
        this.stores = stores;
    }

    private Hub hub(String terms, Rules... rules) {
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        return Hub.builder()
                .version(Version.plain(
                        Club.programme(Club.JSON.replace("\"late\": 60", "\"late\": 60" + terms)),
                        List.of(book(rules))))
                .store(stores.fresh())
                .clock(clock)
                .memberIds(MemberIds.counting())
                .build();
    }

    private static Purchase fuel(String id, String roubles) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by("anna")
                .petrol("40", roubles)
                .purchase();
    }

    private Outcome report(Hub hub, Event event) {
        clock.follow(event.happenedAt());
        return hub.partner(event.key().partner()).submit(event);
    }

    private long points(Hub hub, String card) {
        return hub.operator()
                .member(new Identifier("card", card))
                .orElseThrow()
                .balance(clock.instant())
                .units();
    }

    /** Owes 100 from the 5th of March on; 60 are held until the 15th and lapse on the 14th of April. */
    private Hub hubWithADebt() {
        Hub hub = hub(
                "",
                BASE,
                rule("Wash")
                        .when(purchases("wash"))
                        .award(60)
                        .hold(new Span(10, Span.SpanUnit.DAY))
                        .expire(new Expiry.After(new Span(40, Span.SpanUnit.DAY), false)));
        report(hub, fuel("p", "1000"));
        report(hub, reserve("aqua-wash", "res", "2026-03-05T12:00:00Z", 100));
        report(
                hub,
                redemption("aqua-wash", "pay", "2026-03-05T12:05:00Z", new Redemption.Commit("res", Optional.empty())));
        report(
                hub,
                at("aqua-wash", "2026-03-05T15:10")
                        .id("w")
                        .by("anna")
                        .item("wash", "9")
                        .purchase());
        report(hub, refund("nord-fuel", "back", "2026-03-05T12:15:00Z", "p"));
        return hub;
    }

    private Points debt(Hub hub) {
        return hub.operator()
                .member(new Identifier("card", "anna"))
                .orElseThrow()
                .purse()
                .debt();
    }

    @Test
    void points_pay_a_debt_when_they_become_free_though_the_calendar_is_asked_when_they_would_have_lapsed() {
        Hub hub = hubWithADebt();

        clock.follow(Instant.parse("2026-04-20T00:00:00Z"));
        hub.operator().advanceTo(clock.instant());

        assertThat(debt(hub)).isEqualTo(Points.ofUnits(40));
        assertThat(hub.operator().verify().breaches()).isEmpty();
        assertThat(hub.operator().replay().first()).isEmpty();
    }

    @Test
    void nobody_is_promised_points_that_a_debt_will_take() {
        Hub hub = hubWithADebt();

        clock.follow(Instant.parse("2026-03-20T00:00:00Z"));

        assertThat(points(hub, "anna")).as("60 are free, and 100 owed").isZero();
    }

    @Test
    void a_refund_that_comes_before_its_purchase_waits_for_it() {
        Hub hub = hub("", BASE);
        Refund refund = refund("nord-fuel", "back", "2026-03-04T12:00:00Z", "p", OneMember.line(1, 10_000_000));

        Outcome early = report(hub, refund);
        report(hub, fuel("p", "2000"));

        assertThat(early).isEqualTo(new Waiting(refund.key(), Instant.parse("2026-03-19T12:00:00Z")));
        assertThat(points(hub, "anna")).isEqualTo(150);
        assertThat(((Duplicate) report(hub, refund)).first().orElseThrow()).isInstanceOf(Accepted.class);
    }

    @Test
    void a_refund_that_waited_too_long_is_declined_for_good() {
        Hub hub = hub("", BASE);
        Refund refund = refund("nord-fuel", "back", "2026-03-04T12:00:00Z", "p");
        report(hub, refund);
        clock.follow(Instant.parse("2026-03-25T12:00:00Z"));

        report(hub, fuel("p", "2000"));

        assertThat(points(hub, "anna")).isEqualTo(200);
        assertThat(((Duplicate) report(hub, refund)).first().orElseThrow())
                .isEqualTo(new Declined(
                        refund.key(), "waited-too-long", "its purchase was unknown until 2026-03-19T12:00:00Z"));
    }

    @Test
    void a_declined_payment_stays_declined_whatever_comes_later() {
        Hub hub = hub("", BASE);
        report(hub, fuel("p", "1000"));
        Redemption tooMuch = reserve("aqua-wash", "res", "2026-03-06T12:00:00Z", 150);

        Outcome first = report(hub, tooMuch);
        report(hub, fuel("q", "2000"));
        Outcome again = report(hub, tooMuch);

        assertThat(first)
                .isEqualTo(new Declined(
                        tooMuch.key(),
                        "balance-short",
                        "150 points asked, 100 points available: 100 points would be allowed"));
        assertThat(again).isEqualTo(new Duplicate(tooMuch.key(), Optional.of((Declined) first)));
    }

    @Test
    void the_till_can_ask_how_much_may_be_paid_with_points() {
        Hub hub = hub(", \"redemption\": {\"minimum\": 20, \"step\": 10, \"share\": 50}", BASE);
        report(hub, fuel("p", "2000"));
        Purchase wash = at("aqua-wash", "2026-03-05T12:00")
                .by("anna")
                .item("wash", "155")
                .purchase();

        assertThat(hub.partner("aqua-wash").redeemable(wash).orElseThrow())
                .as("half of 155 roubles are 155 points")
                .isEqualTo(Points.ofUnits(150));
    }

    @Test
    void a_payment_names_its_member_by_the_reservation_and_nobody_else() {
        Hub hub = hub("", BASE);
        report(hub, fuel("p", "2000"));
        report(
                hub,
                at("nord-fuel", "2026-03-02T09:00")
                        .by("boris")
                        .petrol("1", "50")
                        .purchase());
        report(hub, reserve("aqua-wash", "res", "2026-03-06T12:00:00Z", 150));
        EventKey key = new EventKey(new PartnerId("aqua-wash"), "pay");
        Instant at = Instant.parse("2026-03-06T12:01:00Z");
        Redemption.Commit commit = new Redemption.Commit("res", Optional.empty());

        Outcome byBoris = report(hub, new Redemption(key, at, List.of(new Identifier("card", "boris")), commit));
        Outcome ofNothing = report(hub, new Redemption(key, at, List.of(), new Redemption.Cancel("nothing")));
        Outcome paid = report(hub, new Redemption(key, at, List.of(), commit));

        assertThat(code(byBoris)).isEqualTo("not-the-member");
        assertThat(code(ofNothing)).isEqualTo("no-such-reservation");
        assertThat(paid).isInstanceOf(Accepted.class);
        assertThat(points(hub, "anna")).isEqualTo(50);
    }

    private static String code(Outcome outcome) {
        return ((Rejected) outcome).problems().get(0).code();
    }

    @Test
    void only_the_operator_adjusts() {
        Hub hub = hub(", \"adjustments\": {\"perClerkADay\": 100}", BASE);
        report(hub, fuel("p", "2000"));

        assertThat(hub.operator().submit(adjustment("a", "2026-03-05T12:00:00Z", 30, Optional.empty())))
                .isInstanceOf(Accepted.class);
        assertThat(code(hub.operator().submit(adjustment("b", "2026-03-05T12:00:00Z", 80, Optional.empty()))))
                .isEqualTo("second-person");
        assertThat(points(hub, "anna")).isEqualTo(230);
    }

    @Test
    void thanks_to_a_referrer_go_back_with_the_goods_they_were_given_for() {
        Hub hub = hub(
                "", rule("Thanks").give(new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true)));
        enrol(hub, "boris", Optional.empty());
        enrol(hub, "anna", Optional.of(new Identifier("card", "boris")));
        report(hub, fuel("p", "2000"));
        assertThat(points(hub, "boris")).isEqualTo(50);

        report(hub, refund("nord-fuel", "back", "2026-03-06T12:00:00Z", "p"));

        assertThat(points(hub, "boris")).isZero();
    }

    @Test
    void slashes_in_the_names_of_events_and_rules_mix_no_thanks_up() {
        Effect thanks = new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true);
        Hub hub = hub("", rule("B").give(thanks), rule("A/nord-fuel/B").give(thanks));
        enrol(hub, "boris", Optional.empty());
        enrol(hub, "anna", Optional.of(new Identifier("card", "boris")));

        report(hub, fuel("p", "2000"));
        report(hub, fuel("p/nord-fuel/A", "2000"));

        assertThat(points(hub, "boris")).isEqualTo(4 * 50);
    }

    private void enrol(Hub hub, String card, Optional<Identifier> referrer) {
        Enrolment enrolment = new Enrolment(
                new EventKey(new PartnerId("nord-fuel"), "enrol-" + card),
                Instant.parse("2026-03-01T12:00:00Z"),
                List.of(new Identifier("card", card)),
                Optional.empty(),
                referrer);
        assertThat(report(hub, enrolment)).isInstanceOf(Accepted.class);
    }

    @Test
    void what_is_due_is_booked_when_time_advances_though_the_member_does_nothing() {
        Hub hub = hub(
                "", rule("Short").awardPerFull(1, 10).expire(new Expiry.After(new Span(31, Span.SpanUnit.DAY), false)));
        report(hub, fuel("p", "2000"));
        clock.follow(Instant.parse("2026-05-01T12:00:00Z"));

        long booked = hub.operator().advanceTo(Instant.parse("2026-05-01T12:00:00Z"));

        assertThat(booked).isEqualTo(1);
        assertThat(hub.operator().journal())
                .extracting(line -> line.entry().code().word())
                .containsExactly("earn", "expire");
        assertThat(hub.operator().advanceTo(Instant.parse("2026-05-02T12:00:00Z")))
                .isZero();
    }

    @Test
    void a_limit_over_all_members_gives_again_what_came_back() {
        Hub hub = hub("", rule("Base").awardPerFull(1, 10).limit(Limit.Measure.POINTS, 250, Limit.Reach.ALL_EVER));
        report(hub, fuel("p", "2000"));
        report(hub, refund("nord-fuel", "back", "2026-03-06T12:00:00Z", "p"));

        report(hub, fuel("q", "2600"));

        assertThat(points(hub, "anna")).isEqualTo(250);
    }

    @Test
    void nobody_spends_a_point_twice_however_many_tills_ask_at_once() throws Exception {
        Hub hub = hub("", rule("Base").when(purchases()).awardPerFull(1, 10));
        report(hub, fuel("p", "10000"));
        clock.follow(Instant.parse("2026-03-06T12:00:00Z"));
        ExecutorService tills = Executors.newFixedThreadPool(16);
        List<Future<Outcome>> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Redemption reserve = redemption(
                    "aqua-wash", "res" + i, "2026-03-06T12:00:00Z", new Redemption.Reserve(Points.ofUnits(15), false));
            asked.add(tills.submit(() -> hub.partner("aqua-wash").submit(reserve)));
        }
        int accepted = 0;
        for (Future<Outcome> each : asked) {
            accepted += each.get() instanceof Accepted ? 1 : 0;
        }
        tills.shutdown();

        assertThat(accepted).isEqualTo(1000 / 15);
        assertThat(points(hub, "anna")).isEqualTo(1000 % 15);
    }
}
