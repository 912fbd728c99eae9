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

/** Reads one scenario after another; what cannot be read is reported and left out. */
final class ScenarioParser {
    private static final Set<Keyword> PARTS = EnumSet.of(Keyword.GIVEN, Keyword.WHEN, Keyword.THEN, Keyword.AND);

    private final TokenStream tokens;
    private final ValueParser values;

    ScenarioParser(TokenStream tokens) {
        this.tokens = tokens;
        this.values = new ValueParser(tokens);
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
                tokens.moveOnFrom(before);
                draft.broken = true;
                skipToPart();
            }
        }
        if (draft.then.isEmpty() && !draft.broken) {
            tokens.report(Code.SCENARIO_CHECKS_NOTHING, word, name.value());
        }
        return new ScenarioTree(name, draft.members, draft.given, draft.when, draft.then, word);
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
            case WHEN -> draft.when.add(receipt());
            default -> draft.then.add(expected(!draft.then.isEmpty()));
        }
    }

    private void given(Draft draft) {
        if (tokens.at(Keyword.MEMBER)) {
            draft.members.add(member());
        } else {
            draft.given.add(receipt());
        }
    }

    private ScenarioTree.Member member() {
        Token first = tokens.expect(Keyword.MEMBER);
        Optional<Name> tier = Optional.empty();
        Optional<ValueTree.Date> enrolled = Optional.empty();
        do {
            if (tokens.takeIf(Keyword.TIER)) {
                tier = Optional.of(values.name("what.tier"));
            } else if (tokens.takeIf(Keyword.ENROLLED)) {
                enrolled = Optional.of(values.date());
            } else if (tokens.at(Keyword.BIRTHDAY) || tokens.at(Keyword.SEGMENT) || tokens.at(Keyword.ATTRIBUTE)) {
                throw notBuilt(tokens.current().extent());
            } else {
                throw tokens.expected("what.member", Keyword.TIER, Keyword.ENROLLED);
            }
        } while (tokens.takeIf(Kind.COMMA));
        return new ScenarioTree.Member(tier, enrolled, tokens.since(first));
    }

    private SyntaxError notBuilt(Extent extent) {
        return tokens.report(
                Code.NOT_BUILT_YET, extent, tokens.findings().source().text(extent));
    }

    private ScenarioTree.Receipt receipt() {
        Token first = tokens.current();
        if (tokens.at(Keyword.REFUND) || tokens.at(Keyword.ACTIVITY) || tokens.at(Keyword.REDEMPTION)) {
            throw notBuilt(first.extent());
        }
        tokens.expect(Keyword.PURCHASE);
        tokens.expect(Keyword.OF);
        Parts parts = new Parts();
        do {
            parts.bought.add(bought());
            if (parts.bought.size() > Bounds.STEPS) {
                throw tokens.report(Code.TOO_MANY_STEPS, tokens.since(first), Bounds.STEPS);
            }
        } while (tokens.at(Kind.COMMA) && tokens.nameFollows() && tokens.takeIf(Kind.COMMA));
        Optional<Name> at = tokens.takeIf(Keyword.AT) ? Optional.of(values.name("what.partner-id")) : Optional.empty();
        Optional<RuleTree.Moment> on = tokens.takeIf(Keyword.ON) ? Optional.of(values.moment()) : Optional.empty();
        while (tokens.takeIf(Kind.COMMA)) {
            detail(parts);
        }
        return new ScenarioTree.Receipt(
                parts.bought,
                at,
                on,
                parts.paidWithPoints,
                parts.site,
                parts.channel,
                parts.attributes,
                tokens.since(first));
    }

    private void detail(Parts parts) {
        if (tokens.takeIf(Keyword.SITE)) {
            parts.site = Optional.of(saidText());
        } else if (tokens.takeIf(Keyword.CHANNEL)) {
            parts.channel = Optional.of(saidText());
        } else if (tokens.takeIf(Keyword.ATTRIBUTE)) {
            parts.attributes.add(said());
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
        if (tokens.at(Keyword.A) || tokens.at(Keyword.VOUCHER) || tokens.at(Keyword.TICKET)) {
            throw notBuilt(first.extent());
        }
        Optional<ValueTree.Measure> points = Optional.empty();
        if (tokens.takeIf(Keyword.NO)) {
            tokens.expect(Keyword.POINT);
        } else {
            points = Optional.of(values.measure("what.expected"));
            if (tokens.at(Keyword.OFF)) {
                throw notBuilt(tokens.since(first).to(tokens.current().extent()));
            }
        }
        tokens.expect(Keyword.FROM);
        Text rule = values.text("what.rule-name");
        return new Expected.FromRule(points, rule, tokens.since(first));
    }

    /** A scenario while it is read. */
    private static final class Draft {
        private final List<ScenarioTree.Member> members = new ArrayList<>();
        private final List<ScenarioTree.Receipt> given = new ArrayList<>();
        private final List<ScenarioTree.Receipt> when = new ArrayList<>();
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
    }
}
