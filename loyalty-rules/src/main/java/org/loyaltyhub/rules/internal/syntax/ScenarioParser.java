package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.ScenarioTree.Expected;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;
import org.loyaltyhub.value.Period;

/** Reads one scenario after another; what cannot be read is reported and left out. */
final class ScenarioParser {
    private static final Set<Keyword> PARTS = EnumSet.of(Keyword.GIVEN, Keyword.WHEN, Keyword.THEN, Keyword.AND);

    private final TokenStream tokens;
    private final ValueParser values;
    private final OccasionParser occasions;
    private final ClauseParser clauses;

    ScenarioParser(TokenStream tokens) {
        this.tokens = tokens;
        this.values = new ValueParser(tokens);
        this.occasions = new ConditionParser(tokens, values).occasions();
        this.clauses = new ClauseParser(tokens, values, occasions);
    }

    ScenarioTree scenario() {
        Token first = tokens.expect(Keyword.SCENARIO);
        Text name = values.text("what.scenario-name");
        Draft draft = new Draft();
        Extent word = tokens.since(first);
        while (!tokens.at(Kind.END) && !tokens.atAny(Parser.SECTIONS)) {
            Token before = tokens.current();
            try {
                part(draft);
            } catch (SyntaxError reported) {
                draft.broken = true;
                tokens.moveOnFrom(before);
                skipToPart();
            }
        }
        if (draft.then.isEmpty() && !draft.broken) {
            tokens.report(Code.SCENARIO_CHECKS_NOTHING, word, name.value());
        }
        return new ScenarioTree(name, draft.members, draft.given, draft.when, draft.then, !draft.broken, word);
    }

    private void skipToPart() {
        while (!tokens.at(Kind.END) && !tokens.atAny(Parser.SECTIONS) && !tokens.atAny(PARTS)) {
            tokens.take();
        }
    }

    private void part(Draft draft) {
        Token first = tokens.current();
        switch (first.keyword() == null ? Keyword.RULE : first.keyword()) {
            case GIVEN, WHEN, THEN -> draft.section = Objects.requireNonNull(first.keyword());
            case AND -> {
                if (draft.section == Keyword.SCENARIO) {
                    tokens.take();
                    throw tokens.report(Code.STRAY_AND, first.extent());
                }
            }
            default -> throw tokens.unexpected("what.scenario-part", PARTS.toArray(Keyword[]::new));
        }
        tokens.take();
        if (draft.size() >= Bounds.STEPS) {
            throw draft.isFull() ? new SyntaxError() : tokens.report(Code.TOO_MANY_STEPS, first.extent(), Bounds.STEPS);
        }
        switch (draft.section) {
            case GIVEN -> given(draft);
            case WHEN -> draft.when.add(step());
            default -> draft.then.add(expected(!draft.then.isEmpty()));
        }
    }

    private void given(Draft draft) {
        if (tokens.at(Keyword.MEMBER)) {
            draft.members.add(member());
        } else {
            draft.given.add(step());
        }
    }

    private ScenarioTree.Member member() {
        Token first = tokens.expect(Keyword.MEMBER);
        Known known = new Known();
        do {
            known(known);
        } while (tokens.takeIf(Kind.COMMA));
        return new ScenarioTree.Member(
                known.tier,
                known.enrolled,
                known.birthday,
                known.segments,
                known.attributes,
                known.rank,
                tokens.since(first));
    }

    private void known(Known known) {
        if (tokens.takeIf(Keyword.TIER)) {
            known.tier = Optional.of(values.name("what.tier"));
        } else if (tokens.takeIf(Keyword.ENROLLED)) {
            known.enrolled = Optional.of(values.date());
        } else if (tokens.takeIf(Keyword.BIRTHDAY)) {
            known.birthday = Optional.of(values.date());
        } else if (tokens.takeIf(Keyword.SEGMENT)) {
            known.segments.add(values.text("what.segment"));
        } else if (tokens.takeIf(Keyword.ATTRIBUTE)) {
            known.attributes.add(said());
        } else if (tokens.takeIf(Keyword.RANK)) {
            known.rank = Optional.of(values.measure("what.number"));
        } else {
            throw tokens.expected("what.member", Keyword.TIER, Keyword.ENROLLED, Keyword.BIRTHDAY, Keyword.SEGMENT);
        }
    }

    private ScenarioTree.Step step() {
        Token first = tokens.current();
        return switch (first.keyword() == null ? Keyword.RULE : first.keyword()) {
            case PURCHASE -> receipt();
            case ACTIVITY -> activity();
            case ENROLMENT -> act(tokens.take(), Optional.empty());
            case BIRTHDAY -> birthday();
            case END -> endOf();
            case TIER -> tierChange();
            case REFUND -> goodsBack();
            case REDEMPTION -> pointsSpent();
            default -> throw tokens.expected("what.step", Keyword.PURCHASE, Keyword.ACTIVITY, Keyword.ENROLMENT);
        };
    }

    private ScenarioTree.Step activity() {
        Token first = tokens.expect(Keyword.ACTIVITY);
        return act(first, Optional.of(values.name("what.activity")));
    }

    private ScenarioTree.Step birthday() {
        Token first = tokens.expect(Keyword.BIRTHDAY);
        return new ScenarioTree.OfCalendar(Optional.empty(), on(), tokens.since(first));
    }

    private ScenarioTree.Step endOf() {
        Token first = tokens.expect(Keyword.END);
        tokens.expect(Keyword.OF);
        Period period = occasions.period();
        return new ScenarioTree.OfCalendar(Optional.of(period), on(), tokens.since(first));
    }

    private ScenarioTree.Step tierChange() {
        Token first = tokens.expect(Keyword.TIER);
        boolean falls = tokens.takeIf(Keyword.FALLS);
        if (falls) {
            tokens.expect(Keyword.TO);
        } else {
            tokens.expect(Keyword.BECOMES);
        }
        Name tier = values.name("what.tier");
        return new ScenarioTree.TierChange(falls, tier, on(), tokens.since(first));
    }

    private ScenarioTree.Step goodsBack() {
        Token first = tokens.expect(Keyword.REFUND);
        tokens.expect(Keyword.OF);
        List<ScenarioTree.Back> goods = new ArrayList<>();
        if (!tokens.at(Keyword.THAT)) {
            do {
                goods.add(back());
                if (goods.size() > Bounds.STEPS) {
                    throw tokens.report(Code.TOO_MANY_STEPS, tokens.since(first), Bounds.STEPS);
                }
            } while (tokens.takeIf(Kind.COMMA));
            tokens.expect(Keyword.FROM);
        }
        tokens.expect(Keyword.THAT);
        tokens.expect(Keyword.PURCHASE);
        return new ScenarioTree.GoodsBack(goods, on(), tokens.since(first));
    }

    private ScenarioTree.Back back() {
        Token first = tokens.current();
        Name category = values.name("what.category");
        Optional<ValueTree.Measure> quantity =
                tokens.at(Kind.NUMBER) ? Optional.of(values.measure("what.quantity")) : Optional.empty();
        Optional<ValueTree.Measure> amount =
                tokens.takeIf(Keyword.FOR) ? Optional.of(values.measure("what.money")) : Optional.empty();
        return new ScenarioTree.Back(category, quantity, amount, tokens.since(first));
    }

    private ScenarioTree.Step pointsSpent() {
        Token first = tokens.expect(Keyword.REDEMPTION);
        tokens.expect(Keyword.OF);
        ValueTree.Measure points = values.measure("what.points");
        return new ScenarioTree.PointsSpent(points, at(), on(), tokens.since(first));
    }

    private ScenarioTree.Step act(Token first, Optional<Name> activity) {
        Optional<Name> at = at();
        Optional<RuleTree.Moment> on = on();
        Parts parts = new Parts();
        while (tokens.takeIf(Kind.COMMA)) {
            detail(parts);
        }
        return new ScenarioTree.Act(activity, at, on, parts.details(), tokens.since(first));
    }

    private Optional<Name> at() {
        return tokens.takeIf(Keyword.AT) ? Optional.of(values.name("what.partner-id")) : Optional.empty();
    }

    private Optional<RuleTree.Moment> on() {
        return tokens.takeIf(Keyword.ON) ? Optional.of(values.moment()) : Optional.empty();
    }

    private ScenarioTree.Receipt receipt() {
        Token first = tokens.expect(Keyword.PURCHASE);
        tokens.expect(Keyword.OF);
        Parts parts = new Parts();
        do {
            parts.bought.add(bought());
            if (parts.bought.size() > Bounds.STEPS) {
                throw tokens.report(Code.TOO_MANY_STEPS, tokens.since(first), Bounds.STEPS);
            }
        } while (tokens.at(Kind.COMMA) && tokens.nameFollows() && tokens.takeIf(Kind.COMMA));
        Optional<Name> at = at();
        Optional<RuleTree.Moment> on = on();
        while (tokens.takeIf(Kind.COMMA)) {
            detail(parts);
        }
        return new ScenarioTree.Receipt(
                parts.bought, at, on, parts.paidWithPoints, parts.details(), tokens.since(first));
    }

    private void detail(Parts parts) {
        if (tokens.takeIf(Keyword.SITE)) {
            parts.site = Optional.of(saidText());
        } else if (tokens.takeIf(Keyword.CHANNEL)) {
            parts.channel = Optional.of(saidText());
        } else if (tokens.takeIf(Keyword.ATTRIBUTE)) {
            parts.attributes.add(said());
        } else if (tokens.at(Keyword.WITH)) {
            tokens.take();
            tokens.expect(Keyword.REFERRER);
            parts.referrer = true;
        } else if (tokens.at(Kind.NUMBER)) {
            parts.paidWithPoints = Optional.of(values.measure("what.money"));
            tokens.expect(Keyword.PAID);
            tokens.expect(Keyword.WITH);
            tokens.expect(Keyword.POINT);
        } else {
            throw tokens.expected("what.receipt-detail", Keyword.SITE, Keyword.CHANNEL, Keyword.ATTRIBUTE);
        }
    }

    private Text saidText() {
        tokens.takeIf(Kind.EQUAL);
        return values.text("what.text");
    }

    private ScenarioTree.Said said() {
        Text name = values.text("what.attribute-name");
        tokens.takeIf(Kind.EQUAL);
        ValueTree value = values.value("what.value");
        return new ScenarioTree.Said(name, value, name.extent().to(value.extent()));
    }

    private ScenarioTree.Bought bought() {
        Token first = tokens.current();
        Name category = values.name("what.category");
        Optional<ValueTree.Measure> quantity =
                tokens.at(Kind.NUMBER) ? Optional.of(values.measure("what.quantity")) : Optional.empty();
        tokens.expect(Keyword.FOR);
        ValueTree.Measure amount = values.measure("what.money");
        Optional<Text> sku = tokens.takeIf(Keyword.SKU) ? Optional.of(saidText()) : Optional.empty();
        List<ScenarioTree.Said> attributes = new ArrayList<>();
        while (tokens.takeIf(Keyword.LINE)) {
            attributes.add(said());
        }
        return new ScenarioTree.Bought(category, quantity, amount, sku, attributes, tokens.since(first));
    }

    private Expected expected(boolean others) {
        Token first = tokens.current();
        if (tokens.takeIf(Keyword.NOTHING)) {
            boolean more = tokens.takeIf(Keyword.ELSE);
            return new Expected.Nothing(more || others, tokens.since(first));
        }
        if (tokens.takeIf(Keyword.BALANCE)) {
            return new Expected.Balance(values.measure("what.points"), tokens.since(first));
        }
        if (tokens.takeIf(Keyword.VOUCHER)) {
            return new Expected.Voucher(values.text("what.voucher"), tokens.since(first));
        }
        if (tokens.takeIf(Keyword.BADGE)) {
            return new Expected.Badge(values.text("what.badge"), tokens.since(first));
        }
        if (tokens.takeIf(Keyword.MESSAGE)) {
            return new Expected.Message(values.text("what.text"), tokens.since(first));
        }
        if (tokens.takeIf(Keyword.A)) {
            return tickets(first, Optional.empty());
        }
        return tokens.at(Keyword.NO) ? noPoints() : measured();
    }

    private Expected tickets(Token first, Optional<ValueTree.Measure> number) {
        tokens.expect(Keyword.TICKET);
        tokens.expect(Keyword.FOR);
        return new Expected.Tickets(number, values.text("what.draw"), tokens.since(first));
    }

    private Expected noPoints() {
        Token first = tokens.expect(Keyword.NO);
        tokens.expect(Keyword.POINT);
        return fromRule(first, Optional.empty(), false);
    }

    private Expected fromRule(Token first, Optional<ValueTree.Measure> points, boolean toReferrer) {
        tokens.expect(Keyword.FROM);
        Text rule = values.text("what.rule-name");
        Optional<ClauseTree.Share> payer = toReferrer || !tokens.takeIf(Keyword.PAID) ? Optional.empty() : payer();
        return new Expected.FromRule(points, toReferrer, rule, payer, tokens.since(first));
    }

    private Optional<ClauseTree.Share> payer() {
        tokens.expect(Keyword.BY);
        if (tokens.at(Keyword.PARTNER)) {
            throw tokens.expected("what.scenario-payer", Keyword.OWN, Keyword.PROGRAMME);
        }
        return Optional.of(clauses.payer());
    }

    /** {@code 100 points from …}, {@code 3 tickets for …}, {@code 60 RUB off}, {@code 2 RUB to reporter}. */
    private Expected measured() {
        Token first = tokens.current();
        ValueTree.Measure measure = values.measure("what.expected");
        if (tokens.at(Keyword.TICKET)) {
            return tickets(first, Optional.of(measure));
        }
        if (tokens.takeIf(Keyword.OFF)) {
            return new Expected.Off(measure, tokens.since(first));
        }
        if (tokens.at(Keyword.TO, Keyword.REPORTER)) {
            tokens.take();
            tokens.take();
            return new Expected.Fee(measure, tokens.since(first));
        }
        boolean toReferrer = tokens.takeIf(Keyword.TO);
        if (toReferrer) {
            tokens.expect(Keyword.REFERRER);
        }
        return fromRule(first, Optional.of(measure), toReferrer);
    }

    /** A scenario while it is read. */
    private static final class Draft {
        private final List<ScenarioTree.Member> members = new ArrayList<>();
        private final List<ScenarioTree.Step> given = new ArrayList<>();
        private final List<ScenarioTree.Step> when = new ArrayList<>();
        private final List<Expected> then = new ArrayList<>();
        private Keyword section = Keyword.SCENARIO;
        private boolean broken;
        private boolean full;

        /** Whether it was full before; from now on it is. */
        boolean isFull() {
            boolean before = full;
            full = true;
            return before;
        }

        int size() {
            return members.size() + given.size() + when.size() + then.size();
        }
    }

    /** A receipt while it is read. */
    private static final class Parts {
        private final List<ScenarioTree.Bought> bought = new ArrayList<>();
        private final List<ScenarioTree.Said> attributes = new ArrayList<>();
        private Optional<ValueTree.Measure> paidWithPoints = Optional.empty();
        private Optional<Text> site = Optional.empty();
        private Optional<Text> channel = Optional.empty();
        private boolean referrer;

        ScenarioTree.Details details() {
            return new ScenarioTree.Details(site, channel, attributes, referrer);
        }
    }

    /** A member while it is read. */
    private static final class Known {
        private final List<Text> segments = new ArrayList<>();
        private final List<ScenarioTree.Said> attributes = new ArrayList<>();
        private Optional<Name> tier = Optional.empty();
        private Optional<ValueTree.Date> enrolled = Optional.empty();
        private Optional<ValueTree.Date> birthday = Optional.empty();
        private Optional<ValueTree.Measure> rank = Optional.empty();
    }
}
