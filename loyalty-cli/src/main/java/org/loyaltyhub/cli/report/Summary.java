package org.loyaltyhub.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.internal.text.Table;
import org.loyaltyhub.programme.Programme;

/**
 * What a run came to, for people and for machines.
 *
 * @param files how many were read
 * @param took from the first byte read to the last event judged
 * @param rejects where refused rows and events were written, if anywhere
 * @param awards where awards were written, if anywhere
 */
public record Summary(Tally tally, int files, Duration took, Optional<String> rejects, Optional<String> awards) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_SECONDS_DIGITS = 3;

    /** Tables, and a line for everything else that is not zero. Ends without a line end. */
    public String text() {
        List<String> parts = new ArrayList<>();
        parts.add(input());
        parts.add(events());
        if (!tally.rules().isEmpty()) {
            parts.add(rules());
        }
        String partners = partners();
        if (!partners.isEmpty()) {
            parts.add(partners);
        }
        parts.add(ending());
        return String.join("\n\n", parts);
    }

    private String input() {
        Programme programme = tally.programme();
        StringBuilder text = new StringBuilder(programme.terms().name());
        text.append(": ").append(Numbers.count(files)).append(files == 1 ? " file, " : " files, ");
        text.append(Numbers.count(tally.linesRead())).append(tally.linesRead() == 1 ? " line" : " lines");
        if (tally.leftOut() > 0) {
            text.append(", ").append(Numbers.count(tally.leftOut())).append(" of them left out by the mapping");
        }
        text.append("; ").append(seconds()).append(" s, ").append(Numbers.count(eventsPerSecond()));
        text.append(" events a second");
        return text.toString();
    }

    private String events() {
        long rejected = Numbers.sum(tally.rejected());
        List<String> text = new ArrayList<>();
        text.add(counted("events", tally.eventsRead(), ""));
        text.add(counted("  accepted", tally.accepted(), ""));
        if (!tally.returns().isEmpty()) {
            text.add(refunds());
        }
        text.add(counted("  rejected", rejected, Numbers.byCode(tally.rejected())));
        text.add(counted("  duplicates", tally.duplicates(), ""));
        addUnlessZero(text, counted("  conflicts", tally.conflicts(), ""), tally.conflicts());
        addUnlessZero(text, counted("  waiting", tally.waiting(), ""), tally.waiting());
        long declined = Numbers.sum(tally.declined());
        addUnlessZero(text, counted("  declined", declined, Numbers.byCode(tally.declined())), declined);
        text.add(counted("members", tally.members(), ""));
        long rows = Numbers.sum(tally.badRows());
        addUnlessZero(text, counted("bad rows", rows, Numbers.byCode(tally.badRows())), rows);
        long bad = Numbers.sum(tally.badFiles());
        addUnlessZero(text, counted("bad files", bad, Numbers.byCode(tally.badFiles())), bad);
        return String.join("\n", text);
    }

    private static String counted(String what, long count, String detail) {
        String line = what + " ".repeat(Math.max(1, 14 - what.length())) + String.format("%12s", Numbers.count(count));
        return detail.isEmpty() ? line : line + "  " + detail;
    }

    private static void addUnlessZero(List<String> lines, String line, long count) {
        if (count != 0) {
            lines.add(line);
        }
    }

    private String rules() {
        List<String> columns = new ArrayList<>(List.of("rule", "owner"));
        columns.addAll(givenColumns());
        columns.addAll(List.of("members", "limits hit"));
        Table table = Table.ofTexts(2, columns.toArray(String[]::new));
        for (Tally.OfRule rule : tally.rules()) {
            List<String> row = new ArrayList<>(
                    List.of(rule.key().name(), rule.key().owner().value()));
            row.addAll(given(rule.given()));
            row.addAll(List.of(Numbers.count(rule.members()), Numbers.count(rule.cut())));
            table.row(row.toArray(String[]::new));
        }
        List<String> sums = new ArrayList<>(List.of("in all", ""));
        sums.addAll(given(tally.given()));
        sums.addAll(List.of("", ""));
        table.row(sums.toArray(String[]::new));
        return table.text();
    }

    /** What was taken back has columns of its own if anything was. */
    private List<String> givenColumns() {
        String points = tally.programme().points().plural();
        return takesBack()
                ? List.of("awards", points, "awards back", points + " back", "awards left", points + " left")
                : List.of("awards", points);
    }

    private List<String> given(Given given) {
        List<String> cells = new ArrayList<>(List.of(Numbers.count(given.awards()), points(given.points())));
        if (takesBack()) {
            cells.addAll(List.of(
                    Numbers.count(given.awardsBack()),
                    points(given.pointsBack()),
                    Numbers.count(given.awardsLeft()),
                    points(given.pointsLeft())));
        }
        return cells;
    }

    private boolean takesBack() {
        return !tally.returns().isEmpty();
    }

    private boolean redeems() {
        return tally.partners().stream().anyMatch(partner -> partner.redeemed().signum() != 0);
    }

    private String points(BigInteger units) {
        return Numbers.grouped(numbers().points(units));
    }

    private String money(BigInteger minor) {
        return Numbers.grouped(numbers().money(minor));
    }

    private String refunds() {
        Returns returns = tally.returns();
        long lines = returns.lines() + returns.linesNotFound();
        String found = lines == 0
                ? ""
                : "; " + Numbers.count(returns.lines()) + " of " + Numbers.count(lines) + " lines came back";
        return counted(
                "    refunds",
                returns.whole() + returns.inPart(),
                Numbers.count(returns.whole()) + " whole, " + Numbers.count(returns.inPart()) + " in part" + found);
    }

    /** Those that reported something, the most points first. */
    private String partners() {
        List<Tally.OfPartner> active = tally.partners().stream()
                .filter(partner -> partner.events() > 0)
                .sorted(Comparator.comparing(
                                (Tally.OfPartner partner) -> partner.given().pointsLeft())
                        .reversed()
                        .thenComparing(Tally.OfPartner::id))
                .toList();
        if (active.isEmpty()) {
            return "";
        }
        String currency = tally.programme().currency().getCurrencyCode();
        List<String> columns = new ArrayList<>(List.of("partner", "events", "members"));
        columns.addAll(givenColumns());
        columns.add(currency);
        if (takesBack()) {
            columns.add(currency + " back");
        }
        if (redeems()) {
            columns.add(tally.programme().points().plural() + " redeemed");
        }
        Table table = Table.ofTexts(1, columns.toArray(String[]::new));
        active.forEach(partner -> table.row(partner(partner).toArray(String[]::new)));
        return table.text();
    }

    private List<String> partner(Tally.OfPartner partner) {
        List<String> row = new ArrayList<>(
                List.of(partner.id().value(), Numbers.count(partner.events()), Numbers.count(partner.members())));
        row.addAll(given(partner.given()));
        row.add(money(partner.amount()));
        if (takesBack()) {
            row.add(money(partner.returned()));
        }
        if (redeems()) {
            row.add(points(partner.redeemed()));
        }
        return row;
    }

    private String ending() {
        List<String> lines = new ArrayList<>();
        lines.add(tally.topMember()
                .map(top -> "most " + tally.programme().points().plural() + ": " + top.name() + " with "
                        + numbers().pointsText(top.points()))
                .orElse("nobody got any " + tally.programme().points().plural()));
        if (tally.byHand().signum() != 0) {
            lines.add("by hand: " + numbers().pointsText(tally.byHand()));
        }
        if (tally.belowZero() > 0) {
            lines.add(Numbers.count(tally.belowZero())
                    + (tally.belowZero() == 1
                            ? " receipt with a sum below zero: is it a refund?"
                            : " receipts with a sum below zero: are they refunds?"));
        }
        awards.ifPresent(file -> lines.add("awards written to " + file));
        long refused = Numbers.sum(tally.rejected()) + Numbers.sum(tally.badRows()) + Numbers.sum(tally.badFiles());
        rejects.ifPresentOrElse(file -> lines.add("rejects written to " + file), () -> {
            if (refused + tally.conflicts() > 0) {
                lines.add("--rejects FILE writes each refused row and event with its reason");
            }
        });
        return String.join("\n", lines);
    }

    private Numbers numbers() {
        return new Numbers(tally.programme());
    }

    private String seconds() {
        return BigDecimal.valueOf(took.toMillis(), MOST_SECONDS_DIGITS)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private long eventsPerSecond() {
        return tally.eventsRead() * 1_000 / Math.max(1, took.toMillis());
    }

    /** One JSON object; its fields are described in the command's documentation and stay. Ends without a line end. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be written", e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) throws IOException {
        Programme programme = tally.programme();
        json.writeStartObject();
        json.writeStringField("programme", programme.terms().name());
        json.writeStringField("currency", programme.currency().getCurrencyCode());
        json.writeNumberField("files", files);
        json.writeNumberField("lines", tally.linesRead());
        json.writeNumberField("leftOut", tally.leftOut());
        write(json, "badRows", tally.badRows());
        write(json, "badFiles", tally.badFiles());
        json.writeObjectFieldStart("events");
        json.writeNumberField("read", tally.eventsRead());
        json.writeNumberField("accepted", tally.accepted());
        json.writeNumberField("rejected", Numbers.sum(tally.rejected()));
        json.writeNumberField("duplicates", tally.duplicates());
        json.writeNumberField("conflicts", tally.conflicts());
        json.writeNumberField("waiting", tally.waiting());
        json.writeNumberField("declined", Numbers.sum(tally.declined()));
        json.writeEndObject();
        write(json, "rejected", tally.rejected());
        write(json, "declined", tally.declined());
        json.writeNumberField("belowZero", tally.belowZero());
        json.writeNumberField("members", tally.members());
        write(json, tally.given());
        json.writeNumberField("pointsRedeemed", numbers().points(tally.redeemed()));
        json.writeNumberField("pointsByHand", numbers().points(tally.byHand()));
        writeRefunds(json);
        writeRules(json);
        writePartners(json);
        writeTopMember(json);
        json.writeNumberField("seconds", BigDecimal.valueOf(took.toMillis(), MOST_SECONDS_DIGITS));
        json.writeNumberField("eventsPerSecond", eventsPerSecond());
        json.writeStringField("rejectsFile", rejects.orElse(null));
        json.writeStringField("awardsFile", awards.orElse(null));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> each : counts.entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Given given) throws IOException {
        json.writeNumberField("awards", given.awards());
        json.writeNumberField("points", numbers().points(given.points()));
        json.writeNumberField("awardsBack", given.awardsBack());
        json.writeNumberField("pointsBack", numbers().points(given.pointsBack()));
        json.writeNumberField("awardsLeft", given.awardsLeft());
        json.writeNumberField("pointsLeft", numbers().points(given.pointsLeft()));
    }

    private void writeRefunds(JsonGenerator json) throws IOException {
        Returns returns = tally.returns();
        json.writeObjectFieldStart("refunds");
        json.writeNumberField("whole", returns.whole());
        json.writeNumberField("inPart", returns.inPart());
        json.writeNumberField("lines", returns.lines());
        json.writeNumberField("linesNotFound", returns.linesNotFound());
        json.writeEndObject();
    }

    private void writeRules(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rules");
        for (Tally.OfRule rule : tally.rules()) {
            json.writeStartObject();
            json.writeStringField("owner", rule.key().owner().value());
            json.writeStringField("name", rule.key().name());
            write(json, rule.given());
            json.writeNumberField("members", rule.members());
            json.writeNumberField("limitsHit", rule.cut());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writePartners(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("partners");
        for (Tally.OfPartner partner : tally.partners()) {
            json.writeStartObject();
            json.writeStringField("id", partner.id().value());
            json.writeStringField("name", partner.name());
            json.writeNumberField("events", partner.events());
            json.writeNumberField("members", partner.members());
            write(json, partner.given());
            json.writeNumberField("amount", numbers().money(partner.amount()));
            json.writeNumberField("amountBack", numbers().money(partner.returned()));
            json.writeNumberField("pointsRedeemed", numbers().points(partner.redeemed()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTopMember(JsonGenerator json) throws IOException {
        Optional<Tally.TopMember> top = tally.topMember();
        if (top.isEmpty()) {
            json.writeNullField("topMember");
            return;
        }
        json.writeObjectFieldStart("topMember");
        json.writeStringField("member", top.get().name());
        json.writeNumberField("points", numbers().points(top.get().points()));
        json.writeEndObject();
    }
}
