package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rule.Limit.Reach;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Rounding;

/** Reads what a rule gives, and the clauses after it. */
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
        if (tokens.at(Keyword.AWARD)) {
            return award();
        }
        if (atEffect()) {
            throw conditions.notBuilt(tokens.current().extent());
        }
        throw tokens.expected("what.effect", STARTS.toArray(Keyword[]::new));
    }

    private EffectTree award() {
        Token first = tokens.expect(Keyword.AWARD);
        ValueTree.Measure points = values.measure("what.points");
        Optional<FigureTree> of = Optional.empty();
        Optional<EffectTree.Per> per = Optional.empty();
        boolean percent = points.unit()
                .filter(unit -> unit.kind() == UnitTree.Kind.PERCENT)
                .isPresent();
        if (percent) {
            tokens.expect(Keyword.OF);
            of = Optional.of(conditions.figure());
        } else if (tokens.at(Keyword.PER)) {
            per = Optional.of(per());
        }
        Optional<ValueTree.Measure> cap = cap();
        refuseUnbuilt(first, per.isPresent());
        return new EffectTree.Award(points, per, of, cap, tokens.since(first));
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
        return Optional.of(values.measure("what.points"));
    }

    /** Brackets and awards for somebody else are words of the language that are not built yet. */
    private void refuseUnbuilt(Token first, boolean per) {
        if (per && (tokens.at(Kind.COMMA, Kind.NUMBER) || tokens.at(Keyword.ABOVE))) {
            throw conditions.notBuilt(tokens.since(first));
        }
        if (tokens.at(Keyword.TO, Keyword.REFERRER)) {
            throw conditions.notBuilt(tokens.take().extent().to(tokens.current().extent()));
        }
    }

    ClauseTree limit() {
        Token first = tokens.expect(Keyword.LIMIT);
        Optional<ValueTree.Measure> most =
                tokens.takeIf(Keyword.ONCE) ? Optional.empty() : Optional.of(values.measure("what.limit"));
        if (tokens.takeIf(Keyword.IN)) {
            tokens.expect(Keyword.TOTAL);
            return new ClauseTree.LimitTo(most, Reach.ALL_EVER, Optional.empty(), tokens.since(first));
        }
        if (!tokens.at(Keyword.PER)) {
            throw tokens.expected("what.limit-reach", Keyword.PER, Keyword.IN);
        }
        tokens.take();
        boolean member = tokens.takeIf(Keyword.MEMBER);
        if (member && tokens.takeIf(Keyword.EVER)) {
            return new ClauseTree.LimitTo(most, Reach.MEMBER_EVER, Optional.empty(), tokens.since(first));
        }
        if (member) {
            tokens.expect(Keyword.PER);
        }
        if (tokens.takeIf(Keyword.PURCHASE)) {
            return new ClauseTree.LimitTo(most, Reach.PURCHASE, Optional.empty(), tokens.since(first));
        }
        Period period = conditions.period();
        Reach reach = member ? Reach.MEMBER_PERIOD : Reach.ALL_PERIOD;
        return new ClauseTree.LimitTo(most, reach, Optional.of(period), tokens.since(first));
    }

    ClauseTree paidBy() {
        Token first = tokens.expect(Keyword.PAID);
        tokens.expect(Keyword.BY);
        List<ClauseTree.Share> shares = new ArrayList<>();
        do {
            shares.add(share());
            if (shares.size() > Bounds.PARTS) {
                throw tokens.report(Code.TOO_MANY_PARTS, tokens.since(first), Bounds.PARTS);
            }
        } while (tokens.takeIf(Kind.COMMA));
        return new ClauseTree.PaidBy(shares, tokens.since(first));
    }

    private ClauseTree.Share share() {
        Token first = tokens.current();
        @Nullable Keyword role = payerRole(first);
        Name name = role == null
                ? values.name("what.payer")
                : new Name(tokens.take().text(), first.extent());
        Optional<ValueTree.Measure> part =
                tokens.at(Kind.NUMBER) ? Optional.of(values.measure("what.share")) : Optional.empty();
        return new ClauseTree.Share(role, name, part, tokens.since(first));
    }

    private static @Nullable Keyword payerRole(Token token) {
        boolean role = token.is(Keyword.OWN) || token.is(Keyword.PARTNER) || token.is(Keyword.PROGRAMME);
        return role ? token.keyword() : null;
    }

    ClauseTree round() {
        Token first = tokens.expect(Keyword.ROUND);
        Rounding rounding;
        if (tokens.takeIf(Keyword.DOWN)) {
            rounding = Rounding.DOWN;
        } else if (tokens.takeIf(Keyword.UP)) {
            rounding = Rounding.UP;
        } else if (tokens.takeIf(Keyword.NEAREST)) {
            rounding = Rounding.NEAREST;
        } else {
            throw tokens.expected("what.rounding", Keyword.DOWN, Keyword.UP, Keyword.NEAREST);
        }
        return new ClauseTree.Round(rounding, tokens.since(first));
    }
}
