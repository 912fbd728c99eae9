package org.loyaltyhub.cli.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventReader;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;

/** Reads files with an event as JSON on every line; empty lines are nothing. Thread-safe. */
public final class JsonLines {
    private final EventReader reader;

    public JsonLines(EventReader reader) {
        this.reader = reader;
    }

    /** Reads to the end; what cannot be read as an event is handed on as such. */
    public void read(SourceFile file, InputStream in, Intake intake) throws IOException {
        TextLines lines = new TextLines(new ByteLines(in), StandardCharsets.UTF_8, "save the file as UTF-8");
        for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.problem().isPresent()) {
                intake.lineRead();
                intake.misread(misread(file, line, List.of(line.problem().get())));
            } else if (!line.text().isBlank()) {
                intake.lineRead();
                read(file, line, intake);
            }
        }
    }

    private void read(SourceFile file, TextLines.Line line, Intake intake) {
        Reading<Event> event = reader.read(line.text());
        if (event.value().isPresent()) {
            intake.arrived(new OfLine(file, line.number(), event.value().get()));
        } else {
            intake.misread(misread(file, line, event.problems()));
        }
    }

    private static Misread misread(SourceFile file, TextLines.Line line, List<Problem> problems) {
        return new Misread(Misread.Kind.EVENT, file, List.of(line.number()), Named.in(line.text()), problems);
    }

    private record OfLine(SourceFile file, long firstLine, Event event) implements Arrival {
        @Override
        public Instant happenedAt() {
            return event.happenedAt();
        }

        @Override
        public String type() {
            return event.type();
        }

        @Override
        public List<Long> lines() {
            return List.of(firstLine);
        }
    }
}
