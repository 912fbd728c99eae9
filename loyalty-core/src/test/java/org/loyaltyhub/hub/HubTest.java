package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyhub.fixture.Rules.book;
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
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Conflict;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;

@ParameterizedClass
@EnumSource
class HubTest {
    private static final Rules BASE = rule("Base").awardPerFull(1, 100);
    private final FollowingClock clock = new FollowingClock();
    private final Stores stores;

    HubTest(Stores stores) {
        this.stores = stores;
    }

    private Hub hub(Programme programme, Rules... rules) {
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        return Hub.builder()
                .version(Version.plain(programme, List.of(book(rules))))
                .store(stores.fresh())
                .clock(clock)
                .memberIds(MemberIds.counting())
                .build();
    }

    private Hub hub() {
        return hub(Club.PROGRAMME, BASE);
    }

    private static Purchase fuel(String id, String roubles) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by("anna")
                .petrol("40", roubles)
                .purchase();
    }

    private static List<String> codes(Outcome outcome) {
        return ((Rejected) outcome).problems().stream().map(Problem::code).toList();
    }

    @Test
    void an_accepted_purchase_answers_its_awards_each_with_its_explanation() {
        Outcome outcome = hub().partner("nord-fuel").submit(fuel("r1", "2340"));

        Accepted accepted = (Accepted) outcome;
        assertThat(accepted.receipt().points().units()).isEqualTo(23);
        Explanation why = accepted.receipt().awards().get(0).explanation();
        assertThat(why.text())
                .contains("nord-fuel/r1")
                .contains("gave 23 points")
                .contains("award 1 per full 100 RUB: 2340.00 RUB, 23 points")
                .contains("paid by nord-fuel 23 points");
    }

    @Test
    void the_same_event_again_is_a_duplicate_with_the_first_answer_and_other_content_a_conflict() {
        Hub hub = hub();
        Outcome first = hub.partner("nord-fuel").submit(fuel("r1", "2340"));

        Outcome again = hub.partner("nord-fuel").submit(fuel("r1", "2340"));
        Outcome other = hub.partner("nord-fuel").submit(fuel("r1", "2341"));

        assertThat(again).isEqualTo(new Duplicate(fuel("r1", "2340").key(), Optional.of((Accepted) first)));
        assertThat(((Conflict) other).fields()).containsExactly("lines");
        assertThat(hub.operator().journal()).hasSize(1);
    }

    @Test
    void a_partner_reports_only_its_own_events_and_no_profile() {
        Hub hub = hub();

        assertThat(codes(hub.partner("aqua-wash").submit(fuel("r1", "2340")))).containsExactly("not-your-event");
        assertThat(codes(hub.partner("nord-fuel").submit(closed("p1", "nord-fuel"))))
                .containsExactly("not-allowed");
        assertThat(hub.partner("nord-fuel").submit(fuel("r1", "2340"))).isInstanceOf(Accepted.class);
        assertThatThrownBy(() -> hub.partner("nobody")).hasMessageContaining("no partner `nobody`");
    }

    private static ProfileChange closed(String id, String partner) {
        return new ProfileChange(
                new EventKey(new PartnerId(partner), id),
                Instant.parse("2026-03-01T00:00:00Z"),
                List.of(new Identifier("card", "anna")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(MemberStatus.CLOSED));
    }

    @Test
    void an_event_too_late_or_ahead_of_time_is_rejected_and_its_id_stays_free() {
        Hub hub = hub();
        Purchase old = at("nord-fuel", "2025-12-31T09:00")
                .id("r1")
                .by("anna")
                .petrol("1", "50")
                .purchase();
        Purchase ahead = at("nord-fuel", "2026-03-06T09:00")
                .id("r2")
                .by("anna")
                .petrol("1", "50")
                .purchase();

        assertThat(codes(hub.partner("nord-fuel").submit(old))).containsExactly("too-late");
        assertThat(codes(hub.partner("nord-fuel").submit(ahead))).containsExactly("in-future");

        clock.follow(ahead.happenedAt());
        assertThat(hub.partner("nord-fuel").submit(ahead)).isInstanceOf(Accepted.class);
    }

    @Test
    void a_member_who_left_is_declined_for_good() {
        Hub hub = hub();
        hub.partner("nord-fuel").submit(fuel("r1", "100"));
        hub.operator().submit(closed("p1", "programme"));

        Outcome outcome = hub.partner("nord-fuel").submit(fuel("r2", "100"));
        Outcome again = hub.partner("nord-fuel").submit(fuel("r2", "100"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Declined.class, declined -> assertThat(declined.code()).isEqualTo("member-closed"));
        assertThat(again).isEqualTo(new Duplicate(fuel("r2", "100").key(), Optional.of((Declined) outcome)));
    }

    @Test
    void an_unknown_member_is_enrolled_since_the_first_event_that_happened() {
        Hub hub = hub();
        hub.partner("nord-fuel").submit(fuel("r1", "100"));
        hub.partner("nord-fuel")
                .submit(at("nord-fuel", "2026-02-01T09:00")
                        .id("r0")
                        .by("anna")
                        .petrol("1", "50")
                        .purchase());

        assertThat(hub.operator()
                        .member(new Identifier("card", "anna"))
                        .orElseThrow()
                        .profile()
                        .enrolledAt())
                .isEqualTo(Instant.parse("2026-02-01T06:00:00Z"));
    }

    @Test
    void an_unknown_member_is_rejected_where_the_programme_says_so() {
        Hub hub = hub(Club.programme(Club.JSON.replace("\"enrol\"", "\"reject\"")), BASE);

        assertThat(codes(hub.partner("nord-fuel").submit(fuel("r1", "100")))).containsExactly("unknown-member");
        hub.partner("nord-fuel").submit(enrolment("anna"));
        assertThat(hub.partner("nord-fuel").submit(fuel("r1", "100"))).isInstanceOf(Accepted.class);
    }

    private static Enrolment enrolment(String card) {
        return enrolment(card, "phone of " + card);
    }

    private static Enrolment enrolment(String card, String phone) {
        return new Enrolment(
                new EventKey(new PartnerId("nord-fuel"), "join-" + card),
                Instant.parse("2026-03-05T09:00:00Z"),
                List.of(new Identifier("card", card), new Identifier("phone", phone)));
    }

    @Test
    void an_event_waits_for_its_member_and_counts_when_the_member_joins() {
        Hub hub = hub(Club.programme(Club.JSON.replace("\"enrol\"", "\"wait\"")), BASE);

        Outcome waiting = hub.partner("nord-fuel").submit(fuel("r1", "1000"));
        Outcome again = hub.partner("nord-fuel").submit(fuel("r1", "1000"));
        hub.partner("nord-fuel").submit(enrolment("anna"));
        Outcome after = hub.partner("nord-fuel").submit(fuel("r1", "1000"));

        assertThat(((Waiting) waiting).until()).isEqualTo(Instant.parse("2026-03-19T12:00:00Z"));
        assertThat(again).isEqualTo(new Duplicate(fuel("r1", "1000").key(), Optional.of((Waiting) waiting)));
        assertThat(((Duplicate) after).first().orElseThrow()).isInstanceOf(Accepted.class);
        assertThat(balanceOfAnna(hub)).isEqualTo(10);
    }

    @Test
    void an_event_that_waited_too_long_is_declined_when_the_member_joins() {
        Hub hub = hub(Club.programme(Club.JSON.replace("\"enrol\"", "\"wait\"")), BASE);
        hub.partner("nord-fuel").submit(fuel("r1", "1000"));

        clock.follow(Instant.parse("2026-03-20T00:00:00Z"));
        hub.partner("nord-fuel").submit(enrolment("anna"));

        assertThat(((Duplicate) hub.partner("nord-fuel").submit(fuel("r1", "1000")))
                        .first()
                        .orElseThrow())
                .isInstanceOfSatisfying(
                        Declined.class, declined -> assertThat(declined.code()).isEqualTo("waited-too-long"));
        assertThat(balanceOfAnna(hub)).isZero();
    }

    @Test
    void several_cards_are_one_member_once_enrolments_say_so() {
        Hub hub = hub();
        hub.partner("nord-fuel").submit(enrolment("anna", "+7-900"));
        hub.partner("nord-fuel").submit(enrolment("anna-2", "+7-900"));
        hub.partner("nord-fuel").submit(fuel("r1", "1000"));
        hub.partner("nord-fuel")
                .submit(at("nord-fuel", "2026-03-03T09:00")
                        .id("r2")
                        .by("anna-2")
                        .petrol("9", "500")
                        .purchase());

        assertThat(balanceOfAnna(hub)).isEqualTo(15);
    }

    @Test
    void identifiers_of_two_members_are_rejected() {
        Hub hub = hub();
        hub.partner("nord-fuel").submit(enrolment("anna"));
        hub.partner("nord-fuel").submit(enrolment("boris"));

        Outcome outcome = hub.partner("nord-fuel")
                .submit(at("nord-fuel", "2026-03-03T09:00")
                        .by("anna")
                        .byPhone("phone of boris")
                        .petrol("9", "500")
                        .purchase());

        assertThat(codes(outcome)).containsExactly("merge");
    }

    @Test
    void a_quote_gives_what_the_purchase_would_and_changes_nothing() {
        Hub hub = hub(Club.PROGRAMME, rule("Pot").award(60).limit(Limit.Measure.POINTS, 100, Limit.Reach.ALL_EVER));

        for (int i = 0; i < 3; i++) {
            assertThat(hub.partner("nord-fuel")
                            .quote(fuel("r1", "100"))
                            .orElseThrow()
                            .points()
                            .units())
                    .isEqualTo(60);
        }
        assertThat(hub.operator().journal()).isEmpty();
        assertThat(hub.operator().member(new Identifier("card", "anna"))).isEmpty();
        Outcome outcome = hub.partner("nord-fuel").submit(fuel("r1", "100"));
        assertThat(((Accepted) outcome).receipt().points().units()).isEqualTo(60);
    }

    @Test
    void a_limit_over_all_members_is_never_exceeded_by_a_point_however_many_report_at_once() throws Exception {
        Hub hub = hub(Club.PROGRAMME, rule("Pot").award(7).limit(Limit.Measure.POINTS, 1_000, Limit.Reach.ALL_EVER));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Purchase purchase = at("nord-fuel", "2026-03-02T09:00")
                    .id("x" + i)
                    .by("member-" + i % 37)
                    .petrol("1", "50")
                    .purchase();
            outcomes.add(callers.submit(() -> hub.partner("nord-fuel").submit(purchase)));
        }
        long granted = 0;
        for (Future<Outcome> outcome : outcomes) {
            granted += ((Accepted) outcome.get()).receipt().points().units();
        }
        callers.shutdown();

        assertThat(granted).isEqualTo(1_000);
        assertThat(hub.operator().balance(new Account(Account.Kind.ISSUED, "nord-fuel")))
                .isEqualTo(-1_000);
    }

    @Test
    void one_id_reported_by_many_at_once_is_accepted_once() throws Exception {
        Hub hub = hub();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            outcomes.add(callers.submit(() -> hub.partner("nord-fuel").submit(fuel("r1", "1000"))));
        }
        int accepted = 0;
        for (Future<Outcome> outcome : outcomes) {
            accepted += outcome.get() instanceof Accepted ? 1 : 0;
        }
        callers.shutdown();

        assertThat(accepted).isEqualTo(1);
        assertThat(balanceOfAnna(hub)).isEqualTo(10);
    }

    @Test
    void every_entry_sums_to_zero_and_the_journal_to_the_balances() {
        Hub hub = hub(
                Club.PROGRAMME,
                BASE,
                rule("Shared").award(5).paidBy("nord-fuel", 2).paidBy("aqua-wash", 1));
        for (int i = 0; i < 50; i++) {
            hub.partner("nord-fuel").submit(fuel("r" + i, Integer.toString(100 + 37 * i)));
        }

        long available = 0;
        for (JournalLine line : hub.operator().journal()) {
            for (Account.Unit unit : Account.Unit.values()) {
                assertThat(line.entry().postings().stream()
                                .filter(posting -> posting.account().kind().unit() == unit)
                                .mapToLong(Posting::amount)
                                .sum())
                        .isZero();
            }
            available += line.entry().postings().stream()
                    .filter(posting -> posting.account().kind() == Account.Kind.AVAILABLE)
                    .mapToLong(Posting::amount)
                    .sum();
        }
        assertThat(available).isEqualTo(balanceOfAnna(hub)).isPositive();
    }

    @Test
    void a_rule_that_gave_nothing_is_explained_with_the_values_of_that_moment() {
        Hub hub = hub(
                Club.PROGRAMME,
                rule("Big")
                        .and(Rules.atLeast(new Figure.Amount(Rules.lines("fuel")), 500_000))
                        .award(10));
        hub.partner("nord-fuel").submit(fuel("r1", "1000"));

        List<Explanation> why = hub.operator()
                .explain(new EventKey(new PartnerId("nord-fuel"), "r1"))
                .orElseThrow();

        assertThat(why).hasSize(1);
        assertThat(why.get(0).held()).isFalse();
        assertThat(why.get(0).text()).contains("gave nothing").contains("NO   condition 1: 1000.00 RUB");
    }

    @Test
    void a_store_that_keeps_no_receipts_still_knows_every_id() {
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        Hub hub = Hub.builder()
                .version(Version.plain(Club.PROGRAMME, List.of(book(BASE))))
                .clock(clock)
                .store(InMemoryStore.keeping(1))
                .build();
        hub.partner("nord-fuel").submit(fuel("r1", "1000"));
        hub.partner("nord-fuel").submit(fuel("r2", "1000"));

        assertThat(hub.partner("nord-fuel").submit(fuel("r1", "1000")))
                .isEqualTo(new Duplicate(fuel("r1", "1000").key(), Optional.empty()));
        assertThat(hub.partner("nord-fuel").submit(fuel("r1", "999")))
                .isEqualTo(new Conflict(fuel("r1", "999").key(), List.of()));
        assertThat(balanceOfAnna(hub)).isEqualTo(20);
    }

    @Test
    void a_part_that_was_set_is_not_set_again() {
        Version version = Version.plain(Club.PROGRAMME, List.of(book(BASE)));

        assertThatThrownBy(() -> Hub.builder().version(version).version(version))
                .hasMessageContaining("version was already set to");
        assertThatThrownBy(() -> Hub.builder().build()).hasMessageContaining("a hub needs a version");
    }

    private static long balanceOfAnna(Hub hub) {
        return hub.operator()
                .member(new Identifier("card", "anna"))
                .orElseThrow()
                .balance(Instant.parse("2026-03-31T00:00:00Z"))
                .units();
    }
}
