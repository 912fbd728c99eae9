package org.loyaltyhub.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.decision.Revision;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.RuleKey;

/**
 * Every award, a line of JSON each: for which event, to whom, by which rule, how many points, and why, as the reporting
 * partner may see it. What a refund takes back is a line with points below zero, and the purchase it is of. Not
 * thread-safe.
 */
public final class AwardsFile implements Closeable {
    private final Numbers numbers;
    private final JsonLinesFile lines;

    public AwardsFile(Path file, Programme programme) throws IOException {
        this.numbers = new Numbers(programme);
        this.lines = new JsonLinesFile(file);
    }

    /** Writes the awards of what was kept, and what it took back of earlier ones, if there is anything. */
    public void committed(Commit commit) {
        if (commit.answer() instanceof Accepted accepted) {
            for (Receipt.RuleAward award : accepted.receipt().awards()) {
                lines.line(json -> write(json, commit.event(), award));
            }
            for (Revision revision : accepted.receipt().decision().revisions()) {
                changes(revision)
                        .forEach((rule, units) ->
                                lines.line(json -> write(json, commit.event(), revision, rule, units)));
            }
        }
    }

    /** What each rule gives more for the earlier event; below zero what it gives less. */
    private static Map<RuleKey, Long> changes(Revision revision) {
        Map<RuleKey, Long> changes = new LinkedHashMap<>();
        for (RuleDecision rule : revision.rulesBefore()) {
            changes.merge(rule.rule().key(), -rule.granted().units(), Math::addExact);
        }
        for (RuleDecision rule : revision.rulesAfter()) {
            changes.merge(rule.rule().key(), rule.granted().units(), Math::addExact);
        }
        changes.values().removeIf(units -> units == 0);
        return changes;
    }

    private void write(JsonGenerator json, Event event, Revision revision, RuleKey rule, long units)
            throws IOException {
        head(json, event, revision.before().event().member());
        json.writeStringField("owner", rule.owner().value());
        json.writeStringField("rule", rule.name());
        json.writeNumberField("points", numbers.points(BigInteger.valueOf(units)));
        json.writeStringField("of", revision.of().toString());
    }

    private void write(JsonGenerator json, Event event, Receipt.RuleAward award) throws IOException {
        head(json, event, event.member());
        json.writeStringField("owner", award.rule().owner().value());
        json.writeStringField("rule", award.rule().name());
        json.writeNumberField(
                "points", numbers.points(BigInteger.valueOf(award.points().units())));
        if (award.tell().isPresent()) {
            json.writeStringField("tell", award.tell().get());
        }
        why(json, award.explanation());
    }

    private static void head(JsonGenerator json, Event event, List<Identifier> member) throws IOException {
        json.writeStringField("partner", event.key().partner().value());
        json.writeStringField("id", event.key().id());
        json.writeStringField("at", event.happenedAt().toString());
        json.writeObjectFieldStart("member");
        for (Identifier identifier : member) {
            json.writeStringField(identifier.kind(), identifier.value());
        }
        json.writeEndObject();
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
