package org.loyaltyhub.rules.internal.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.loyaltyhub.event.Activity;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.ClauseTree;
import org.loyaltyhub.rules.internal.syntax.Keyword;
import org.loyaltyhub.rules.internal.syntax.Name;
import org.loyaltyhub.rules.internal.syntax.RuleTree;
import org.loyaltyhub.rules.internal.syntax.ScenarioTree;
import org.loyaltyhub.rules.internal.syntax.ScenarioTree.Expected;
import org.loyaltyhub.rules.internal.syntax.Text;
import org.loyaltyhub.rules.internal.syntax.UnitTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.rules.scenario.Expectation;
import org.loyaltyhub.rules.scenario.Item;
import org.loyaltyhub.rules.scenario.Scenario;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

/** Makes a scenario of a tree: its receipts become purchases as a partner would report them. */
final class ScenarioChecker {
    private static final LocalTime NOON = LocalTime.of(12, 0);

    private final Scope scope;
    private final Values values;
    private final ScenarioReturns returns;
    private final PartnerId owner;
    private final Set<String> rules;

    ScenarioChecker(Scope scope, PartnerId owner, Set<String> rules) {
        this.scope = scope;
        this.values = new Values(scope);
        this.returns = new ScenarioReturns(scope, values);
        this.owner = owner;
        this.rules = rules;
    }

    private Programme programme() {
        return scope.programme();
    }

    Optional<Scenario> scenario(ScenarioTree tree) {
        List<Event> given = new ArrayList<>();
        events(tree.given(), 1, List.of(), given);
        List<Event> when = new ArrayList<>();
        events(tree.when(), 1 + tree.given().size(), given, when);
        List<Expectation> expected = new ArrayList<>();
        for (Expected each : tree.then()) {
            try {
                expected.add(expectation(each));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        if (tree.sound() && tree.when().isEmpty() && !tree.then().isEmpty()) {
            scope.findings()
                    .add(Code.SCENARIO_WITHOUT_EVENT, tree.word(), tree.name().value());
        }
        Instant first = Stream.concat(given.stream(), when.stream())
                .map(Event::happenedAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Scenario.Member member = new ScenarioMembers(scope, values).member(tree.members(), first);
        if (when.isEmpty() || expected.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Scenario(
                tree.name().value(), scope.findings().source().placeOf(tree.word()), member, given, when, expected));
    }

    private void events(List<ScenarioTree.Step> steps, int firstId, List<Event> before, List<Event> events) {
        for (int i = 0; i < steps.size(); i++) {
            try {
                List<Event> earlier = new ArrayList<>(before);
                earlier.addAll(events);
                events.addAll(events(steps.get(i), firstId + i, earlier));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
    }

    private List<Event> events(ScenarioTree.Step step, int id, List<Event> earlier) {
        if (step instanceof ScenarioTree.GoodsBack back) {
            Purchase purchase = returns.purchase(back, earlier);
            ZoneId zone = programme().zoneOf(purchase.key().partner());
            Instant at = after(back.on(), back.extent(), zone, earlier);
            return List.of(returns.refund(back, purchase, at, Integer.toString(id)));
        }
        if (step instanceof ScenarioTree.PointsSpent spent) {
            PartnerId partner = spent.at().map(scope::partner).orElse(owner);
            Instant at = after(spent.on(), spent.extent(), programme().zoneOf(partner), earlier);
            return returns.redemption(spent, partner, at, Integer.toString(id));
        }
        return List.of(event(step, id));
    }

    /** When it says, or when the latest event before it was. */
    private Instant after(Optional<RuleTree.Moment> on, Extent extent, ZoneId zone, List<Event> earlier) {
        return on.isPresent()
                ? at(on, extent, zone)
                : earlier.stream()
                        .map(Event::happenedAt)
                        .max(Instant::compareTo)
                        .orElseThrow(() -> scope.refuse(Code.RECEIPT_WHEN, extent));
    }

    private Event event(ScenarioTree.Step step, int id) {
        if (step instanceof ScenarioTree.Receipt receipt) {
            return purchase(receipt, id);
        }
        if (step instanceof ScenarioTree.Act act) {
            return act(act, id);
        }
        if (step instanceof ScenarioTree.OfCalendar calendar) {
            return ofCalendar(calendar, id);
        }
        ScenarioTree.TierChange change = (ScenarioTree.TierChange) step;
        scope.tier(change.tier());
        return new ProfileChange(
                new EventKey(PartnerId.PROGRAMME, Integer.toString(id)),
                at(change.on(), change.extent(), programme().terms().zone()),
                List.of(),
                Optional.of(change.tier().text()),
                Optional.empty(),
                Optional.empty());
    }

    private Event act(ScenarioTree.Act act, int id) {
        PartnerId partner = act.at().isPresent() ? scope.partner(act.at().get()) : owner;
        EventKey key = new EventKey(partner, Integer.toString(id));
        Instant at = at(act.on(), act.extent(), programme().zoneOf(partner));
        ScenarioTree.Details details = act.details();
        Optional<Identifier> referrer =
                details.referrer() ? Optional.of(new Identifier("scenario", "referrer")) : Optional.empty();
        if (act.activity().isEmpty()) {
            return new Enrolment(key, at, List.of(), Optional.empty(), referrer);
        }
        Name name = act.activity().get();
        if (!programme().terms().activities().contains(name.text())) {
            throw scope.refuse(
                    Code.UNKNOWN_ACTIVITY,
                    name.extent(),
                    name.text(),
                    scope.nearOrAll(name.text(), programme().terms().activities()));
        }
        return new Activity(
                key,
                at,
                List.of(),
                name.text(),
                details.site().map(Text::value),
                details.channel().map(Text::value),
                referrer,
                attributes(details.attributes(), false));
    }

    /** A birthday begins its day, a period's end is its last moment, by the programme's clock. */
    private Event ofCalendar(ScenarioTree.OfCalendar calendar, int id) {
        ZoneId zone = programme().terms().zone();
        LocalDate day = at(calendar.on(), calendar.extent(), zone).atZone(zone).toLocalDate();
        String key = Integer.toString(id);
        if (calendar.endOf().isEmpty()) {
            return HubEvent.of(key, day.atStartOfDay(zone).toInstant(), new Subject.Birthdays());
        }
        Instant end =
                calendar.endOf().get().nextFirstDay(day).atStartOfDay(zone).toInstant();
        return HubEvent.of(
                key, end.minusNanos(1), new Subject.EndOf(calendar.endOf().get()));
    }

    private Instant at(Optional<RuleTree.Moment> on, Extent extent, ZoneId zone) {
        if (on.isEmpty()) {
            throw scope.refuse(Code.RECEIPT_WHEN, extent);
        }
        LocalTime time = on.get()
                .minutes()
                .map(minutes -> LocalTime.ofSecondOfDay(minutes * 60L))
                .orElse(NOON);
        return on.get().date().atTime(time).atZone(zone).toInstant();
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
        if (receipt.details().referrer()) {
            throw scope.refuse(
                    Code.NO_REFERRER, receipt.extent(), scope.printer().step(receipt));
        }
        Instant at = at(receipt.on(), receipt.extent(), programme().zoneOf(partner));
        List<Line> lines = new ArrayList<>();
        for (ScenarioTree.Bought bought : receipt.lines()) {
            lines.add(line(bought));
        }
        return new Purchase(
                new EventKey(partner, Integer.toString(id)),
                at,
                List.of(),
                lines,
                paidWithPoints(receipt, lines),
                receipt.details().site().map(text -> text.value()),
                receipt.details().channel().map(text -> text.value()),
                Optional.empty(),
                attributes(receipt.details().attributes(), false));
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
        Quantity quantity = bought.quantity()
                .map(measure -> quantity(values, measure, category))
                .orElse(new Quantity(0, category.unit()));
        return new Line(
                category.name(),
                bought.sku().map(text -> text.value()),
                quantity,
                money(values.money(bought.amount())),
                attributes(bought.attributes(), true));
    }

    static Quantity quantity(Values values, ValueTree.Measure measure, Category category) {
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
        return new ScenarioMembers(scope, values).attributes(said, ofLine);
    }

    private Expectation expectation(Expected expected) {
        String text = scope.printer().expected(expected);
        if (expected instanceof Expected.FromRule from) {
            return fromRule(from, text);
        }
        if (expected instanceof Expected.Balance balance) {
            return new Expectation.Balance(text, returns.points(balance.points()));
        }
        if (expected instanceof Expected.Nothing nothing) {
            return nothing.more() ? new Expectation.NothingElse(text) : new Expectation.Nothing(text);
        }
        return gift(expected, text);
    }

    private Expectation fromRule(Expected.FromRule from, String text) {
        String name = from.rule().value();
        if (!rules.contains(name)) {
            throw scope.refuse(Code.UNKNOWN_RULE, from.rule().extent(), name, scope.nearOrAll(name, rules));
        }
        Points points = from.points().map(returns::points).orElse(Points.ZERO);
        Item all = from.toReferrer() ? Item.pointsToReferrer(name) : Item.points(name);
        Item meant =
                from.payer().map(payer -> Item.pointsPaidBy(payer(payer), name)).orElse(all);
        return new Expectation.Gives(text, meant, points.units());
    }

    private PartnerId payer(ClauseTree.Share said) {
        if (said.role() == Keyword.PROGRAMME) {
            return PartnerId.PROGRAMME;
        }
        return said.role() == Keyword.OWN ? owner : scope.partner(said.name());
    }

    private Expectation gift(Expected expected, String text) {
        Programme.Terms terms = programme().terms();
        if (expected instanceof Expected.Tickets tickets) {
            String draw = scope.declared(tickets.draw(), terms.draws(), Code.UNKNOWN_DRAW);
            long number = tickets.number().map(this::whole).orElse(1L);
            return new Expectation.Gives(text, Item.tickets(draw), number);
        }
        if (expected instanceof Expected.Voucher voucher) {
            String code = scope.declared(voucher.code(), terms.vouchers(), Code.UNKNOWN_VOUCHER);
            return new Expectation.Gives(text, Item.voucher(code), 1);
        }
        if (expected instanceof Expected.Badge badge) {
            return new Expectation.Gives(text, Item.badge(badge.name().value()), 1);
        }
        if (expected instanceof Expected.Message message) {
            return new Expectation.Gives(text, Item.message(message.text().value()), 1);
        }
        if (expected instanceof Expected.Off off) {
            return new Expectation.Gives(text, Item.MONEY_OFF, minor(off.money()));
        }
        return new Expectation.Gives(text, Item.FEE, minor(((Expected.Fee) expected).money()));
    }

    private long whole(ValueTree.Measure number) {
        if (number.unit().isPresent()) {
            throw scope.refuse(Code.NOT_WHOLE, number.extent(), scope.printer().value(number));
        }
        return values.whole(number.number(), number);
    }

    private long minor(ValueTree.Measure money) {
        boolean named =
                money.unit().filter(unit -> unit.kind() == UnitTree.Kind.NAME).isPresent();
        if (!named) {
            throw scope.refuse(
                    Code.EXPECTS_NO_MONEY,
                    money.extent(),
                    scope.printer().value(money),
                    programme().currency().getCurrencyCode());
        }
        return values.money(money);
    }
}
