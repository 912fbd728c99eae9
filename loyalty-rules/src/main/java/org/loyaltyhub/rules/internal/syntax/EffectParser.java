package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/** Reads what a rule gives. */
final class EffectParser {
    private static final Set<Keyword> STARTS = EnumSet.of(
            Keyword.AWARD, Keyword.MULTIPLY, Keyword.TAKE, Keyword.GIVE, Keyword.ENTER, Keyword.PAY, Keyword.MESSAGE);

    private final TokenStream tokens;
    private final ValueParser values;
    private final ConditionParser conditions;

    EffectParser(TokenStream tokens, ValueParser values, ConditionParser conditions) {
        this.tokens = tokens;
        this.values = values;
        this.conditions = conditions;
    }

    boolean atEffect() {
        return tokens.atAny(STARTS);
    }

    EffectTree effect() {
        Token first = tokens.current();
        if (tokens.at(Kind.NUMBER)
                || (tokens.at(Keyword.GIVE) && tokens.following().is(Kind.NUMBER))) {
            return awardSaidOtherwise();
        }
        return switch (first.keyword() == null ? Keyword.RULE : first.keyword()) {
            case AWARD -> award(tokens.take());
            case MULTIPLY -> multiply();
            case TAKE -> take();
            case GIVE -> give();
            case ENTER -> enterDraw();
            case PAY -> payReporter();
            case MESSAGE -> message();
            default -> throw tokens.expected("what.effect", STARTS.toArray(Keyword[]::new));
        };
    }

    /** {@code then 50 points}, {@code then give 50 points}. */
    private EffectTree awardSaidOtherwise() {
        Token first = tokens.current();
        tokens.takeIf(Keyword.GIVE);
        EffectTree award = award(first);
        tokens.say(award.extent(), new Printer(tokens.words()).effect(award));
        return award;
    }

    private EffectTree award(Token first) {
        ValueTree.Measure points = values.measure("what.points");
        boolean percent = points.unit()
                .filter(unit -> unit.kind() == UnitTree.Kind.PERCENT)
                .isPresent();
        Optional<FigureTree> of = Optional.empty();
        Optional<EffectTree.Per> per = Optional.empty();
        if (percent) {
            tokens.expect(Keyword.OF);
            of = Optional.of(conditions.figures().figure());
        } else if (tokens.at(Keyword.PER)) {
            per = Optional.of(per());
        }
        if (per.isPresent() && tokens.at(Keyword.ABOVE)) {
            return brackets(first, points, per.get(), Optional.empty());
        }
        Optional<ValueTree.Measure> cap = cap();
        if (per.isPresent() && cap.filter(most -> !isPoints(most)).isPresent()) {
            return brackets(first, points, per.get(), cap);
        }
        return new EffectTree.Award(points, per, of, cap, toReferrer(), tokens.since(first));
    }

    private static boolean isPoints(ValueTree.Measure measure) {
        return measure.unit().filter(unit -> unit.is(Keyword.POINT)).isPresent();
    }

    /** The brackets of an award, of which the first is read. */
    private EffectTree brackets(
            Token first, ValueTree.Measure points, EffectTree.Per per, Optional<ValueTree.Measure> upTo) {
        List<EffectTree.Bracket> brackets = new ArrayList<>();
        boolean above = upTo.isEmpty() && tokens.takeIf(Keyword.ABOVE);
        brackets.add(new EffectTree.Bracket(points, per, upTo, tokens.since(first)));
        while (!above && tokens.takeIf(Kind.COMMA)) {
            EffectTree.Bracket next = bracket();
            above = next.upTo().isEmpty();
            brackets.add(next);
            if (brackets.size() > Bounds.PARTS) {
                throw tokens.report(Code.TOO_MANY_PARTS, tokens.since(first), Bounds.PARTS);
            }
        }
        Optional<ValueTree.Measure> cap = cap();
        return new EffectTree.Brackets(brackets, cap, toReferrer(), tokens.since(first));
    }

    private EffectTree.Bracket bracket() {
        Token first = tokens.current();
        ValueTree.Measure points = values.measure("what.points");
        EffectTree.Per per = per();
        if (tokens.takeIf(Keyword.ABOVE)) {
            return new EffectTree.Bracket(points, per, Optional.empty(), tokens.since(first));
        }
        Optional<ValueTree.Measure> upTo = cap();
        if (upTo.isEmpty()) {
            throw tokens.expected("what.bracket", Keyword.UP, Keyword.ABOVE);
        }
        return new EffectTree.Bracket(points, per, upTo, tokens.since(first));
    }

    private boolean toReferrer() {
        boolean is = tokens.at(Keyword.TO, Keyword.REFERRER);
        if (is) {
            tokens.take();
            tokens.take();
        }
        return is;
    }

    private EffectTree.Per per() {
        Token first = tokens.expect(Keyword.PER);
        boolean full = tokens.takeIf(Keyword.FULL);
        if (tokens.at(Kind.NUMBER)) {
            ValueTree.Measure measure = values.measure("what.per");
            return new EffectTree.Per(full, true, measure, tokens.since(first));
        }
        if (!values.atUnit()) {
            throw tokens.expected("what.per", Keyword.FULL);
        }
        UnitTree unit = values.unit();
        var one = new ValueTree.Measure(BigDecimal.ONE, Optional.of(unit), unit.extent());
        return new EffectTree.Per(full, false, one, tokens.since(first));
    }

    private Optional<ValueTree.Measure> cap() {
        if (!tokens.takeIf(Keyword.UP)) {
            return Optional.empty();
        }
        tokens.expect(Keyword.TO);
        return Optional.of(values.measure("what.cap"));
    }

    private EffectTree multiply() {
        Token first = tokens.expect(Keyword.MULTIPLY);
        if (!tokens.takeIf(Keyword.POINT)) {
            throw tokens.expected("what.multiply-points", Keyword.POINT);
        }
        List<Text> rules = new ArrayList<>();
        if (tokens.takeIf(Keyword.OF)) {
            boolean set = tokens.takeIf(Kind.LEFT);
            do {
                rules.add(values.text("what.rule-name"));
                if (rules.size() > Bounds.PARTS) {
                    throw tokens.report(Code.TOO_MANY_PARTS, tokens.since(first), Bounds.PARTS);
                }
            } while (set && tokens.takeIf(Kind.COMMA));
            if (set) {
                tokens.expect(Kind.RIGHT, "what.comma-or-right");
            }
        }
        tokens.expect(Keyword.BY);
        return new EffectTree.Multiply(rules, values.measure("what.factor"), tokens.since(first));
    }

    private EffectTree take() {
        Token first = tokens.expect(Keyword.TAKE);
        ValueTree.Measure what = values.measure("what.discount");
        Optional<EffectTree.Per> per = tokens.at(Keyword.PER) ? Optional.of(per()) : Optional.empty();
        tokens.expect(Keyword.OFF);
        return new EffectTree.Take(what, per, cap(), tokens.since(first));
    }

    private EffectTree give() {
        Token first = tokens.expect(Keyword.GIVE);
        if (tokens.takeIf(Keyword.BADGE)) {
            Text name = values.text("what.badge");
            return new EffectTree.GiveBadge(name, tokens.since(first));
        }
        if (!tokens.takeIf(Keyword.VOUCHER)) {
            throw tokens.expected("what.gift", Keyword.VOUCHER, Keyword.BADGE);
        }
        Text code = values.text("what.voucher");
        tokens.expect(Keyword.FOR);
        ValueTree.Measure off = values.measure("what.discount");
        tokens.expect(Keyword.OFF);
        GoodsTree goods = conditions.occasions().goodsAfterOf();
        Optional<Names> places =
                tokens.takeIf(Keyword.AT) ? Optional.of(values.names("what.partner")) : Optional.empty();
        tokens.expect(Kind.COMMA, "what.valid");
        tokens.expect(Keyword.VALID);
        ValueTree.Measure valid = values.measure("what.span");
        return new EffectTree.GiveVoucher(code, off, goods, places, valid, tokens.since(first));
    }

    private EffectTree enterDraw() {
        Token first = tokens.expect(Keyword.ENTER);
        tokens.expect(Keyword.DRAW);
        Text draw = values.text("what.draw");
        Optional<ValueTree.Measure> times =
                tokens.at(Kind.NUMBER) ? Optional.of(values.measure("what.times")) : Optional.empty();
        Optional<EffectTree.Per> per = tokens.at(Keyword.PER) ? Optional.of(per()) : Optional.empty();
        return new EffectTree.EnterDraw(draw, times, per, tokens.since(first));
    }

    private EffectTree payReporter() {
        Token first = tokens.expect(Keyword.PAY);
        tokens.expect(Keyword.REPORTER);
        return new EffectTree.PayReporter(values.measure("what.money"), tokens.since(first));
    }

    private EffectTree message() {
        Token first = tokens.expect(Keyword.MESSAGE);
        Text text = values.text("what.text");
        return new EffectTree.Message(text, tokens.since(first));
    }
}
