package org.loyaltyhub.programme;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Texts;
import org.loyaltyhub.value.Unit;

/** Reads the fields of a programme file; what its lists of partners and categories hold is read by their own readers. */
final class TermsReader {
    static final Set<String> KNOWN = Set.of(
            "$schema",
            "name",
            "currency",
            "points",
            "zone",
            "late",
            "attach",
            "unknown",
            "identifiers",
            "units",
            "categories",
            "tiers",
            "segments",
            "activities",
            "attributes",
            "draws",
            "vouchers",
            "partners",
            "agreements",
            "redemption",
            "refunds",
            "adjustments");

    /** Tiers, segments, attributes …: nobody has more of them. */
    private static final int MOST_NAMES = 1_000;

    private static final int MOST_TIERS = 64;
    private static final int MOST_IDENTIFIER_KINDS = 16;
    /** No point is worth more than this much of the currency: sums of points and money must fit. */
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal(1_000_000);

    /** No budget is larger: it is counted in millionths of the minor unit. */
    private static final BigDecimal MOST_MONEY = new BigDecimal(1_000_000_000);

    private static final long MOST_MINOR = 1_000_000_000_000L;
    private static final int MICRO_DIGITS = 6;

    private final Fields fields;
    private final Problems problems;
    private final NameReader names;

    TermsReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
        this.names = new NameReader(problems);
    }

    /** Empty if something is missing without which there are no terms; even then all of the file has been looked at. */
    Optional<Programme.Terms> terms() {
        fields.text("$schema");
        Optional<String> name = label("name", "the programme's name, as people know it");
        Optional<Currency> currency = currency();
        Optional<PointTerms> points = points(currency);
        Optional<ZoneId> zone = fields.requiredText("zone", "the time zone, such as Europe/Moscow")
                .flatMap(text -> zone(text, fields.at("zone")));
        int late = fields.whole("late", 0, 366, 60);
        int attach = fields.whole("attach", 0, 90, 14);
        UnknownMembers unknown = unknownMembers();
        Set<String> identifiers = names.names(
                fields,
                "identifiers",
                fields.requiredList("identifiers", "by what members are known, such as [\"card\"]"),
                MOST_IDENTIFIER_KINDS);
        Set<Unit> units = units();
        List<Category> categories = new CategoryReader(units, names, problems).categories(fields);
        Set<String> tiers = names.names(fields, "tiers", fields.list("tiers"), MOST_TIERS);
        Set<String> segments = names.labels(fields, "segments", MOST_NAMES);
        Set<String> activities = names.names(fields, "activities", fields.list("activities"), MOST_NAMES);
        SortedMap<String, AttributeType> attributes = attributes();
        Set<String> draws = names.labels(fields, "draws", MOST_NAMES);
        Set<String> vouchers = names.labels(fields, "vouchers", MOST_NAMES);
        List<Partner> partners = new PartnerReader(this, categories, currency, zone, points).partners(fields);
        List<Agreement> agreements = new AgreementReader(this, currency).agreements(fields, partners);
        BooksReader books = new BooksReader(fields, problems, names, points);
        RedemptionTerms redemption = books.redemption();
        RefundTerms refunds = books.refunds();
        AdjustmentTerms adjustments = books.adjustments();
        if (!problems.isEmpty() || name.isEmpty() || currency.isEmpty() || points.isEmpty() || zone.isEmpty()) {
            return Optional.empty();
        }
        Programme.Terms terms = new Programme.Terms(
                name.get(),
                currency.get(),
                points.get(),
                zone.get(),
                late,
                attach,
                unknown,
                identifiers,
                units,
                List.copyOf(categories),
                List.copyOf(tiers),
                segments,
                activities,
                attributes,
                draws,
                vouchers,
                List.copyOf(partners),
                List.copyOf(agreements),
                redemption,
                refunds,
                adjustments,
                "");
        return Optional.of(TermsDigest.added(terms));
    }

    Problems problems() {
        return problems;
    }

    NameReader names() {
        return names;
    }

    private Optional<String> label(String field, String advice) {
        return fields.requiredText(field, advice).filter(text -> names.isLabel(text, fields.at(field)));
    }

    private Optional<Currency> currency() {
        Optional<String> code = fields.requiredText("currency", "the currency's three letters, such as RUB");
        Set<String> known = Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toCollection(TreeSet::new));
        return code.filter(text -> names.isKnown(text, fields.at("currency"), known, "currency"))
                .map(Currency::getInstance);
    }

    /** Places of the time zone database only: an offset such as +03:00 would miss the next change of the law. */
    Optional<ZoneId> zone(String text, Pointer place) {
        String advice = "give a name of the time zone database, such as Europe/Moscow";
        return names.isKnown(text, place, ZoneId.getAvailableZoneIds(), "time zone", known -> advice)
                ? Optional.of(ZoneId.of(text))
                : Optional.empty();
    }

    private UnknownMembers unknownMembers() {
        List<String> words = Arrays.stream(UnknownMembers.values())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return fields.text("unknown")
                .filter(word -> names.isKnown(word, fields.at("unknown"), words, "way"))
                .map(word -> UnknownMembers.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(UnknownMembers.ENROL);
    }

    private Optional<PointTerms> points(Optional<Currency> currency) {
        JsonValue value = fields.required("points", "such as {\"name\":\"point\",\"value\":\"0.50\"}");
        Optional<Fields> points = value == null
                ? Optional.empty()
                : Fields.of(
                        value,
                        fields.at("points"),
                        "`points`",
                        Set.of("name", "plural", "decimals", "value"),
                        problems);
        return points.flatMap(found -> points(found, currency));
    }

    private Optional<PointTerms> points(Fields points, Optional<Currency> currency) {
        Optional<String> name = points.requiredText("name", "what one of them is called, such as point")
                .filter(text -> names.isLabel(text, points.at("name")));
        Optional<String> plural = points.text("plural")
                .filter(text -> names.isLabel(text, points.at("plural")))
                .or(() -> name.map(text -> text + "s"));
        int decimals = points.whole("decimals", 0, 2, 0);
        points.required("value", "what one is worth in the programme's currency, such as \"0.50\"");
        OptionalLong value = price(points, "value", currency, decimals);
        if (value.isPresent() && value.getAsLong() == 0) {
            problems.add("out-of-range", points.at("value"), "`value` is 0", "a point must be worth something");
        }
        return name.isPresent() && plural.isPresent() && value.isPresent()
                ? Optional.of(new PointTerms(name.get(), plural.get(), decimals, value.getAsLong()))
                : Optional.empty();
    }

    /**
     * A price of one whole point, in millionths of the minor unit per smallest unit of points; empty if it is not given,
     * or not exact to that.
     */
    OptionalLong price(Fields owner, String field, Optional<Currency> currency, int decimals) {
        Optional<BigDecimal> price = owner.decimal(field);
        if (price.isEmpty()) {
            return OptionalLong.empty();
        }
        if (price.get().signum() < 0 || price.get().compareTo(HIGHEST_PRICE) > 0) {
            problems.add(
                    "out-of-range",
                    owner.at(field),
                    "`" + field + "` is " + price.get().toPlainString(),
                    "give a price of one point from 0 to " + HIGHEST_PRICE);
            return OptionalLong.empty();
        }
        int digits = currency.map(Money::digits).orElse(2) + MICRO_DIGITS - decimals;
        OptionalLong exact = Decimals.scaled(price.get(), digits);
        if (exact.isEmpty()) {
            problems.add(
                    "amount-precision",
                    owner.at(field),
                    "`" + field + "` is " + price.get().toPlainString() + ", which is too fine",
                    "give at most " + digits + " digits after the point");
        }
        return exact;
    }

    /**
     * Money in the minor unit; empty if it is not given, or not exact to that.
     *
     * @param least in the minor unit
     */
    OptionalLong money(Fields owner, String field, Optional<Currency> currency, long least) {
        Optional<BigDecimal> given = owner.decimal(field);
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        int digits = currency.map(Money::digits).orElse(2);
        boolean inRange = given.get().abs().compareTo(MOST_MONEY) <= 0;
        OptionalLong minor = inRange ? Decimals.scaled(given.get(), digits) : OptionalLong.of(-1);
        if (minor.isEmpty()) {
            problems.add(
                    "amount-precision",
                    owner.at(field),
                    "`" + field + "` is " + given.get().toPlainString() + ", which is too fine",
                    "give at most " + digits + " digits after the point");
        } else if (minor.getAsLong() < least || minor.getAsLong() > MOST_MINOR) {
            problems.add(
                    "out-of-range",
                    owner.at(field),
                    "`" + field + "` is " + given.get().toPlainString(),
                    "give money from " + Decimals.text(least, digits) + " to "
                            + MOST_MONEY
                                    .min(BigDecimal.valueOf(MOST_MINOR, digits))
                                    .toPlainString());
            return OptionalLong.empty();
        }
        return minor;
    }

    private Set<Unit> units() {
        Set<Unit> units = new LinkedHashSet<>();
        names.units(fields, "units", MOST_NAMES).forEach(name -> units.add(new Unit(name)));
        return Collections.unmodifiableSet(units);
    }

    private SortedMap<String, AttributeType> attributes() {
        SortedMap<String, AttributeType> attributes = new TreeMap<>();
        JsonValue value = fields.get("attributes");
        if (value != null) {
            Fields.ofAny(value, fields.at("attributes"), "`attributes`", problems)
                    .filter(found -> !names.isTooMany(found.names().size(), MOST_NAMES, found.place(), "attributes"))
                    .ifPresent(found -> found.names().forEach(name -> attribute(found, name, attributes)));
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    private void attribute(Fields declared, String name, SortedMap<String, AttributeType> attributes) {
        List<String> types = new ArrayList<>();
        for (AttributeType type : AttributeType.values()) {
            types.add(type.name().toLowerCase(Locale.ROOT));
        }
        Pointer place = declared.at(name);
        Optional<String> type =
                Fields.text(Objects.requireNonNull(declared.get(name)), place, Texts.shown(name), problems);
        if (names.isLabel(name, place)
                && type.isPresent()
                && names.isKnown(type.get(), place, types, "attribute type")) {
            attributes.put(name, AttributeType.valueOf(type.get().toUpperCase(Locale.ROOT)));
        }
    }
}
