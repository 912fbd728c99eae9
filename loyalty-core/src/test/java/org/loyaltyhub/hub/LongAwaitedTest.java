package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span;

/** What came as late as may be, and waited then as long as may be, is judged as of when it happened. */
@ParameterizedClass
@EnumSource
class LongAwaitedTest {
    private static final PartnerId NORD = new PartnerId("nord-fuel");
    private static final Identifier ANNA = new Identifier("card", "anna");

    private final FollowingClock clock = new FollowingClock();
    private final List<Version> known = new ArrayList<>();
    private final Store store;

    LongAwaitedTest(Stores stores) {
        store = stores.fresh(stored -> known.stream()
                .filter(each -> each.id().equals(stored.id()))
                .findFirst()
                .orElseThrow());
    }

    @AfterEach
    void close() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private Version version(Rules... rules) {
        Version version =
                Version.plain(Club.programme(Club.JSON.replace("\"enrol\"", "\"wait\"")), List.of(book(rules)));
        known.add(version);
        return version;
    }

    private Hub hub(Version version) {
        return Hub.builder().version(version).store(store).clock(clock).build();
    }

    private void report(Hub hub, String moment, Event event) {
        clock.follow(Instant.parse(moment));
        assertThat(hub.operator().submit(event)).isInstanceOf(Accepted.class);
    }

    private static Enrolment enrolment(String time, Identifier... identifiers) {
        return new Enrolment(new EventKey(NORD, "enrolment of " + time), Instant.parse(time), List.of(identifiers));
    }

    private void annaJoins(Hub hub) {
        String time = "2026-01-01T12:00:00Z";
        report(hub, time, enrolment(time, ANNA));
    }

    private static Purchase purchase(String id, String time) {
        return at("nord-fuel", time).id(id).by("anna").petrol("1", "100").purchase();
    }

    /** Reported 57 days late by a phone that nobody knows, which Anna says is hers 13 days later, to a hub opened since. */
    private void boughtOnTheSixthOfJanuary(Hub hub, Version version) {
        Purchase late = at("nord-fuel", "2026-01-06T12:00")
                .id("late")
                .byPhone("7")
                .petrol("1", "100")
                .purchase();
        clock.follow(Instant.parse("2026-03-04T12:00:00Z"));
        assertThat(hub.operator().submit(late)).isInstanceOf(Waiting.class);

        clock.follow(Instant.parse("2026-03-17T11:00:00Z"));
        Hub later = hub(version);
        report(later, "2026-03-17T11:00:00Z", purchase("meanwhile", "2026-03-17T12:00"));
        report(later, "2026-03-17T12:00:00Z", enrolment("2026-03-17T12:00:00Z", ANNA, new Identifier("phone", "7")));
        assertThat(store.find(late.key()).orElseThrow().answer().orElseThrow()).isInstanceOf(Accepted.class);
    }

    private long points() {
        return store.member(ANNA)
                .flatMap(store::state)
                .orElseThrow()
                .balance(clock.instant())
                .units();
    }

    @Test
    void a_figure_still_counts_what_happened_before_it() {
        Figure thisWeek = new Figure.History(
                Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Last(new Span(7, Span.SpanUnit.DAY)));
        Version version = version(rule("Third").and(atLeast(thisWeek, 3)).award(100));
        Hub hub = hub(version);
        annaJoins(hub);
        report(hub, "2026-01-05T12:00:00Z", purchase("p1", "2026-01-04T12:00"));
        report(hub, "2026-01-05T12:00:00Z", purchase("p2", "2026-01-05T12:00"));

        boughtOnTheSixthOfJanuary(hub, version);

        assertThat(points()).as("the third in seven days").isEqualTo(100);
        assertThat(hub.operator().replay().first()).isEmpty();
    }

    @Test
    void a_limit_of_its_day_is_not_exceeded() {
        Version version =
                version(rule("Ten").award(10).limit(Limit.Measure.POINTS, 10, Limit.Reach.MEMBER_PERIOD, Period.DAY));
        Hub hub = hub(version);
        annaJoins(hub);
        report(hub, "2026-01-06T12:00:00Z", purchase("p1", "2026-01-06T11:00"));

        boughtOnTheSixthOfJanuary(hub, version);

        assertThat(points()).as("ten of January, ten of March").isEqualTo(20);
        assertThat(hub.operator().replay().first()).isEmpty();
    }

    @Test
    void the_version_of_its_day_judges_it_though_a_hub_was_opened_since() {
        Hub hub = hub(version(rule("Base").award(1)));
        annaJoins(hub);
        clock.follow(Instant.parse("2026-01-10T12:00:00Z"));
        Version second = version(rule("Base").award(10));
        hub.operator().activate(second).orElseThrow();

        boughtOnTheSixthOfJanuary(hub, second);

        assertThat(points()).as("one for January, ten for March").isEqualTo(11);
    }
}
