package org.loyaltyhub.rules.internal.check;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.AttributeType;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.RuleTree;
import org.loyaltyhub.rules.internal.syntax.ScenarioTree;
import org.loyaltyhub.rules.internal.syntax.ScenarioTree.Expected;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.rules.scenario.Expectation;
import org.loyaltyhub.rules.scenario.Scenario;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Unit;

/** Makes a scenario of a tree: its receipts become purchases as a partner would report them. */
final class ScenarioChecker {
    private static final LocalTime NOON = LocalTime.of(12, 0);

    private final Scope scope;
    private final Values values;
    private final PartnerId owner;
    private final Set<String> rules;

    ScenarioChecker(Scope scope, PartnerId owner, Set<String> rules) {
        this.scope = scope;
        this.values = new Values(scope);
        this.owner = owner;
        this.rules = rules;
    }

    private Programme programme() {
        return scope.programme();
    }

    Optional<Scenario> scenario(ScenarioTree tree) {
        List<Purchase> given = purchases(tree.given(), 1);
        List<Purchase> when = purchases(tree.when(), 1 + tree.given().size());
        List<Expectation> expected = new ArrayList<>();
        for (Expected each : tree.then()) {
            try {
                expected.add(expectation(each));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        Optional<String> tier = Optional.empty();
        Optional<Instant> enrolled = Optional.empty();
        for (ScenarioTree.Member member : tree.members()) {
            tier = member.tier().isPresent() ? tier(member) : tier;
            if (member.enrolled().isPresent()) {
                var date = member.enrolled().get().date();
                enrolled = Optional.of(
                        date.atStartOfDay(programme().terms().zone()).toInstant());
            }
        }
        if (when.isEmpty() && tree.when().isEmpty() && !tree.then().isEmpty()) {
            scope.findings()
                    .add(Code.SCENARIO_WITHOUT_EVENT, tree.word(), tree.name().value());
        }
        if (when.isEmpty() || expected.isEmpty()) {
            return Optional.empty();
        }
        Instant first = Stream.concat(given.stream(), when.stream())
                .map(Purchase::happenedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        return Optional.of(new Scenario(
                tree.name().value(),
                scope.findings().source().placeOf(tree.word()),
                tier,
                enrolled.orElse(first),
                given,
                when,
                expected));
    }

    private Optional<String> tier(ScenarioTree.Member member) {
        ValueTree word = new ValueTree.Word(member.tier().orElseThrow());
        try {
            values.number(word, word, ValueType.TIER, "");
        } catch (Refused reported) {
            return Optional.empty();
        }
        return member.tier().map(name -> name.text());
    }

    private List<Purchase> purchases(List<ScenarioTree.Receipt> receipts, int firstId) {
        List<Purchase> purchases = new ArrayList<>();
        for (ScenarioTree.Receipt receipt : receipts) {
            try {
                purchases.add(purchase(receipt, firstId + purchases.size()));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        return purchases;
    }

    private Purchase purchase(ScenarioTree.Receipt receipt, int id) {
        PartnerId partner =
                receipt.at().isPresent() ? scope.partner(receipt.at().get()) : owner;
        if (partner.equals(PartnerId.PROGRAMME)) {
            throw scope.refuse(
                    Code.RECEIPT_FROM_WHERE,
                    receipt.extent(),
                    new Findings.Help(String.join(", ", scope.partnerNames())));
        }
        if (receipt.on().isEmpty()) {
            throw scope.refuse(Code.RECEIPT_WHEN, receipt.extent());
        }
        ZoneId zone = programme().zoneOf(partner);
        RuleTree.Moment on = receipt.on().get();
        LocalTime time = on.minutes()
                .map(minutes -> LocalTime.ofSecondOfDay(minutes * 60L))
                .orElse(NOON);
        List<Line> lines = new ArrayList<>();
        for (ScenarioTree.Bought bought : receipt.lines()) {
            lines.add(line(bought));
        }
        return new Purchase(
                new EventKey(partner, Integer.toString(id)),
                on.date().atTime(time).atZone(zone).toInstant(),
                List.of(),
                lines,
                paidWithPoints(receipt, lines),
                receipt.site().map(text -> text.value()),
                receipt.channel().map(text -> text.value()),
                Optional.empty(),
                attributes(receipt.attributes(), false));
    }

    private Money money(long minor) {
        return Money.ofMinor(minor, programme().currency());
    }

    private Money paidWithPoints(ScenarioTree.Receipt receipt, List<Line> lines) {
        if (receipt.paidWithPoints().isEmpty()) {
            return money(0);
        }
        ValueTree.Measure stated = receipt.paidWithPoints().get();
        Money paid = money(values.money(stated));
        Money total = lines.stream().map(Line::amount).reduce(money(0), Money::plus);
        if (paid.minor() > total.minor()) {
            throw scope.refuse(Code.PAID_TOO_MUCH, stated.extent(), paid, total);
        }
        return paid;
    }

    private Line line(ScenarioTree.Bought bought) {
        Category category = programme()
                .category(bought.category().text())
                .orElseThrow(() -> scope.unknownCategory(bought.category()));
        Quantity quantity =
                bought.quantity().map(measure -> quantity(measure, category)).orElse(new Quantity(0, category.unit()));
        return new Line(
                category.name(),
                bought.sku().map(text -> text.value()),
                quantity,
                money(values.money(bought.amount())),
                attributes(bought.attributes(), true));
    }

    private Quantity quantity(ValueTree.Measure measure, Category category) {
        Unit unit = measure.unit().flatMap(values::goodsUnit).orElse(category.unit());
        String what = category.name();
        ValueTree.Measure bare = new ValueTree.Measure(measure.number(), Optional.empty(), measure.extent());
        boolean named = measure.unit().isPresent();
        long micros = named
                ? values.number(measure, measure, ValueType.quantity(unit), what)
                : values.number(bare, measure, ValueType.NUMBER, what);
        return new Quantity(micros, unit);
    }

    private Map<String, String> attributes(List<ScenarioTree.Said> said, boolean ofLine) {
        Map<String, String> attributes = new TreeMap<>();
        for (ScenarioTree.Said each : said) {
            FigureTree.Attribute figure = new FigureTree.Attribute(each.name(), ofLine, each.extent());
            AttributeType type = LineFilters.attributeType(scope, figure);
            attributes.put(each.name().value(), attribute(each, figure, type));
        }
        return attributes;
    }

    private String attribute(ScenarioTree.Said said, FigureTree.Attribute figure, AttributeType type) {
        if (type == AttributeType.NUMBER) {
            values.number(
                    said.value(),
                    said.value(),
                    ValueType.NUMBER,
                    scope.printer().figure(figure));
            return ((ValueTree.Measure) said.value()).number().toPlainString();
        }
        if (said.value() instanceof ValueTree.Quoted quoted) {
            return quoted.text();
        }
        throw scope.refuse(
                Code.TEXT_NEEDED,
                said.value().extent(),
                scope.printer().figure(figure),
                scope.printer().value(said.value()));
    }

    private Expectation expectation(Expected expected) {
        String text = scope.printer().expected(expected);
        if (expected instanceof Expected.FromRule from) {
            String name = from.rule().value();
            if (!rules.contains(name)) {
                throw scope.refuse(Code.UNKNOWN_RULE, from.rule().extent(), name, scope.nearOrAll(name, rules));
            }
            Points points = from.points().map(this::points).orElse(Points.ZERO);
            return new Expectation.FromRule(text, new RuleKey(owner, name), points);
        }
        if (expected instanceof Expected.Balance balance) {
            return new Expectation.Balance(text, points(balance.points()));
        }
        boolean more = ((Expected.Nothing) expected).more();
        return more ? new Expectation.NothingElse(text) : new Expectation.Nothing(text);
    }

    private Points points(ValueTree.Measure measure) {
        if (!Values.isPoints(measure)) {
            String number = measure.number().toPlainString();
            throw scope.refuse(
                    Code.EXPECTS_NO_POINTS, measure.extent(), scope.printer().value(measure), number);
        }
        return values.points(measure, measure);
    }
}
