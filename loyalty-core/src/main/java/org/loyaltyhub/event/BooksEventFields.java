package org.loyaltyhub.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.loyaltyhub.event.Refund.ReturnedLine;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonObject;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;

/** Turns the JSON of events that move points already given into the event: refunds, redemptions, adjustments. */
final class BooksEventFields {
    private static final Set<String> REFUND =
            Set.of("type", "partner", "id", "at", "member", "purchase", "currency", "lines");
    private static final Set<String> RETURNED_LINE = Set.of("line", "sku", "quantity", "amount");
    private static final Set<String> REDEMPTION =
            Set.of("type", "partner", "id", "at", "member", "reserve", "upTo", "commit", "points", "cancel");
    private static final Set<String> ADJUSTMENT =
            Set.of("type", "partner", "id", "at", "member", "points", "reason", "clerk", "approvedBy");
    private static final List<String> STEPS = List.of("reserve", "commit", "cancel");
    private static final String UNITS = "units";

    private final Programme programme;
    private final EventCheck check;
    private final Fields fields;
    private final EventParts parts;
    private final Problems problems;

    BooksEventFields(Programme programme, EventCheck check, Fields fields, EventParts parts, Problems problems) {
        this.programme = programme;
        this.check = check;
        this.fields = fields;
        this.parts = parts;
        this.problems = problems;
    }

    Optional<Event> refund() {
        fields.refuseOthersThan(REFUND, "a refund");
        boolean isNamed = fields.get("purchase") != null;
        Optional<EventParts.Head> head = isNamed ? parts.headOnEarlier() : parts.head();
        head.ifPresent(known -> check.seller(known.key().partner(), fields.place(), problems));
        Optional<String> purchase = parts.text(fields, "purchase");
        fields.text("currency").ifPresent(code -> check.currency(code, fields.place(), problems));
        List<ReturnedLine> lines = returnedLines(isNamed);
        return head.map(known -> new Refund(known.key(), known.happenedAt(), known.member(), purchase, lines));
    }

    private List<ReturnedLine> returnedLines(boolean isNamed) {
        if (fields.get("lines") == null) {
            if (!isNamed) {
                check.books().nothingNamed(fields.place(), problems);
            }
            return List.of();
        }
        List<JsonValue> items = fields.requiredList("lines", "name what comes back, or leave it out if all does");
        Pointer place = fields.at("lines");
        check.books().count(items.size(), place, problems);
        List<ReturnedLine> lines = new ArrayList<>(Math.min(items.size(), EventCheck.MAX_LINES));
        for (int i = 0; i < Math.min(items.size(), EventCheck.MAX_LINES); i++) {
            Fields.of(items.get(i), place.item(i), "a line", RETURNED_LINE, problems)
                    .map(this::returnedLine)
                    .ifPresent(line -> lines.add(line));
        }
        return lines;
    }

    private ReturnedLine returnedLine(Fields fields) {
        boolean isNamed = this.fields.get("purchase") != null;
        int number = fields.whole("line", 1, EventCheck.MAX_LINES, 0);
        Optional<String> sku = parts.text(fields, "sku");
        OptionalLong micros = parts.micros(fields, "quantity");
        Optional<Money> amount = parts.money(fields, "amount");
        ReturnedLine line = new ReturnedLine(
                number == 0 ? Optional.empty() : Optional.of(number),
                sku,
                micros.isPresent() ? Optional.of(micros.getAsLong()) : Optional.empty(),
                amount);
        if (Stream.of("line", "sku", "amount").allMatch(name -> fields.get(name) == null)) {
            check.books().saysNothing(fields.place(), problems);
        }
        check.books().line(line, isNamed, fields.place(), problems);
        return line;
    }

    Optional<Event> redemption() {
        fields.refuseOthersThan(REDEMPTION, "a redemption");
        List<String> steps =
                STEPS.stream().filter(step -> fields.get(step) != null).toList();
        boolean reserves = steps.isEmpty() || steps.contains("reserve");
        Optional<EventParts.Head> head = reserves ? parts.head() : parts.headOnEarlier();
        if (steps.size() != 1) {
            problems.add(
                    steps.isEmpty() ? "missing-field" : "contradiction",
                    steps.isEmpty() ? fields.place() : fields.at(steps.get(1)),
                    "the redemption is to "
                            + (steps.isEmpty() ? "do nothing" : String.join(" and ", steps) + " at once"),
                    "give one of `reserve`, `commit` and `cancel`");
        }
        onlyWith("upTo", "reserve");
        onlyWith("points", "commit");
        Optional<Redemption.Step> step = step();
        step.ifPresent(read -> check.books().step(read, fields.place(), problems));
        return head.filter(known -> step.isPresent())
                .map(known -> new Redemption(known.key(), known.happenedAt(), known.member(), step.get()));
    }

    private void onlyWith(String field, String step) {
        if (fields.get(field) != null && fields.get(step) == null) {
            problems.add(
                    "contradiction",
                    fields.at(field),
                    "`" + field + "` belongs to `" + step + "`, which is not there",
                    "leave it out");
        }
    }

    private Optional<Redemption.Step> step() {
        boolean upTo = fields.flag("upTo", false);
        Optional<Points> paid = points("points");
        if (fields.get("reserve") != null) {
            return points("reserve").map(points -> new Redemption.Reserve(points, upTo));
        }
        if (fields.get("commit") != null) {
            return fields.text("commit").map(reservation -> new Redemption.Commit(reservation, paid));
        }
        return fields.text("cancel").map(Redemption.Cancel::new);
    }

    Optional<Event> adjustment() {
        fields.refuseOthersThan(ADJUSTMENT, "an adjustment");
        Optional<EventParts.Head> head = parts.head();
        head.ifPresent(known -> check.books().adjuster(known.key().partner(), fields.place(), problems));
        fields.required("points", "how many are given, or below zero how many are taken");
        Optional<Points> points = points("points");
        points.ifPresent(moved -> check.books().moved(moved, fields.place(), problems));
        Optional<String> reason = needed("reason", "why, in words");
        Optional<String> clerk = needed("clerk", "who does it");
        Optional<String> second = fields.text("approvedBy");
        second.ifPresent(name -> check.books().approver(name, clerk.orElse(""), fields.place(), problems));
        return head.filter(known -> points.isPresent() && reason.isPresent() && clerk.isPresent())
                .map(known -> new Adjustment(
                        known.key(),
                        known.happenedAt(),
                        known.member(),
                        points.get(),
                        reason.get(),
                        clerk.get(),
                        second));
    }

    private Optional<String> needed(String field, String advice) {
        fields.required(field, advice);
        return parts.text(fields, field);
    }

    /** As a decimal, or in the programme's smallest unit, as they are written back: {@code {"units":1250}}. */
    private Optional<Points> points(String field) {
        JsonValue value = fields.get(field);
        if (value instanceof JsonObject) {
            return Fields.of(value, fields.at(field), "`" + field + "`", Set.of(UNITS), problems)
                    .flatMap(this::units);
        }
        return points(fields, field, programme.points().decimals());
    }

    private Optional<Points> units(Fields points) {
        points.required(UNITS, "a whole number of the smallest unit of points");
        return points(points, UNITS, 0);
    }

    private Optional<Points> points(Fields owner, String field, int digits) {
        OptionalLong units = parts.scaled(owner, field, digits, "number");
        return units.isPresent() ? Optional.of(Points.ofUnits(units.getAsLong())) : Optional.empty();
    }
}
