package org.loyaltyhub.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonBounds;
import org.loyaltyhub.internal.json.JsonText;
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
    private static final List<String> TYPES = List.of("purchase", "activity", "enrolment", "profile change");
    private static final String ONE_OF_TYPES = "one of: " + String.join(", ", TYPES);
    /** What partners may one day report, but nobody judges yet. */
    private static final Set<String> TO_COME = Set.of("refund", "redemption", "adjustment");

    private final Programme programme;
    private final EventCheck check;

    private EventReader(Programme programme) {
        this.programme = programme;
        this.check = EventCheck.of(programme);
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
        EventFields parts = new EventFields(programme, check, fields.get(), reporter, problems);
        return switch (type.get()) {
            case "purchase" -> parts.purchase();
            case "activity" -> parts.activity();
            case "enrolment" -> parts.enrolment();
            case "profile change" -> parts.profileChange();
            default -> unknownType(type.get(), fields.get(), problems);
        };
    }

    private static Optional<Event> unknownType(String type, Fields fields, Problems problems) {
        if (TO_COME.contains(type)) {
            problems.add(
                    "not-supported",
                    fields.at("type"),
                    "events of type `" + type + "` are not supported yet",
                    "send " + ONE_OF_TYPES);
        } else {
            EventCheck.unknown("type", type, fields.at("type"), () -> TYPES, problems);
        }
        return Optional.empty();
    }
}
