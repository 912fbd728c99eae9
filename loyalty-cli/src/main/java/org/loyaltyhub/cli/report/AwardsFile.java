package org.loyaltyhub.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.value.Identifier;

/**
 * Every award, a line of JSON each: for which event, to whom, by which rule, how many points, and why, as the reporting
 * partner may see it. Not thread-safe.
 */
public final class AwardsFile implements Closeable {
    private final Numbers numbers;
    private final JsonLinesFile lines;

    public AwardsFile(Path file, Programme programme) throws IOException {
        this.numbers = new Numbers(programme);
        this.lines = new JsonLinesFile(file);
    }

    /** Writes the awards of what was kept, if there are any. */
    public void committed(Commit commit) {
        if (commit.answer() instanceof Accepted accepted) {
            for (Receipt.RuleAward award : accepted.receipt().awards()) {
                lines.line(json -> write(json, commit.event(), award));
            }
        }
    }

    private void write(JsonGenerator json, Event event, Receipt.RuleAward award) throws IOException {
        json.writeStringField("partner", event.key().partner().value());
        json.writeStringField("id", event.key().id());
        json.writeStringField("at", event.happenedAt().toString());
        json.writeObjectFieldStart("member");
        for (Identifier identifier : event.member()) {
            json.writeStringField(identifier.kind(), identifier.value());
        }
        json.writeEndObject();
        json.writeStringField("owner", award.rule().owner().value());
        json.writeStringField("rule", award.rule().name());
        json.writeNumberField(
                "points", numbers.points(BigInteger.valueOf(award.points().units())));
        if (award.tell().isPresent()) {
            json.writeStringField("tell", award.tell().get());
        }
        why(json, award.explanation());
    }

    private static void why(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeArrayFieldStart("why");
        for (Explanation.Requirement requirement : explanation.requirements()) {
            json.writeString(requirement.text()
                    + requirement.values().map(values -> ": " + values).orElse(""));
        }
        for (Explanation.Step step : explanation.amounts()) {
            json.writeString(step.text() + ": " + step.values());
        }
        for (Explanation.Step step : explanation.limits()) {
            json.writeString(step.text() + ": " + step.values());
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
