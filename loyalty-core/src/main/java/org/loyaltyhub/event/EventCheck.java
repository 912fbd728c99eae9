package org.loyaltyhub.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Texts;
import org.loyaltyhub.value.Unit;

/**
 * Whether an event fits a programme: every name known, every number within bounds that no sum over a receipt can
 * overflow. {@link EventReader} asks the same questions of what it reads, so an event it gave need not be checked again.
 *
 * <p>Immutable and thread-safe. O(size of the event).
 */
public final class EventCheck {
    /** Lines a receipt may have. */
    public static final int MAX_LINES = 1_000;
    /** The largest amount of a line, and the largest payment, in the minor unit. */
    public static final long MAX_AMOUNT_MINOR = 1_000_000_000_000_000L;
    /** The largest quantity of a line, in millionths of its unit. */
    public static final long MAX_QUANTITY_MICROS = 1_000_000_000_000_000L;

    static final int MOST_PROBLEMS = 20;
    private static final Pointer MEMBER = Pointer.ROOT.field("member");
    private static final Pointer LINES = Pointer.ROOT.field("lines");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1900, 1, 1);
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final Programme programme;
    private final Programme.Terms terms;
    /** The programme's own, by their names, so that its events share them. */
    private final Map<String, PartnerId> partners = new HashMap<>();

    private final Map<String, Unit> units = new HashMap<>();
    private final Money noMoney;
    private final AttributeCheck attributes;
    private final BooksEventCheck books;

    private EventCheck(Programme programme) {
        this.programme = programme;
        this.terms = programme.terms();
        terms.partners().forEach(partner -> partners.put(partner.id().value(), partner.id()));
        partners.put(PartnerId.PROGRAMME.value(), PartnerId.PROGRAMME);
        terms.units().forEach(unit -> units.put(unit.name(), unit));
        units.put(Unit.LITRE.name(), Unit.LITRE);
        units.put(Unit.PIECE.name(), Unit.PIECE);
        this.noMoney = Money.ofMinor(0, terms.currency());
        this.attributes = new AttributeCheck(terms.attributes());
        this.books = new BooksEventCheck(programme, this);
    }

    public static EventCheck of(Programme programme) {
        return new EventCheck(programme);
    }

    /** Everything that is wrong with the event, with places in its JSON; none if it fits. */
    public List<Problem> problems(Event event) {
        Problems problems = new Problems(MOST_PROBLEMS);
        if (event instanceof HubEvent) {
            problems.add(
                    "not-reported",
                    Pointer.ROOT,
                    "`" + Texts.shown(event.key().id()) + "` is an event of the hub's own making",
                    "report what happened; the hub makes such events itself");
            return problems.asFound();
        }
        partner(event.key().partner(), Pointer.ROOT, problems);
        text(event.key().id(), Pointer.ROOT, "id", problems);
        time(event.happenedAt(), Pointer.ROOT, problems);
        if (!event.member().isEmpty() || !BooksEventCheck.namesEarlier(event)) {
            member(event.member(), problems);
        }
        if (event instanceof Purchase purchase) {
            purchase(purchase, problems);
        } else if (event instanceof Quote quote) {
            purchase(quote.receipt(), problems);
            Pointer vouchers = Pointer.ROOT.field("vouchers");
            for (int i = 0; i < quote.vouchers().size(); i++) {
                voucher(quote.vouchers().get(i), vouchers.item(i), problems);
            }
        } else if (event instanceof Activity activity) {
            activity(activity, problems);
        } else if (event instanceof Enrolment enrolment) {
            birthday(enrolment.birthday(), enrolment, problems);
            referrer(enrolment.referrer(), problems);
        } else if (event instanceof ProfileChange change) {
            profileChange(change, problems);
        } else {
            books.check(event, problems);
        }
        return problems.asFound();
    }

    AttributeCheck attributes() {
        return attributes;
    }

    BooksEventCheck books() {
        return books;
    }

    /** Nothing in the programme's currency. */
    Money noMoney() {
        return noMoney;
    }

    /** The id of that name, whether there is such a partner or not. */
    PartnerId partner(String name) {
        PartnerId known = partners.get(name);
        return known == null ? new PartnerId(name) : known;
    }

    /** All units that there are. */
    Stream<Unit> units() {
        return units.values().stream();
    }

    /** The unit of that name, whether there is such a unit or not. */
    Unit unit(String name) {
        Unit known = units.get(name);
        return known == null ? new Unit(name) : known;
    }

    private void purchase(Purchase purchase, Problems problems) {
        seller(purchase.key().partner(), Pointer.ROOT, problems);
        oneCurrency(purchase, problems);
        lineCount(purchase.lines().size(), LINES, problems);
        for (int i = 0; i < Math.min(purchase.lines().size(), MAX_LINES); i++) {
            line(purchase.lines().get(i), LINES.item(i), problems);
        }
        payment(purchase.lines(), purchase.paidWithPoints(), Pointer.ROOT, problems);
        text(purchase.reservation(), Pointer.ROOT, "reservation", problems);
        text(purchase.quote(), Pointer.ROOT, "quote", problems);
        text(purchase.site(), Pointer.ROOT, "site", problems);
        text(purchase.channel(), Pointer.ROOT, "channel", problems);
        text(purchase.cashier(), Pointer.ROOT, "cashier", problems);
        attributes.check(purchase.attributes(), Pointer.ROOT, problems);
    }

    private void oneCurrency(Purchase purchase, Problems problems) {
        Currency found = purchase.paidWithPoints().currency();
        for (int i = 0; i < purchase.lines().size() && found.equals(terms.currency()); i++) {
            found = purchase.lines().get(i).amount().currency();
        }
        currency(found.getCurrencyCode(), Pointer.ROOT, problems);
    }

    private void profileChange(ProfileChange change, Problems problems) {
        change.tier().ifPresent(tier -> tier(tier, Pointer.ROOT, problems));
        int index = 0;
        for (String segment : change.segments().orElse(Set.of())) {
            segment(segment, Pointer.ROOT.field("segments").item(index++), problems);
        }
        birthday(change.birthday(), change, problems);
        attributes.check(change.attributes(), Pointer.ROOT, problems);
        somethingChanges(change, Pointer.ROOT, problems);
    }

    private void activity(Activity activity, Problems problems) {
        activity(activity.name(), Pointer.ROOT, problems);
        text(activity.site(), Pointer.ROOT, "site", problems);
        text(activity.channel(), Pointer.ROOT, "channel", problems);
        referrer(activity.referrer(), problems);
        attributes.check(activity.attributes(), Pointer.ROOT, problems);
    }

    void activity(String name, Pointer event, Problems problems) {
        if (!terms.activities().contains(name)) {
            unknown("activity", name, event.field("name"), terms::activities, problems);
        }
    }

    private void referrer(Optional<Identifier> referrer, Problems problems) {
        referrer.ifPresent(identifier -> identifier(identifier, Pointer.ROOT.field("referrer"), problems));
    }

    void oneReferrer(int identifiers, Pointer event, Problems problems) {
        problems.add(
                identifiers == 0 ? "missing-field" : "too-many",
                event.field("referrer"),
                "`referrer` " + (identifiers == 0 ? "names nobody" : "has " + identifiers + " identifiers"),
                "give one of: " + String.join(", ", terms.identifierKinds()));
    }

    private void birthday(Optional<LocalDate> birthday, Event event, Problems problems) {
        birthday.ifPresent(day -> birthday(day, event.key().partner(), event.happenedAt(), Pointer.ROOT, problems));
    }

    /** Not before 1900, and not after the day on which it was told, by the partner's clock. */
    void birthday(LocalDate birthday, PartnerId partner, Instant told, Pointer event, Problems problems) {
        boolean isBorn =
                birthday.atStartOfDay(programme.zoneOf(partner)).toInstant().compareTo(told) <= 0;
        if (birthday.isBefore(FIRST_BIRTHDAY) || !isBorn) {
            problems.add(
                    "out-of-range",
                    event.field("birthday"),
                    "`birthday` is " + birthday,
                    "give a day from " + FIRST_BIRTHDAY + " to the day of the event, or leave the field out");
        }
    }

    /** A partner of the programme, or the programme itself, which reports as a partner does. */
    void partner(PartnerId partner, Pointer event, Problems problems) {
        if (!partners.containsKey(partner.value())) {
            unknown(
                    "partner",
                    partner.value(),
                    event.field("partner"),
                    () -> terms.partners().stream()
                            .map(known -> known.id().value())
                            .toList(),
                    problems);
        }
    }

    void seller(PartnerId partner, Pointer event, Problems problems) {
        if (partner.equals(PartnerId.PROGRAMME)) {
            problems.add(
                    "not-a-seller",
                    event.field("partner"),
                    "`" + partner + "` is the programme itself, which sells nothing",
                    "name the partner where it was bought");
        }
    }

    void currency(String code, Pointer event, Problems problems) {
        Currency wanted = terms.currency();
        if (!wanted.getCurrencyCode().equals(code)) {
            problems.add(
                    "currency",
                    event.field("currency"),
                    "the amounts are in " + Texts.shown(code) + ", the programme's currency is " + wanted,
                    "convert them to " + wanted + " before you send the event");
        }
    }

    private static void text(Optional<String> text, Pointer owner, String field, Problems problems) {
        if (text.isPresent()) {
            text(text.get(), owner, field, problems);
        }
    }

    /** A text that people will see: not empty, not too long, nothing hidden in it. */
    static void text(String text, Pointer owner, String field, Problems problems) {
        if (text.isBlank()) {
            problems.add(
                    "empty-text", owner.field(field), "`" + field + "` is empty", "fill it, or leave the field out");
        } else if (text.length() > Texts.MAX_LENGTH) {
            problems.add(
                    "too-long",
                    owner.field(field),
                    "`" + field + "` has " + text.length() + " characters",
                    "at most " + Texts.MAX_LENGTH + " are allowed");
        } else {
            Optional<String> fault = Texts.fault(text);
            if (fault.isPresent()) {
                problems.add("bad-text", owner.field(field), "`" + field + "` " + fault.get(), "remove the character");
            }
        }
    }

    void time(Instant happenedAt, Pointer event, Problems problems) {
        if (happenedAt.isBefore(EARLIEST) || !happenedAt.isBefore(END)) {
            problems.add("out-of-range", event.field("at"), "`at` is " + happenedAt, "check the year");
        }
    }

    private void member(List<Identifier> member, Problems problems) {
        identified(member.size(), Pointer.ROOT, problems);
        for (int i = 0; i < member.size(); i++) {
            Identifier identifier = member.get(i);
            identifier(identifier, MEMBER, problems);
            if (i > 0 && identifier.kind().equals(member.get(i - 1).kind())) { // they are sorted
                problems.add(
                        "duplicate-field",
                        MEMBER.field(identifier.kind()),
                        "`" + Texts.shown(identifier.kind()) + "` is given twice",
                        "keep one of them");
            }
        }
    }

    void identified(int identifiers, Pointer event, Problems problems) {
        if (identifiers == 0) {
            problems.add(
                    "missing-field",
                    event.field("member"),
                    "`member` names nobody",
                    "give one of: " + String.join(", ", terms.identifierKinds()));
        }
    }

    void identifier(Identifier identifier, Pointer member, Problems problems) {
        if (!terms.identifierKinds().contains(identifier.kind())) {
            unknown("identifier", identifier.kind(), member.field(identifier.kind()), terms::identifierKinds, problems);
        } else {
            text(identifier.value(), member, identifier.kind(), problems);
        }
    }

    void lineCount(int lines, Pointer place, Problems problems) {
        if (lines == 0) {
            problems.add("empty-list", place, "the receipt has no lines", "send at least one");
        } else if (lines > MAX_LINES) {
            problems.add(
                    "too-many", place, "the receipt has " + lines + " lines", "at most " + MAX_LINES + " are allowed");
        }
    }

    private void line(Line line, Pointer place, Problems problems) {
        category(line.category(), place, problems);
        text(line.sku(), place, "sku", problems);
        unit(line.quantity().unit(), place, problems);
        quantity(line.quantity(), place, problems);
        amount(line.amount(), place, problems);
        attributes.check(line.attributes(), place, problems);
    }

    private void category(String category, Pointer line, Problems problems) {
        if (programme.categoryIndex(category) < 0) {
            noCategory(category, line, problems);
        }
    }

    void noCategory(String category, Pointer line, Problems problems) {
        unknown(
                "category",
                category,
                line.field("category"),
                () -> terms.categories().stream().map(known -> known.name()).toList(),
                problems);
    }

    void unit(Unit unit, Pointer line, Problems problems) {
        if (!units.containsKey(unit.name())) {
            unknown("unit", unit.name(), line.field("unit"), this::unitNames, problems);
        }
    }

    private List<String> unitNames() {
        List<String> units = new ArrayList<>(List.of(Unit.LITRE.name(), Unit.PIECE.name()));
        terms.units().forEach(unit -> units.add(unit.name()));
        return units;
    }

    void quantity(Quantity quantity, Pointer line, Problems problems) {
        if (isBeyond(quantity.micros(), MAX_QUANTITY_MICROS)) {
            beyond("quantity", quantity.amount(), Decimals.text(MAX_QUANTITY_MICROS, Quantity.DIGITS), line, problems);
        }
    }

    void amount(Money amount, Pointer line, Problems problems) {
        if (isBeyond(amount.minor(), MAX_AMOUNT_MINOR)) {
            beyond(
                    "amount",
                    amount.toString(),
                    Money.ofMinor(MAX_AMOUNT_MINOR, amount.currency()).toString(),
                    line,
                    problems);
        }
    }

    private static boolean isBeyond(long value, long bound) {
        return value > bound || value < -bound;
    }

    private static void beyond(String field, String value, String bound, Pointer owner, Problems problems) {
        problems.add(
                "out-of-range", owner.field(field), "`" + field + "` is " + value, "at most " + bound + " is allowed");
    }

    /** What was paid with points is a part of the receipt's total. */
    void payment(List<Line> lines, Money paid, Pointer event, Problems problems) {
        long total = 0;
        for (int i = 0; i < Math.min(lines.size(), MAX_LINES); i++) {
            long minor = lines.get(i).amount().minor();
            if (isBeyond(minor, MAX_AMOUNT_MINOR)) {
                return; // said already, and the total means nothing
            }
            total += minor;
        }
        if (paid.minor() < 0 || paid.minor() > Math.max(0, total)) {
            problems.add(
                    "out-of-range",
                    event.field("paidWithPoints"),
                    "`paidWithPoints` is " + paid + ", the receipt's total is " + Money.ofMinor(total, paid.currency()),
                    "send the part of the total that was paid with points, in money");
        }
    }

    void voucher(String code, Pointer place, Problems problems) {
        if (!terms.vouchers().contains(code)) {
            unknown("voucher", code, place, terms::vouchers, problems);
        }
    }

    void tier(String tier, Pointer event, Problems problems) {
        if (programme.tierRank(tier) < 0) {
            unknown("tier", tier, event.field("tier"), terms::tiers, problems);
        }
    }

    void segment(String segment, Pointer place, Problems problems) {
        if (!terms.segments().contains(segment)) {
            unknown("segment", segment, place, terms::segments, problems);
        }
    }

    void somethingChanges(ProfileChange change, Pointer event, Problems problems) {
        if (change.tier().isEmpty()
                && change.segments().isEmpty()
                && change.status().isEmpty()
                && change.birthday().isEmpty()
                && change.attributes().isEmpty()) {
            problems.add(
                    "empty-change",
                    event,
                    "the event changes nothing",
                    "give a tier, segments, a status, a birthday or attributes");
        }
    }

    /** Says that a name is not one of the known ones. */
    static void unknown(
            String what, String name, Pointer place, Supplier<? extends Collection<String>> known, Problems problems) {
        problems.add(
                "unknown-" + what.toLowerCase(Locale.ROOT),
                place,
                "there is no " + what + " `" + Texts.shown(name) + "`",
                () -> advice(name, known.get()));
    }

    private static String advice(String name, Collection<String> known) {
        return Suggestion.closest(name, known)
                .map(near -> "did you mean `" + near + "`?")
                .orElseGet(() -> known.isEmpty()
                        ? "the programme declares none"
                        : known.size() > 8
                                ? "the programme file lists them all"
                                : "known: " + String.join(", ", known));
    }
}
