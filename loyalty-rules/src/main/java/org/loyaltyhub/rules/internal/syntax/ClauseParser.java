package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit.Reach;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Rounding;

/** Reads the clauses after what a rule gives. */
final class ClauseParser {
    private final TokenStream tokens;
    private final ValueParser values;
    private final OccasionParser occasions;

    ClauseParser(TokenStream tokens, ValueParser values, OccasionParser occasions) {
        this.tokens = tokens;
        this.values = values;
        this.occasions = occasions;
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
        if (member && !tokens.at(Keyword.PER)) {
            throw overWhat(first);
        }
        if (member) {
            tokens.take();
        }
        if (tokens.takeIf(Keyword.PURCHASE)) {
            return new ClauseTree.LimitTo(most, Reach.PURCHASE, Optional.empty(), tokens.since(first));
        }
        Period period = occasions.period();
        Reach reach = member ? Reach.MEMBER_PERIOD : Reach.ALL_PERIOD;
        return new ClauseTree.LimitTo(most, reach, Optional.of(period), tokens.since(first));
    }

    /** {@code limit once per member}: a day, or for ever? */
    private SyntaxError overWhat(Token first) {
        String limit = tokens.findings().source().text(tokens.since(first));
        String day = limit + " " + tokens.words().one(Keyword.PER) + " "
                + tokens.words().one(Keyword.DAY);
        String ever = limit + " " + tokens.words().one(Keyword.EVER);
        return tokens.report(Code.LIMIT_OVER_WHAT, tokens.since(first), limit, day, ever);
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
        ClauseTree.Share payer = payer();
        Optional<ValueTree.Measure> part =
                tokens.at(Kind.NUMBER) ? Optional.of(values.measure("what.share")) : Optional.empty();
        return new ClauseTree.Share(payer.role(), payer.name(), part, tokens.since(first));
    }

    /** One who pays, without saying how much. */
    ClauseTree.Share payer() {
        Token first = tokens.current();
        @Nullable Keyword role = payerRole(first);
        Name name = role == null
                ? values.name("what.payer")
                : new Name(tokens.take().text(), first.extent());
        return new ClauseTree.Share(role, name, Optional.empty(), tokens.since(first));
    }

    private static @Nullable Keyword payerRole(Token token) {
        boolean role = token.is(Keyword.OWN) || token.is(Keyword.PARTNER) || token.is(Keyword.PROGRAMME);
        return role ? token.keyword() : null;
    }

    /** {@code group "fuel offers" take best}. */
    ClauseTree group() {
        Token first = tokens.expect(Keyword.GROUP);
        Text name = values.text("what.group-name");
        tokens.expect(Keyword.TAKE);
        Group.Mode mode;
        if (tokens.takeIf(Keyword.BEST)) {
            mode = Group.Mode.BEST;
        } else if (tokens.takeIf(Keyword.FIRST)) {
            mode = Group.Mode.FIRST;
        } else if (tokens.takeIf(Keyword.ALL)) {
            mode = Group.Mode.ALL;
        } else {
            throw tokens.expected("what.group-mode", Keyword.BEST, Keyword.FIRST, Keyword.ALL);
        }
        return new ClauseTree.InGroup(name, mode, tokens.since(first));
    }

    ClauseTree priority() {
        Token first = tokens.expect(Keyword.PRIORITY);
        return new ClauseTree.Priority(values.measure("what.number"), tokens.since(first));
    }

    ClauseTree hold() {
        Token first = tokens.expect(Keyword.HOLD);
        return new ClauseTree.Hold(values.measure("what.span"), tokens.since(first));
    }

    /** {@code expire after 12 months [at end of month]}, {@code expire at end of [next] month}. */
    ClauseTree expire() {
        Token first = tokens.expect(Keyword.EXPIRE);
        if (tokens.takeIf(Keyword.AT)) {
            tokens.expect(Keyword.END);
            tokens.expect(Keyword.OF);
            boolean next = tokens.takeIf(Keyword.NEXT);
            Period period = occasions.period();
            return new ClauseTree.ExpireAtEnd(period, next, tokens.since(first));
        }
        if (!tokens.takeIf(Keyword.AFTER)) {
            throw tokens.expected("what.expiry", Keyword.AFTER, Keyword.AT);
        }
        ValueTree.Measure span = values.measure("what.span");
        boolean atEnd = tokens.takeIf(Keyword.AT);
        if (atEnd) {
            tokens.expect(Keyword.END);
            tokens.expect(Keyword.OF);
            tokens.expect(Keyword.MONTH);
        }
        return new ClauseTree.ExpireAfter(span, atEnd, tokens.since(first));
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
