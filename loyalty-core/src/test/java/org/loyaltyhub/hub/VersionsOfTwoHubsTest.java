package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.fixture.Watched;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Span;

/** What one hub puts in force, another on the same books judges by from its next event on. */
@ParameterizedClass
@EnumSource
class VersionsOfTwoHubsTest {
    private static final String FORGETFUL_JSON = Club.JSON.replace("\"late\": 60", "\"late\": 5, \"attach\": 0");
    private static final Programme FORGETFUL = Club.programme(FORGETFUL_JSON);

    private final FollowingClock clock = new FollowingClock();
    private final Map<String, Version> known = new ConcurrentHashMap<>();
    private final String programme = Stores.nextProgramme();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Stores stores;
    private final Store oneStore;
    private final Store otherStore;

    VersionsOfTwoHubsTest(Stores stores) {
        this.stores = stores;
        oneStore = stores == Stores.IN_MEMORY ? InMemoryStore.keepingAll() : open();
        otherStore = open();
    }

    /** The same books, as another process sees them. */
    private Store open() {
        if (stores == Stores.IN_MEMORY) {
            return oneStore;
        }
        SqlStore store = SqlStore.open(
                stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql(),
                programme,
                stored -> Optional.ofNullable(known.get(stored.id()))
                        .orElseThrow(() -> new IllegalArgumentException("no sources of " + stored.id())));
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable store : opened) {
            store.close();
        }
    }

    private Version version(Rules... rules) {
        Version version = Version.plain(FORGETFUL, List.of(book(rules)));
        known.put(version.id(), version);
        return version;
    }

    private Hub hub(Version version, Store store) {
        return hub(version, store, clock);
    }

    private static Hub hub(Version version, Store store, Clock clock) {
        return Hub.builder()
                .version(version)
                .store(store)
                .clock(clock)
                .memberIds(MemberIds.random())
                .build();
    }

    private Receipt fuel(Hub hub, String id, String card, String time) {
        var purchase = at("nord-fuel", time).id(id).by(card).petrol("1", "100").purchase();
        clock.follow(purchase.happenedAt());
        Outcome outcome = hub.operator().submit(purchase);
        assertThat(outcome).isInstanceOf(Accepted.class);
        return ((Accepted) outcome).receipt();
    }

    private long granted(Hub hub, String id, String card, String time) {
        return fuel(hub, id, card, time).points().units();
    }

    @Test
    void a_version_that_one_hub_puts_in_force_judges_the_next_event_at_the_other() {
        Version first = version(rule("Base").award(1));
        Hub one = hub(first, oneStore);
        Hub other = hub(first, otherStore);
        assertThat(granted(other, "r1", "anna", "2026-03-02T09:00")).isEqualTo(1);

        one.operator()
                .activate(version(rule("Base").award(10)), Instant.parse("2026-03-03T00:00:00Z"))
                .orElseThrow();

        assertThat(granted(other, "r2", "anna", "2026-03-02T10:00"))
                .as("it is not in force yet")
                .isEqualTo(1);
        assertThat(granted(other, "r3", "anna", "2026-03-03T09:00")).isEqualTo(10);
        assertThat(granted(other, "r4", "anna", "2026-03-02T11:00"))
                .as("late, and of before")
                .isEqualTo(1);
        other.operator()
                .activate(version(rule("Base").award(100)), clock.instant().plusSeconds(1))
                .orElseThrow();
        assertThat(granted(one, "r5", "anna", "2026-03-04T09:00")).isEqualTo(100);
        assertThat(granted(one, "r6", "boris", "2026-03-03T09:00")).isEqualTo(10);
    }

    /** Goes on by itself, as clocks do: a millisecond each time that it is looked at. */
    private static final class GoingClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T00:00:00Z"));

        @Override
        public Instant instant() {
            return now.updateAndGet(before -> before.plusMillis(1));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void books_are_opened_with_another_version_though_the_clock_goes_on_meanwhile() {
        GoingClock going = new GoingClock();
        hub(version(rule("Base").award(1)), oneStore, going);

        Hub hub = hub(version(rule("Base").award(10)), oneStore, going);
        going.now.set(Instant.parse("2026-03-02T12:00:00Z"));
        long opened = granted(hub, "r1", "anna", "2026-03-02T09:00");
        Instant asked = going.now.get();
        Instant from = hub.operator().activate(version(rule("Base").award(100))).orElseThrow();
        going.now.set(Instant.parse("2026-03-03T12:00:00Z"));

        assertThat(opened).isEqualTo(10);
        assertThat(from).isBetween(asked, asked.plusSeconds(1));
        assertThat(granted(hub, "r2", "anna", "2026-03-03T09:00")).isEqualTo(100);
    }

    @Test
    void what_the_programme_of_one_hub_has_come_to_know_is_not_refused_by_the_other() {
        Version first = version(rule("Base").award(1));
        Hub one = hub(first, oneStore);
        Hub other = hub(first, otherStore);
        fuel(other, "r1", "anna", "2026-03-02T09:00");
        Programme wider = Club.programme(FORGETFUL_JSON
                .replace("\"earning\": false}", "\"earning\": false}, {\"name\": \"tea\"}")
                .replace(
                        "[\"tire-shop\"]}",
                        "[\"tire-shop\"]}, {\"id\": \"motor\", \"name\": \"Motor\", \"kinds\": []}"));
        Version second = Version.plain(wider, List.of(book(rule("Base").award(1))));
        known.put(second.id(), second);

        one.operator().activate(second, clock.instant()).orElseThrow();

        String tea = """
                {"type": "purchase", "partner": "motor", "id": "t1", "at": "2026-03-02T09:00",
                 "member": {"card": "anna"}, "lines": [{"category": "tea", "quantity": "1", "amount": "3.00"}]}""";
        assertThat(other.operator().submit(tea)).isInstanceOf(Accepted.class);
        assertThat(other.partner(new PartnerId("motor")).submit(tea)).isInstanceOf(Duplicate.class);
    }

    @Test
    void a_hub_that_cannot_make_the_new_version_judges_nothing_by_the_old() {
        Version first = version(rule("Base").award(1));
        Hub one = hub(first, oneStore);
        Hub other = hub(first, otherStore);
        fuel(other, "r1", "anna", "2026-03-02T09:00");
        Version second = version(rule("Base").award(10));
        known.remove(second.id());

        one.operator().activate(second, clock.instant().plusSeconds(1)).orElseThrow();

        if (oneStore == otherStore) {
            assertThat(granted(other, "r2", "anna", "2026-03-03T09:00")).isEqualTo(10);
        } else {
            var purchase = at("nord-fuel", "2026-03-03T09:00")
                    .id("r2")
                    .by("anna")
                    .petrol("1", "100")
                    .purchase();
            clock.follow(purchase.happenedAt());
            assertThatThrownBy(() -> other.operator().submit(purchase)).hasMessageContaining("no longer make one");
            assertThat(oneStore.find(purchase.key())).isEmpty();
            known.put(second.id(), second);
            assertThat(granted(other, "r2", "anna", "2026-03-03T09:00")).isEqualTo(10);
        }
    }

    @Test
    void no_event_is_judged_by_a_version_older_than_the_one_in_force_when_it_was_reported() throws Exception {
        List<Version> versions = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            versions.add(version(rule("A").award(i), rule("B").award(i)));
        }
        Hub one = hub(versions.get(0), oneStore);
        Hub other = hub(versions.get(0), otherStore);
        clock.follow(Instant.parse("2026-03-02T09:00:00Z"));
        AtomicInteger inForce = new AtomicInteger(1);
        Semaphore reported = new Semaphore(0);
        ExecutorService callers = Executors.newFixedThreadPool(6);
        List<Future<Long>> judged = new ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            Hub hub = caller % 2 == 0 ? one : other;
            int number = caller;
            judged.add(callers.submit(() -> {
                long events = 0;
                while (inForce.get() < versions.size()) {
                    int least = inForce.get();
                    Receipt receipt = fuel(hub, number + "-" + events, "card" + events % 5, "2026-03-02T12:00");
                    long points = receipt.points().units();
                    assertThat(points % 2).as("both rules of one version").isZero();
                    assertThat(points / 2).isGreaterThanOrEqualTo(least);
                    events++;
                    reported.release();
                }
                return events;
            }));
        }
        for (int i = 1; i < versions.size(); i++) {
            reported.acquire(12);
            Hub hub = i % 2 == 0 ? other : one;
            hub.operator().activate(versions.get(i), clock.instant()).orElseThrow();
            inForce.set(i + 1);
        }

        long all = 0;
        for (Future<Long> each : judged) {
            all += each.get();
        }
        callers.shutdown();
        long version = 0;
        for (var member : oneStore.members()) {
            version += oneStore.state(member).orElseThrow().version();
        }
        assertThat(version).as("every event once").isEqualTo(all);
    }

    @Test
    void a_version_that_looks_further_back_finds_memories_anew_whoever_writes_meanwhile() throws Exception {
        Version first = version(rule("Base").award(1));
        Hub one = hub(first, oneStore);
        Hub other = hub(first, otherStore);
        for (int day = 1; day <= 5; day++) {
            for (int i = 0; i < 20; i++) {
                fuel(other, day + "-" + i, "card" + i, "2026-01-0" + day + "T09:00");
            }
        }
        for (int i = 0; i < 20; i += 2) {
            EventKey back = new EventKey(new PartnerId("nord-fuel"), "back-" + i);
            Instant then = Instant.parse("2026-01-06T09:00:00Z");
            clock.follow(then);
            assertThat(other.operator().submit(new Refund(back, then, List.of(), Optional.of("3-" + i), List.of())))
                    .isInstanceOf(Accepted.class);
        }
        Figure ever = new Figure.History(Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Ever());
        Version second = version(
                rule("Base").award(1), rule("Regular").and(atLeast(ever, 26)).award(1000));
        clock.follow(Instant.parse("2026-03-02T09:00:00Z"));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            int number = caller;
            done.add(callers.submit(() -> {
                for (int n = 0; n < 100; n++) {
                    fuel(other, "x" + number + "-" + n, "card" + (number * 5 + n % 5), "2026-03-02T12:00");
                }
            }));
        }
        one.operator().activate(second, clock.instant()).orElseThrow();
        for (Future<?> each : done) {
            each.get();
        }
        callers.shutdown();

        clock.follow(Instant.parse("2026-03-03T09:00:00Z"));
        for (int i = 0; i < 20; i++) {
            boolean isRegular = i % 2 != 0;
            long points = granted(i % 3 == 0 ? one : other, "last-" + i, "card" + i, "2026-03-03T12:00");
            assertThat(points)
                    .as("card%d: 5 of January, 20 of March, this one, and what came back", i)
                    .isEqualTo(isRegular ? 1001 : 1);
        }
        assertThat(oneStore.announced()).isEmpty();
    }

    @Test
    void what_another_hub_forgot_is_remembered_anew_for_a_version_that_asks_for_it_again() {
        Figure thisMonth = new Figure.History(
                Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Last(new Span(30, Span.SpanUnit.DAY)));
        Rules fourth = rule("Fourth").and(atLeast(thisMonth, 4)).award(100);
        Rules base = rule("Base").award(1);
        Version plain = version(base);
        Hub one = hub(version(fourth), oneStore);
        fuel(one, "r1", "anna", "2026-03-01T14:00");
        clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        one.operator().activate(plain).orElseThrow();

        clock.follow(Instant.parse("2026-03-12T09:00:00Z"));
        Hub other = hub(plain, otherStore);
        fuel(other, "r2", "anna", "2026-03-12T14:00");
        fuel(other, "r3", "anna", "2026-03-12T15:00");
        clock.follow(Instant.parse("2026-03-13T12:00:00Z"));
        one.operator().activate(version(fourth, base)).orElseThrow();

        assertThat(granted(one, "r4", "anna", "2026-03-13T16:00"))
                .as("the fourth in thirty days")
                .isEqualTo(101);
    }

    private Version lookingBack() {
        Figure ever = new Figure.History(Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Ever());
        return version(
                rule("Base").award(1), rule("Regular").and(atLeast(ever, 7)).award(1000));
    }

    /** Five purchases of January; then a hub dies while it makes memories anew for a version that counts them. */
    private Version announcedByADyingHub(Version first) {
        Hub dying = hub(first, Watched.store(oneStore, Map.of("replace", arguments -> {
            throw new StoreException("the power is gone");
        })));
        for (int day = 1; day <= 5; day++) {
            fuel(dying, "r" + day, "anna", "2026-01-0" + day + "T09:00");
        }
        Version second = lookingBack();
        clock.follow(Instant.parse("2026-03-02T09:00:00Z"));
        assertThatThrownBy(() -> dying.operator().activate(second, clock.instant()))
                .hasMessageContaining("the power is gone");
        assertThat(oneStore.announced()).isPresent();
        return second;
    }

    @Test
    void what_a_hub_announced_that_died_is_given_up_by_the_next_that_is_opened() {
        Version first = version(rule("Base").award(1));
        Hub running = hub(first, otherStore);
        announcedByADyingHub(first);
        assertThat(granted(running, "r6", "anna", "2026-03-02T10:00")).isEqualTo(1);

        Hub later = hub(first, open());

        assertThat(oneStore.announced()).isEmpty();
        assertThat(granted(later, "r7", "anna", "2026-03-02T11:00")).isEqualTo(1);
        assertThat(granted(running, "r8", "anna", "2026-03-02T12:00")).isEqualTo(1);
        later.operator().activate(lookingBack(), clock.instant()).orElseThrow();
        assertThat(granted(running, "r9", "anna", "2026-03-02T13:00"))
                .as("announced again, memories are made anew")
                .isEqualTo(1001);
    }

    @Test
    void a_hub_that_cannot_make_what_was_announced_is_opened_and_gives_it_up() {
        Version first = version(rule("Base").award(1));
        Version second = announcedByADyingHub(first);
        known.remove(second.id());

        Hub later = hub(first, open());

        assertThat(oneStore.announced()).isEmpty();
        assertThat(granted(later, "r6", "anna", "2026-03-02T10:00")).isEqualTo(1);
    }

    @Test
    void an_operator_gives_up_what_was_announced_at_a_hub_that_runs_on() {
        Version first = version(rule("Base").award(1));
        Hub running = hub(first, otherStore);
        Version second = announcedByADyingHub(first);
        if (oneStore != otherStore) {
            known.remove(second.id());
            assertThatThrownBy(() -> fuel(running, "r6", "anna", "2026-03-02T10:00"))
                    .hasMessageContaining("no longer make one");
        }

        assertThat(running.operator().withdraw()).contains(second.id());

        assertThat(running.operator().withdraw())
                .as("nothing is announced any more")
                .isEmpty();
        assertThat(oneStore.announced()).isEmpty();
        assertThat(granted(running, "r6", "anna", "2026-03-02T10:00")).isEqualTo(1);
    }

    @Test
    void a_hub_that_is_opened_while_another_makes_memories_anew_makes_it_begin_again_and_no_more() {
        Version first = version(rule("Base").award(1));
        List<Hub> beside = new ArrayList<>();
        Hub one = hub(first, Watched.store(oneStore, Map.of("replace", arguments -> {
            if (beside.isEmpty()) {
                beside.add(hub(first, otherStore));
                fuel(beside.get(0), "r6", "anna", "2026-03-02T10:00");
            }
            return oneStore.replace((MemberState) arguments[0]);
        })));
        for (int day = 1; day <= 5; day++) {
            fuel(one, "r" + day, "anna", "2026-01-0" + day + "T09:00");
        }

        one.operator()
                .activate(lookingBack(), Instant.parse("2026-03-02T07:30:00Z"))
                .orElseThrow();

        assertThat(oneStore.announced()).isEmpty();
        assertThat(granted(beside.get(0), "r7", "anna", "2026-03-02T11:00")).isEqualTo(1001);
        assertThat(granted(one, "r8", "anna", "2026-03-02T12:00")).isEqualTo(1001);
    }

    @Test
    void a_limit_over_all_members_goes_on_when_a_version_raises_or_lowers_it() {
        Hub hub = hub(pot(100), oneStore);
        assertThat(granted(hub, "r1", "anna", "2026-03-02T09:00")).isEqualTo(60);
        assertThat(granted(hub, "r2", "anna", "2026-03-02T09:01")).isEqualTo(40);

        hub.operator().activate(pot(130), clock.instant().plusSeconds(1)).orElseThrow();
        assertThat(granted(hub, "r3", "anna", "2026-03-02T10:00")).isEqualTo(30);

        hub.operator().activate(pot(50), clock.instant().plusSeconds(1)).orElseThrow();
        assertThat(granted(hub, "r4", "anna", "2026-03-02T11:00")).isZero();
        Instant then = clock.instant();
        EventKey back = new EventKey(new PartnerId("nord-fuel"), "back");
        hub.operator().submit(new Refund(back, then, List.of(), Optional.of("r1"), List.of()));
        assertThat(granted(hub, "r5", "anna", "2026-03-02T12:00"))
                .as("70 are used")
                .isZero();

        hub.operator().activate(pot(90), clock.instant().plusSeconds(1)).orElseThrow();
        assertThat(granted(hub, "r6", "anna", "2026-03-02T13:00")).isEqualTo(20);
    }

    @Test
    void a_rule_that_gives_twice_takes_twice_from_its_limit() {
        Version twice = version(rule("Pot")
                .award(30)
                .award(20)
                .limit(Limit.Measure.POINTS, 120, Limit.Reach.ALL_EVER)
                .limit(Limit.Measure.POINTS, 500, Limit.Reach.ALL_EVER));
        Hub hub = hub(twice, oneStore);

        assertThat(List.of(
                        granted(hub, "r1", "anna", "2026-03-02T09:00"),
                        granted(hub, "r2", "boris", "2026-03-02T10:00"),
                        granted(hub, "r3", "clara", "2026-03-02T11:00"),
                        granted(hub, "r4", "dina", "2026-03-02T12:00")))
                .containsExactly(50L, 50L, 20L, 0L);
    }

    private Version pot(long most) {
        return version(rule("Pot").award(60).limit(Limit.Measure.POINTS, most, Limit.Reach.ALL_EVER));
    }
}
