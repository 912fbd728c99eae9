package org.loyaltyhub.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1900, 1, 1);
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final Programme programme;
    private final Programme.Terms terms;
    private final AttributeCheck attributes;
    private final BooksEventCheck books;

    private EventCheck(Programme programme) {
        this.programme = programme;
        this.terms = programme.terms();
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
            member(event.member(), Pointer.ROOT, problems);
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

    private void purchase(Purchase purchase, Problems problems) {
        seller(purchase.key().partner(), Pointer.ROOT, problems);
        oneCurrency(purchase, problems);
        Pointer lines = Pointer.ROOT.field("lines");
        lineCount(purchase.lines().size(), lines, problems);
        for (int i = 0; i < Math.min(purchase.lines().size(), MAX_LINES); i++) {
            line(purchase.lines().get(i), lines.item(i), problems);
        }
        payment(purchase.lines(), purchase.paidWithPoints(), Pointer.ROOT, problems);
        purchase.reservation().ifPresent(text -> text(text, Pointer.ROOT, "reservation", problems));
        purchase.quote().ifPresent(text -> text(text, Pointer.ROOT, "quote", problems));
        purchase.site().ifPresent(text -> text(text, Pointer.ROOT, "site", problems));
        purchase.channel().ifPresent(text -> text(text, Pointer.ROOT, "channel", problems));
        purchase.cashier().ifPresent(text -> text(text, Pointer.ROOT, "cashier", problems));
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
        activity.site().ifPresent(text -> text(text, Pointer.ROOT, "site", problems));
        activity.channel().ifPresent(text -> text(text, Pointer.ROOT, "channel", problems));
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
        if (programme.partnerIndex(partner) < 0) {
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
            Texts.fault(text)
                    .ifPresent(fault -> problems.add(
                            "bad-text", owner.field(field), "`" + field + "` " + fault, "remove the character"));
        }
    }

    void time(Instant happenedAt, Pointer event, Problems problems) {
        if (happenedAt.isBefore(EARLIEST) || !happenedAt.isBefore(END)) {
            problems.add("out-of-range", event.field("at"), "`at` is " + happenedAt, "check the year");
        }
    }

    private void member(List<Identifier> member, Pointer event, Problems problems) {
        identified(member.size(), event, problems);
        Set<String> kinds = new HashSet<>();
        for (Identifier identifier : member) {
            identifier(identifier, event.field("member"), problems);
            if (!kinds.add(identifier.kind())) {
                problems.add(
                        "duplicate-field",
                        event.field("member").field(identifier.kind()),
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
        line.sku().ifPresent(sku -> text(sku, place, "sku", problems));
        unit(line.quantity().unit(), place, problems);
        quantity(line.quantity(), place, problems);
        amount(line.amount(), place, problems);
        attributes.check(line.attributes(), place, problems);
    }

    void category(String category, Pointer line, Problems problems) {
        if (programme.categoryIndex(category) < 0) {
            unknown(
                    "category",
                    category,
                    line.field("category"),
                    () -> terms.categories().stream().map(known -> known.name()).toList(),
                    problems);
        }
    }

    void unit(Unit unit, Pointer line, Problems problems) {
        if (programme.unit(unit.name()).isEmpty()) {
            unknown("unit", unit.name(), line.field("unit"), this::units, problems);
        }
    }

    private List<String> units() {
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
        for (Line line : lines.subList(0, Math.min(lines.size(), MAX_LINES))) {
            long minor = line.amount().minor();
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
