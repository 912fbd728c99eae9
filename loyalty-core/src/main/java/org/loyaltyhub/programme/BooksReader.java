package org.loyaltyhub.programme;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Points;

/** Reads the terms of the books: redemption, refunds, adjustments. */
final class BooksReader {
    private static final Set<String> REDEMPTION = Set.of("minimum", "step", "maximum", "share", "timeout");
    private static final Set<String> REFUNDS = Set.of("within", "unpaid", "restored", "writeOff");
    private static final Set<String> ADJUSTMENTS = Set.of("perClerkADay");
    private static final BigDecimal MOST_POINTS = new BigDecimal(1_000_000_000_000L);
    private static final int TEN_YEARS = 3660;
    private static final int WEEK_OF_MINUTES = 7 * 24 * 60;

    private final Fields programme;
    private final Problems problems;
    private final NameReader names;
    private final int decimals;

    BooksReader(Fields programme, Problems problems, NameReader names, Optional<PointTerms> points) {
        this.programme = programme;
        this.problems = problems;
        this.names = names;
        this.decimals = points.map(PointTerms::decimals).orElse(0);
    }

    RedemptionTerms redemption() {
        RedemptionTerms free = RedemptionTerms.FREE;
        Optional<Fields> fields = part("redemption", REDEMPTION);
        if (fields.isEmpty()) {
            return free;
        }
        Fields given = fields.get();
        RedemptionTerms terms = new RedemptionTerms(
                points(given, "minimum", 1, free.minimum()),
                points(given, "step", 1, free.step()),
                points(given, "maximum", 1, free.maximum()),
                given.whole("share", 1, 100, free.sharePercent()),
                given.whole("timeout", 1, WEEK_OF_MINUTES, free.timeoutMinutes()));
        if (terms.allowed(terms.maximum()).isZero()) {
            problems.add(
                    "contradiction",
                    given.place(),
                    "from " + terms.minimum() + " to " + terms.maximum() + " in steps of " + terms.step()
                            + " leaves nothing that could be spent",
                    "raise `maximum`, or lower `minimum` or `step`");
        }
        return terms;
    }

    RefundTerms refunds() {
        RefundTerms usual = RefundTerms.USUAL;
        return part("refunds", REFUNDS)
                .map(given -> new RefundTerms(
                        given.whole("within", 1, TEN_YEARS, usual.withinDays()),
                        unpaid(given).orElse(usual.unpaid()),
                        given.whole("restored", 0, 366, usual.restoredDays()),
                        given.whole("writeOff", 1, TEN_YEARS, usual.writeOffDays())))
                .orElse(usual);
    }

    private Optional<RefundTerms.Unpaid> unpaid(Fields given) {
        List<String> words = Arrays.stream(RefundTerms.Unpaid.values())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return given.text("unpaid")
                .filter(word -> names.isKnown(word, given.at("unpaid"), words, "way"))
                .map(word -> RefundTerms.Unpaid.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    AdjustmentTerms adjustments() {
        return part("adjustments", ADJUSTMENTS)
                .map(given -> new AdjustmentTerms(
                        points(given, "perClerkADay", 0, AdjustmentTerms.ALWAYS_TWO.perClerkADay())))
                .orElse(AdjustmentTerms.ALWAYS_TWO);
    }

    private Optional<Fields> part(String name, Set<String> known) {
        JsonValue value = programme.get(name);
        return value == null
                ? Optional.empty()
                : Fields.of(value, programme.at(name), "`" + name + "`", known, problems);
    }

    private Points points(Fields owner, String field, long least, Points otherwise) {
        Optional<BigDecimal> given = owner.decimal(field);
        if (given.isEmpty()) {
            return otherwise;
        }
        OptionalLong units = given.get().abs().compareTo(MOST_POINTS) > 0
                ? OptionalLong.empty()
                : Decimals.scaled(given.get(), decimals);
        if (units.isEmpty() || units.getAsLong() < least) {
            problems.add(
                    "out-of-range",
                    owner.at(field),
                    "`" + field + "` is " + given.get().toPlainString(),
                    "give a number of points from " + Decimals.text(least, decimals) + " to " + MOST_POINTS);
            return otherwise;
        }
        return Points.ofUnits(units.getAsLong());
    }
}
