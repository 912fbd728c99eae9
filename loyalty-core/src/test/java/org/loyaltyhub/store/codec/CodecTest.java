package org.loyaltyhub.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

class CodecTest {
    private static final Path SHAPE = Path.of("src/test/resources/org/loyaltyhub/store/stored-values.txt");
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
