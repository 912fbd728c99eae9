package org.loyaltyhub.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

class CodecTest {
    private static final Path SHAPE = Path.of("src/test/resources/org/loyaltyhub/store/stored-values.txt");
    private static final PartnerId NORD = new PartnerId("nord-fuel");
    private static final MemberId ANNA = new MemberId("m1");
    private static final Instant MOMENT = Instant.parse("2026-03-02T06:00:00Z");

    private final Codec codec =
            new Codec(new LoadedVersions(new Digests(), id -> Optional.empty(), List::of), new Digests());

    /** A changed shape needs a script that changes what is stored, or a way to read the old. */
    @Test
    void what_is_stored_has_the_shape_that_stored_books_have() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(SHAPE, codec.shape());
        }

        assertThat(codec.shape()).as("what stores of today hold").isEqualTo(Files.readString(SHAPE));
    }

    @Test
    void an_event_is_short_and_says_everything() {
        Event purchase = Till.at("nord-fuel", "2026-03-02T09:00")
                .id("r/1")
                .by("anna")
                .petrol("40.5", "2340")
                .purchase();

        String json = codec.write(purchase);

        assertThat(json)
                .isEqualTo("{\"is\":\"Purchase\",\"key\":\"nord-fuel/r/1\",\"happenedAt\":\"2026-03-02T06:00:00Z\","
                        + "\"member\":[\"card:anna\"],\"lines\":[{\"category\":\"petrol-95\","
                        + "\"quantity\":\"40500000 l\",\"amount\":\"234000 RUB\"}],\"paidWithPoints\":\"0 RUB\"}");
        assertThat(codec.event(json)).isEqualTo(purchase);
    }

    @Test
    void events_of_every_kind_with_odd_letters_come_back() {
        List<Event> events = List.of(
                new Enrolment(
                        new EventKey(new PartnerId("nord-fuel"), "a \"b\" \\ \n \u0001 é \uD83D\uDE97"),
                        Instant.parse("2026-03-02T09:00:00.000000001Z"),
                        List.of(new Identifier("card", "7:0 0/1"))),
                HubEvent.of(
                        "thanks/nord-fuel/1",
                        Instant.MAX,
                        new Subject.Thanks(
                                new RuleKey(new PartnerId("nord-fuel"), "Bring a friend / 2"), Points.ofUnits(-5))),
                HubEvent.of("birthday/x", Instant.EPOCH, new Subject.Birthdays()));

        for (Event event : events) {
            assertThat(codec.event(codec.write(event))).isEqualTo(event);
        }
    }

    @Test
    void an_entry_does_not_say_what_follows_from_its_moves() {
        LotTerms terms = new LotTerms(NORD, 60_000_000, 50_000_000, Instant.MAX);
        Entry earned = Entry.moving(
                Entry.Code.EARN,
                new EventKey(NORD, "r1"),
                "nord-fuel \"Base points\"",
                ANNA,
                MOMENT,
                MOMENT,
                List.of(Move.of(terms, new Place.Issued(), new Place.Available(), Points.ofUnits(30))));

        String json = codec.write(earned);

        assertThat(json)
                .isEqualTo("{\"cause\":\"nord-fuel/r1\",\"note\":\"nord-fuel \\\"Base points\\\"\","
                        + "\"moves\":[{\"from\":\"Issued\",\"to\":\"Available\","
                        + "\"terms\":\"nord-fuel 60000000 50000000\",\"points\":30}]}");
        assertThat(codec.entry(of(Entry.Code.EARN), json)).isEqualTo(earned);
    }

    private static Codec.EntryOf of(Entry.Code code) {
        return new Codec.EntryOf(code, Optional.of(ANNA), MOMENT, MOMENT);
    }

    @Test
    void an_entry_says_only_moments_that_its_columns_cannot() {
        Instant exact = MOMENT.plusNanos(1);
        Entry late = new Entry(
                Entry.Code.EARN,
                new EventKey(NORD, "r1"),
                "",
                Optional.of(ANNA),
                exact,
                Instant.MAX,
                List.of(),
                List.of());

        String json = codec.write(late);

        assertThat(json)
                .isEqualTo(
                        "{\"cause\":\"nord-fuel/r1\",\"note\":\"\",\"happenedAt\":\"2026-03-02T06:00:00.000000001Z\","
                                + "\"recordedAt\":\"+1000000000-12-31T23:59:59.999999999Z\"}");
        assertThat(codec.entry(of(Entry.Code.EARN), json)).isEqualTo(late);
        assertThat(codec.entry(of(Entry.Code.EARN), "{\"cause\":\"nord-fuel/r1\",\"note\":\"\"}"))
                .extracting(Entry::happenedAt, Entry::recordedAt)
                .containsExactly(MOMENT, MOMENT);
    }

    /** Seals are hashes over postings in their order, and most are not stored: neither may ever change. */
    @Test
    void what_follows_from_stored_moves_is_the_same_for_ever() {
        String json = "{\"cause\":\"nord-fuel/r1\",\"note\":\"\",\"moves\":["
                + "{\"from\":\"Issued\",\"to\":\"Available\",\"terms\":\"nord-fuel 60 50\",\"points\":30},"
                + "{\"from\":\"Available\",\"to\":{\"is\":\"Redeemed\",\"at\":\"aqua-wash\",\"priceMicros\":55},"
                + "\"terms\":\"nord-fuel 60 50 2027-03-02T06:00:00Z\",\"points\":10},"
                + "{\"from\":\"Available\",\"to\":{\"is\":\"Owed\",\"since\":\"2026-03-01T00:00:00Z\"},"
                + "\"terms\":\"nord-fuel 60 50\",\"newTerms\":\"aqua-wash 70 40\",\"points\":5}]}";

        Entry entry = codec.entry(of(Entry.Code.EARN), json);

        assertThat(entry.postings())
                .extracting(each -> each.account() + " " + each.amount())
                .containsExactly(
                        "nord-fuel issued -30",
                        "nord-fuel due -1800",
                        "programme margin 300",
                        "m1 available 15",
                        "programme reserve 950",
                        "aqua-wash redeemed 10",
                        "aqua-wash due 550",
                        "m1 debt 5");
        assertThat(codec.write(entry)).isEqualTo(json);
    }

    @Test
    void postings_that_do_not_follow_from_moves_are_said() {
        Account costs = new Account(Account.Kind.COSTS, "programme");
        Account due = new Account(Account.Kind.DUE, "nord-fuel");
        Entry fee = new Entry(
                Entry.Code.FEE,
                new EventKey(NORD, "r1"),
                "",
                Optional.of(ANNA),
                MOMENT,
                MOMENT,
                List.of(),
                List.of(new Posting(due, 7), new Posting(costs, -7)));

        String json = codec.write(fee);

        assertThat(json)
                .contains("\"postings\":[{\"account\":\"DUE nord-fuel\",\"amount\":7},"
                        + "{\"account\":\"COSTS programme\",\"amount\":-7}]");
        assertThat(codec.entry(of(Entry.Code.FEE), json)).isEqualTo(fee);
        assertThatThrownBy(() -> codec.entry(of(Entry.Code.FEE), json.replace("-7", "-8")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("off by -1");
    }

    @Test
    void a_state_says_what_limits_count_by_rule() {
        RuleKey coffee = new RuleKey(NORD, "Coffee for the road");
        RuleKey welcome = new RuleKey(NORD, "Welcome");
        MemberState fresh = MemberState.enrolled(ANNA, MOMENT, true);
        MemberState state = new MemberState(
                ANNA,
                3,
                fresh.profile(),
                fresh.memory(),
                Counters.of(Map.of(
                        counter(coffee, Period.DAY, "2026-03-02"), usage(2, 40, 0),
                        counter(coffee, Period.DAY, "2026-02-28"), usage(1, 0, 500),
                        counter(coffee, Period.WEEK, "2026-03-02"), usage(1, 0, 0),
                        Counters.Key.of(welcome, Optional.empty(), LocalDate.EPOCH), usage(1, 100, 0))),
                Milestones.of(Map.of(
                        Milestones.Key.ever(welcome, 0),
                        new TreeSet<>(List.of(1L)),
                        new Milestones.Key(coffee, -1, LocalDate.parse("2026-03-01")),
                        new TreeSet<>(List.of(10L, 5L)))),
                Purse.of(Map.of(
                        new Side(new Place.Held(MOMENT), new LotTerms(NORD, 60, 50, Instant.MAX)), Points.ofUnits(9))),
                fresh.belongings(),
                Map.of());

        String json = codec.write(state);

        assertThat(json)
                .contains("\"counters\":{\"nord-fuel/Coffee for the road\":{\"DAY\":[[20512,1,0,500],"
                        + "[20514,2,40]],\"WEEK\":[[20514,1]]},\"nord-fuel/Welcome\":{\"ever\":[[1,100]]}},"
                        + "\"milestones\":{\"nord-fuel/Coffee for the road\":{\"-1 2026-03-01\":[5,10]},"
                        + "\"nord-fuel/Welcome\":{\"0 ever\":[1]}},"
                        + "\"purse\":[[{\"is\":\"Held\",\"until\":\"2026-03-02T06:00:00Z\"},\"nord-fuel 60 50\",9]]}");
        MemberState again = codec.state(ANNA, 3, json);
        assertThat(again.counters()).isEqualTo(state.counters());
        assertThat(again.milestones()).isEqualTo(state.milestones());
        assertThat(again.purse()).isEqualTo(state.purse());
        assertThat(again.profile()).isEqualTo(state.profile());
        assertThat(codec.write(again)).isEqualTo(json);
        assertThatThrownBy(() -> codec.state(ANNA, 3, json.replace("\"ever\":", "\"now\":")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("a wrong name: now");
        assertThatThrownBy(() -> codec.state(ANNA, 3, json.replace("[1,100]", "[]")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("0 numbers");
        assertThatThrownBy(() -> codec.state(ANNA, 3, json.replace("\"WEEK\":", "\"DAY\":")))
                .hasMessageContaining("says twice");
        assertThatThrownBy(() -> codec.state(ANNA, 3, json.replace("nord-fuel 60 50", "nord-fuel 60")))
                .hasMessageContaining("no LotTerms");
        assertThatThrownBy(() -> codec.state(ANNA, 3, json.replace(",9]", ",-9]")))
                .hasMessageContaining("a stored purse is wrong");
    }

    private static Counters.Key counter(RuleKey rule, Period period, String firstDay) {
        return new Counters.Key(rule, Optional.of(period), LocalDate.parse(firstDay));
    }

    private static Counters.Usage usage(long times, long points, long money) {
        return new Counters.Usage(times, Points.ofUnits(points), money);
    }

    @Test
    void what_is_not_as_it_was_written_is_refused_and_said() {
        String json = codec.write(new Declined(new EventKey(new PartnerId("nord-fuel"), "r1"), "code", "message"));

        assertThat(json).isEqualTo("{\"event\":\"nord-fuel/r1\",\"code\":\"code\",\"message\":\"message\"}");
        assertThatThrownBy(() -> codec.declined(json.replace("}", ",\"more\":1}")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("a field `more`")
                .hasMessageContaining("newer version");
        assertThatThrownBy(() -> codec.declined(json.replace("}", ",\"code\":\"again\"}")))
                .hasMessageContaining("twice the field `code`");
        assertThatThrownBy(() -> codec.declined(json.replace(",\"code\":\"code\"", "")))
                .hasMessageContaining("has no `code`");
        assertThatThrownBy(() -> codec.declined(json.replace("\"code\":\"code\"", "\"code\":7")))
                .hasMessageContaining("VALUE_NUMBER_INT where a text should be");
        assertThatThrownBy(() -> codec.declined(json.substring(0, 20))).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> codec.declined(json + "{}")).hasMessageContaining("goes on behind its end");
        assertThatThrownBy(() -> codec.event("{\"is\":\"Miracle\"}")).hasMessageContaining("`Miracle`");
    }
}
