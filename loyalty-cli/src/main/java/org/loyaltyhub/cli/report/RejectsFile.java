package org.loyaltyhub.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.cli.intake.Arrival;
import org.loyaltyhub.cli.intake.Misread;
import org.loyaltyhub.cli.intake.Named;
import org.loyaltyhub.cli.intake.SourceFile;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Conflict;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.value.EventKey;

/**
 * Everything that was refused, a line of JSON each: what it is ({@code what}: row, event or file), where it stands
 * ({@code file}, {@code lines}), what can be read of its partner and id, and all its problems. Not thread-safe.
 */
public final class RejectsFile implements Closeable {
    private final JsonLinesFile lines;

    public RejectsFile(Path file) throws IOException {
        this.lines = new JsonLinesFile(file);
    }

    /** Something in a file that is no event. */
    public void misread(Misread misread) {
        String what = switch (misread.kind()) {
            case ROW -> "row";
            case EVENT, RECEIPT -> "event";
            case FILE -> "file";
        };
        write(what, "rejected", misread.file(), misread.lines(), misread.event(), misread.problems());
    }

    /** An event that the hub refused, or a line of a refund; any other outcome is nothing. */
    public void answered(Arrival arrival, EventKey key, Outcome outcome) {
        if (outcome instanceof Rejected refusal) {
            write("event", "rejected", arrival, key, refusal.problems());
        } else if (outcome instanceof Conflict conflict) {
            write("event", "conflict", arrival, key, List.of(problem(conflict)));
        } else if (outcome instanceof Declined refusal) {
            write("event", "declined", arrival, key, List.of(new Problem(refusal.code(), "", refusal.message(), "")));
        } else if (outcome instanceof Accepted accepted) {
            for (int line : accepted.receipt().decision().notFound()) {
                write("line", "rejected", arrival, key, List.of(notFound(line)));
            }
        }
    }

    private static Problem notFound(int line) {
        return new Problem(
                "nothing-to-return",
                "/lines/" + (line - 1),
                "line " + line + " of the refund is of no purchase",
                "check article, quantity and price; the other lines came back");
    }

    private static Problem problem(Conflict conflict) {
        String differing = conflict.fields().isEmpty() ? "" : " in " + String.join(", ", conflict.fields());
        return new Problem(
                "conflict",
                "",
                "the same id came before with other content" + differing,
                "the first stands; a correction needs an id of its own");
    }

    private void write(String what, String outcome, Arrival arrival, EventKey key, List<Problem> problems) {
        write(what, outcome, arrival.file(), arrival.lines(), Named.of(key), problems);
    }

    private void write(
            String what, String outcome, SourceFile file, List<Long> at, Named event, List<Problem> problems) {
        lines.line(json -> {
            json.writeStringField("what", what);
            json.writeStringField("outcome", outcome);
            json.writeStringField("file", file.name());
            json.writeArrayFieldStart("lines");
            for (long line : at) {
                json.writeNumber(line);
            }
            json.writeEndArray();
            write(json, "partner", event.partner());
            write(json, "id", event.id());
            write(json, problems);
        });
    }

    private static void write(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }

    private static void write(JsonGenerator json, List<Problem> problems) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("code", problem.code());
            json.writeStringField("place", problem.place());
            json.writeStringField("message", problem.message());
            json.writeStringField("advice", problem.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Nothing more will come. */
    public void finish() throws IOException {
        lines.finish();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
