package org.loyaltyhub.cli.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.intake.Named;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Texts;
import org.loyaltyhub.value.Unit;

/**
 * Reads the fields of one row after another. Everything that is wrong with a row is told at once. Not thread-safe: one
 * for each file that is read.
 */
final class RowReader {
    private final Mapping.OfEvent of;
    private final Programme programme;
    private final Cells cells;
    private final Calculator calculator;
    private final Map<String, PartnerId> partners = new HashMap<>();
    private List<Problem> problems = new ArrayList<>();

    RowReader(Mapping.OfEvent of, NumberForm numbers, Programme programme, Cells cells) {
        this.of = of;
        this.programme = programme;
        this.cells = cells;
        this.calculator = new Calculator(numbers, cells, problem -> problems.add(problem));
    }

    /** {@code purchase} or {@code refund}. */
    String type() {
        return of.type();
    }

    /** Whether the row at hand is one of those that become such an event. */
    boolean takes() {
        return of.rows().passes(cells);
    }

    /** What was wrong since this was last asked. */
    List<Problem> takeProblems() {
        List<Problem> taken = problems;
        problems = new ArrayList<>();
        return taken;
    }

    /** Whose receipt the row belongs to; empty, with a problem, if the row does not say. */
    Optional<EventKey> key() {
        String partner = cells.text(of.receipt().partner());
        String id = cells.text(of.receipt().id());
        if (partner.isEmpty()) {
            missing("partner", of.receipt().partner());
        }
        if (id.isEmpty()) {
            missing("id", of.receipt().id());
        }
        return problems.isEmpty()
                ? Optional.of(new EventKey(partners.computeIfAbsent(partner, PartnerId::new), id))
                : Optional.empty();
    }

    /** What of that the row says. */
    Named named() {
        return new Named(
                Optional.of(cells.text(of.receipt().partner())),
                Optional.of(cells.text(of.receipt().id())));
    }

    /** What the row says of the whole receipt; null, with a problem, if it does not. */
    Draft.@Nullable Head head(PartnerId partner) {
        Mapping.OfReceipt receipt = of.receipt();
        Optional<Instant> at = at(receipt.at(), partner);
        List<Identifier> member = member();
        if (member.isEmpty()) {
            problem(
                    "no-member",
                    "the row names no member: " + names(receipt.member()) + " is empty",
                    "leave such rows out with `drop`, if they are not members'");
        }
        return at.isEmpty() || member.isEmpty()
                ? null
                : new Draft.Head(
                        at.get(),
                        member,
                        optional(receipt.purchase()),
                        optional(receipt.site()),
                        optional(receipt.channel()),
                        optional(receipt.cashier()),
                        attributes(receipt.attributes()));
    }

    /** The identifiers that the row names its member by. */
    List<Identifier> member() {
        List<Identifier> member = new ArrayList<>(1);
        of.receipt().member().forEach((kind, template) -> {
            String value = cells.text(template);
            if (!value.isEmpty()) {
                member.add(new Identifier(kind, value));
            }
        });
        return member;
    }

    /** The row as a line of its event; null, with a problem, if it cannot be one. */
    Draft.@Nullable Row row() {
        return of.line() instanceof Mapping.OfBought bought ? bought(bought) : returned((Mapping.OfReturned) of.line());
    }

    private Draft.@Nullable Row bought(Mapping.OfBought of) {
        Optional<Category> category = category(of.category());
        Currency currency = currency(of.currency());
        OptionalLong amount = amount(of.amount(), currency);
        Optional<Unit> unit = unit(of.unit(), category);
        OptionalLong quantity = isGiven(of.quantity()) ? quantity(of.quantity().get()) : OptionalLong.of(0);
        if (category.isEmpty() || amount.isEmpty() || unit.isEmpty() || quantity.isEmpty()) {
            return null;
        }
        return new Draft.Bought(
                category.get().name(),
                sku(of.sku()),
                quantity.getAsLong(),
                unit.get(),
                amount.getAsLong(),
                unlessProgrammes(currency),
                attributes(of.attributes()));
    }

    private Draft.@Nullable Row returned(Mapping.OfReturned of) {
        int before = problems.size();
        String sku = sku(of.sku());
        Currency currency = currency(of.currency());
        OptionalLong amount = isGiven(of.amount()) ? amount(of.amount().get(), currency) : OptionalLong.empty();
        OptionalLong quantity = isGiven(of.quantity()) ? quantity(of.quantity().get()) : OptionalLong.empty();
        if (sku == null && !isGiven(of.amount())) {
            problem(
                    "missing-value",
                    "the row does not say what comes back: it has neither sku nor amount",
                    "fill one of them in");
        }
        return problems.size() > before
                ? null
                : new Draft.Returned(
                        sku,
                        quantity.isPresent() ? quantity.getAsLong() : null,
                        amount.isPresent() ? amount.getAsLong() : null,
                        unlessProgrammes(currency));
    }

    private boolean isGiven(Optional<Calculation> calculation) {
        return calculation.isPresent() && !calculator.isEmpty(calculation.get());
    }

    private @Nullable String sku(Optional<Template> template) {
        return template.map(cells::sharedText).filter(text -> !text.isEmpty()).orElse(null);
    }

    private @Nullable Currency unlessProgrammes(Currency currency) {
        return currency == programme.currency() ? null : currency;
    }

    private Optional<Instant> at(TimeForm form, PartnerId partner) {
        String value = cells.text(form.text());
        if (value.isEmpty()) {
            missing("at", form.text());
            return Optional.empty();
        }
        Optional<Instant> at = form.parse(value, programme.zoneOf(partner));
        if (at.isEmpty()) {
            problem(
                    "bad-time",
                    "`" + Texts.shown(value) + "` " + in(form.text()) + " is no date or time",
                    "the mapping's format is " + form.pattern());
        }
        return at;
    }

    private Optional<Category> category(CategoryTable table) {
        String word = cells.text(table.of());
        Optional<Category> category = table.category(word).flatMap(programme::category);
        if (category.isEmpty()) {
            String near = Suggestion.didYouMean(
                    word, table.table().isEmpty() ? categories() : table.table().keySet());
            problem(
                    "unknown-category",
                    "`" + Texts.shown(word) + "` " + in(table.of()) + " is no category",
                    near.isEmpty() ? "add it to the mapping's category table, or say what `otherwise` is" : near);
        }
        return category;
    }

    private List<String> categories() {
        return programme.terms().categories().stream().map(Category::name).toList();
    }

    private Currency currency(Optional<Template> template) {
        String code = template.map(cells::text).orElse("");
        if (code.isEmpty()) {
            return programme.currency();
        }
        if (code.equals(programme.currency().getCurrencyCode())) {
            return programme.currency();
        }
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            problem(
                    "unknown-currency",
                    "`" + Texts.shown(code) + "` " + in(template.orElseThrow()) + " is no currency",
                    "a currency has three letters, such as " + programme.currency());
            return programme.currency();
        }
    }

    private OptionalLong amount(Calculation amount, Currency currency) {
        return calculator.scaled(amount, Money.digits(currency), "bad-amount", "amount in " + currency);
    }

    private OptionalLong quantity(Calculation quantity) {
        return calculator.scaled(quantity, Quantity.DIGITS, "bad-quantity", "quantity");
    }

    private Optional<Unit> unit(Optional<Template> template, Optional<Category> category) {
        String name = template.map(cells::text).orElse("");
        if (name.isEmpty()) {
            return Optional.of(category.map(Category::unit).orElse(Unit.PIECE));
        }
        Optional<Unit> unit = programme.unit(name);
        if (unit.isEmpty()) {
            problem(
                    "unknown-unit",
                    "`" + Texts.shown(name) + "` " + in(template.orElseThrow()) + " is no unit of the programme",
                    "declare it under `units` in the programme, or write a constant");
        }
        return unit;
    }

    private Optional<String> optional(Optional<Template> template) {
        return template.map(cells::sharedText).filter(text -> !text.isEmpty());
    }

    private Map<String, String> attributes(SortedMap<String, Template> templates) {
        if (templates.isEmpty()) {
            return Map.of();
        }
        Map<String, String> attributes = new TreeMap<>();
        templates.forEach((name, template) -> {
            String value = cells.sharedText(template);
            if (!value.isEmpty()) {
                attributes.put(name, value);
            }
        });
        return attributes;
    }

    private void missing(String what, Template template) {
        problem("missing-value", "the row has no " + what + ": " + names(template) + " is empty", "fill it in");
    }

    private static String in(Template template) {
        return template.columns().isEmpty() ? "in the mapping" : "in " + names(template);
    }

    private static String names(Template template) {
        return "column `" + String.join("`, `", template.columns()) + "`";
    }

    private static String names(SortedMap<String, Template> templates) {
        return "column `"
                + String.join(
                        "`, `",
                        templates.values().stream()
                                .flatMap(template -> template.columns().stream())
                                .distinct()
                                .toList())
                + "`";
    }

    private void problem(String code, String message, String advice) {
        problems.add(new Problem(code, "", message, advice));
    }
}
