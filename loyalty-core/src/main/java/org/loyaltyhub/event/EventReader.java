package org.loyaltyhub.event;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonBounds;
import org.loyaltyhub.internal.json.JsonText;
import org.loyaltyhub.internal.json.JsonTokens;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.PartnerId;

/**
 * Reads events of one programme. Their form is described by {@code event.schema.json}, next to this class in the jar.
 *
 * <p>An event it gives has passed {@link EventCheck}. Places of problems are JSON pointers; a text that is no JSON has
 * {@code line:column} instead. Immutable and thread-safe.
 */
public final class EventReader {
    private static final JsonBounds BOUNDS = new JsonBounds("event", 256 << 10, 16);
    private static final List<String> TYPES = List.of(
            "purchase", "quote", "refund", "redemption", "activity", "enrolment", "profile change", "adjustment");
    private static final String ONE_OF_TYPES = "one of: " + String.join(", ", TYPES);

    private final Programme programme;
    private final EventCheck check;
    private final Vocabulary vocabulary;

    private EventReader(Programme programme) {
        this.programme = programme;
        this.check = EventCheck.of(programme);
        this.vocabulary = Vocabulary.of(programme, check);
    }

    public static EventReader of(Programme programme) {
        return new EventReader(programme);
    }

    /** The event, or what is wrong with it, in the order of the text. */
    public Reading<Event> read(String json) {
        return read(json, Optional.empty());
    }

    /** The same for an event that this partner reports: {@code partner} may be left out, and must not be another's. */
    public Reading<Event> read(String json, PartnerId reporter) {
        return read(json, Optional.of(reporter));
    }

    private Reading<Event> read(String json, Optional<PartnerId> reporter) {
        Optional<Event> plain = plain(json, reporter);
        return plain.isPresent() ? Reading.of(plain.get()) : byFields(json, reporter);
    }

    /** The event if it is a purchase of which there is nothing to say; else empty. */
    Optional<Event> plain(String json, Optional<PartnerId> reporter) {
        if (!json.contains("\"purchase\"")) { // most other events are told at a glance
            return Optional.empty();
        }
        Optional<Event> purchase = JsonTokens.read(
                json,
                BOUNDS,
                vocabulary.order(),
                tokens -> PlainPurchase.read(programme, check, vocabulary, reporter, tokens));
        return purchase.isPresent() && check.problems(purchase.get()).isEmpty() ? purchase : Optional.empty();
    }

    /** The event, or what is wrong with it: for any text, and twice as dear as {@link #plain}. */
    Reading<Event> byFields(String json, Optional<PartnerId> reporter) {
        Reading<JsonValue> tree = JsonText.plain(json, BOUNDS);
        if (tree.value().isEmpty()) {
            return Reading.failed(tree.problems());
        }
        Problems problems = new Problems(EventCheck.MOST_PROBLEMS);
        Optional<Event> event = event(tree.value().get(), reporter, problems);
        return problems.isEmpty() && event.isPresent()
                ? Reading.of(event.get())
                : Reading.failed(inOrder(json, problems));
    }

    /** Places cost time, so only a text with problems is read with them. */
    private static List<Problem> inOrder(String json, Problems problems) {
        return problems.inOrder(JsonText.located(json, BOUNDS).orElseThrow());
    }

    private Optional<Event> event(JsonValue root, Optional<PartnerId> reporter, Problems problems) {
        Optional<Fields> fields = Fields.ofAny(root, Pointer.ROOT, "the event", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> type = fields.get().requiredText("type", ONE_OF_TYPES);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        EventParts parts = new EventParts(programme, check, fields.get(), reporter, problems);
        return switch (type.get()) {
            case "refund", "redemption", "adjustment" ->
                booksEvent(type.get(), new BooksEventFields(programme, check, fields.get(), parts, problems));
            default -> event(type.get(), fields.get(), parts, problems);
        };
    }

    private static Optional<Event> booksEvent(String type, BooksEventFields event) {
        return switch (type) {
            case "refund" -> event.refund();
            case "redemption" -> event.redemption();
            default -> event.adjustment();
        };
    }

    private Optional<Event> event(String type, Fields fields, EventParts parts, Problems problems) {
        EventFields event = new EventFields(programme, check, fields, parts, problems);
        return switch (type) {
            case "purchase" -> event.purchase();
            case "quote" -> event.quote();
            case "activity" -> event.activity();
            case "enrolment" -> event.enrolment();
            case "profile change" -> event.profileChange();
            default -> {
                EventCheck.unknown("type", type, fields.at("type"), () -> TYPES, problems);
                yield Optional.empty();
            }
        };
    }
}
