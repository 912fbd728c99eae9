package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** Two hubs over one database keep the books of one. */
class TwoHubsTest {
    private static final int POT = 3_000;
    private static final long BUDGET = 500 * 100 * 1_000_000L;
    private static final Version VERSION = Version.plain(
            Club.programme(Club.JSON.replace(
                    "\"rulesOf\": \"nord-fuel\"",
                    "\"rulesOf\": \"nord-fuel\", \"budget\": \"500\", \"per\": \"month\", \"then\": \"stop\"")),
            List.of(book(
                    rule("Base").awardPerFull(1, 100),
                    rule("Pot").award(7).limit(Limit.Measure.POINTS, POT, Limit.Reach.ALL_EVER),
                    rule("Wash").award(3).paidBy("aqua-wash", 1),
                    rule("Wash too").award(5).paidBy("aqua-wash", 1),
                    rule("Thanks")
                            .when(Rules.of(new Subject.Enrolments()))
                            .give(new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true)))));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void two_hubs_that_count_on_from_the_same_member_give_nobody_the_name_of_another(Stores stores) {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        String programme = Stores.nextProgramme();
        try (SqlStore one = SqlStore.open(source, programme, Stores.NO_SOURCE);
                SqlStore other = SqlStore.open(source, programme, Stores.NO_SOURCE)) {
            Hub first = counting(one);
            Hub second = counting(other);
            for (int i = 0; i < 5; i++) {
                first.operator().submit(purchaseBy("a" + i));
            }
            for (int i = 0; i < 10; i++) {
                (i % 2 == 0 ? first : second).operator().submit(purchaseBy("b" + i));
            }
            first.operator()
                    .submitAll(IntStream.range(0, 5)
                            .mapToObj(i -> purchaseBy("a" + i + "x"))
                            .toList());

            assertThat(one.members()).hasSize(20);
            for (MemberId member : one.members()) {
                assertThat(one.decisions(member)).as("purchases of %s", member).hasSize(1);
            }
        }
    }

    private static Hub counting(SqlStore store) {
        FollowingClock clock = new FollowingClock();
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        return Hub.builder()
                .version(VERSION)
                .store(store)
                .clock(clock)
                .memberIds(MemberIds.countingAfter(store.members()))
                .build();
    }

    private static Event purchaseBy(String card) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id("of " + card)
                .by(card)
                .petrol("9", "500")
                .purchase();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void every_event_counts_once_and_no_limit_is_exceeded_by_a_point_nor_a_budget(Stores stores) throws Exception {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        String programme = Stores.nextProgramme();
        FollowingClock clock = new FollowingClock();
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        List<Event> events = events();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (SqlStore one = SqlStore.open(source, programme, Stores.NO_SOURCE);
                SqlStore other = SqlStore.open(source, programme, Stores.NO_SOURCE)) {
            one.activate(VERSION, Instant.MIN);
            other.activate(VERSION, Instant.MIN);
            List<Hub> hubs = new ArrayList<>();
            for (SqlStore store : List.of(one, other)) {
                hubs.add(Hub.builder()
                        .version(VERSION)
                        .store(store)
                        .clock(clock)
                        .cachedMembers(5)
                        .build());
            }
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                Event event = events.get(i);
                Hub hub = hubs.get(i % 2);
                outcomes.add(callers.submit(() -> hub.operator().submit(event)));
            }
            Set<EventKey> accepted = new HashSet<>();
            for (Future<Outcome> outcome : outcomes) {
                if (outcome.get() instanceof Accepted answer) {
                    assertThat(accepted.add(answer.event())).as("accepted once").isTrue();
                }
            }

            assertThat(accepted)
                    .hasSize((int) events.stream().map(Event::key).distinct().count());
            assertThat(one.errands()).isEmpty();
            long pot = 0;
            long next = 1;
            for (JournalLine line : one.journal()) {
                assertThat(line.number()).isEqualTo(next++);
                pot += line.entry().note().contains("Pot") ? issued(line) : 0;
            }
            assertThat(pot).isEqualTo(POT);
            assertThat(-one.balance(new Account(Account.Kind.DUE, "aqua-wash")))
                    .as("all of the budget")
                    .isEqualTo(BUDGET);
            long available = 0;
            for (var member : one.members()) {
                available +=
                        one.state(member).orElseThrow().balance(clock.instant()).units();
                assertThat(one.decisions(member))
                        .extracting(each -> each.sequence())
                        .doesNotHaveDuplicates();
                assertThat(one.decisions(member))
                        .hasSize((int) one.state(member).orElseThrow().version());
            }
            assertThat(available)
                    .isEqualTo(-one.balance(new Account(Account.Kind.ISSUED, "nord-fuel"))
                            - one.balance(new Account(Account.Kind.ISSUED, "aqua-wash")))
                    .isGreaterThan(POT);
        } finally {
            callers.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_one_hub_gives_back_to_a_limit_the_other_grants_again(Stores stores) throws Exception {
        Version version = Version.plain(
                Club.PROGRAMME,
                List.of(book(rule("Pot").award(7).limit(Limit.Measure.POINTS, 7, Limit.Reach.ALL_EVER))));
        FollowingClock clock = new FollowingClock();
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        Store store = stores.fresh();
        try {
            Hub one = Hub.builder().version(version).store(store).clock(clock).build();
            Hub other = Hub.builder().version(version).store(store).clock(clock).build();
            assertThat(points(one, "r1")).isEqualTo(7);
            assertThat(points(other, "r2")).as("the pot is empty").isZero();

            EventKey back = new EventKey(new PartnerId("nord-fuel"), "back");
            Refund refund = new Refund(back, clock.instant(), List.of(), Optional.of("r1"), List.of());
            assertThat(one.operator().submit(refund)).isInstanceOf(Accepted.class);

            Receipt promised = other.partner(new PartnerId("nord-fuel"))
                    .quote(purchase("r3"))
                    .orElseThrow();
            assertThat(promised.points()).isEqualTo(Points.ofUnits(7));
            assertThat(points(other, "r3")).isEqualTo(7);
        } finally {
            if (store instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    private static long points(Hub hub, String id) {
        Outcome outcome = hub.operator().submit(purchase(id));
        assertThat(outcome).isInstanceOf(Accepted.class);
        return ((Accepted) outcome).receipt().points().units();
    }

    private static Purchase purchase(String id) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by("card of " + id)
                .petrol("1", "100")
                .purchase();
    }

    private static long issued(JournalLine line) {
        return line.entry().postings().stream()
                .filter(posting -> posting.account().kind() == Account.Kind.ISSUED)
                .mapToLong(posting -> -posting.amount())
                .sum();
    }

    /** Of thirty members, a tenth of them reported twice, and enrolments that bring members along. */
    private static List<Event> events() {
        Random random = new Random(7);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            String card = "card" + random.nextInt(30);
            events.add(at("nord-fuel", "2026-03-02T09:00")
                    .id("r" + (i % 10 == 9 ? i - 5 : i))
                    .by(i % 10 == 9 || i % 10 == 4 ? "card" + i / 10 % 30 : card)
                    .petrol("9", "500")
                    .purchase());
            if (i % 30 == 0) {
                events.add(new Enrolment(
                        new EventKey(new PartnerId("nord-fuel"), "join" + i),
                        Instant.parse("2026-03-02T09:00:00Z"),
                        List.of(new Identifier("phone", "phone" + i)),
                        Optional.empty(),
                        Optional.of(new Identifier("card", card))));
            }
        }
        return events;
    }
}
