package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span.SpanUnit;

/** Reads what happens, and when. */
final class OccasionParser {
    private static final Set<Keyword> TRIGGERS = EnumSet.of(
            Keyword.PURCHASE,
            Keyword.ACTIVITY,
            Keyword.ENROLMENT,
            Keyword.BIRTHDAY,
            Keyword.END,
            Keyword.BALANCE,
            Keyword.TIER);

    private final TokenStream tokens;
    private final ValueParser values;
    private final ConditionParser conditions;

    OccasionParser(TokenStream tokens, ValueParser values, ConditionParser conditions) {
        this.tokens = tokens;
        this.values = values;
        this.conditions = conditions;
    }

    boolean atOccasion() {
        return tokens.at(Keyword.PURCHASE) || tokens.at(Keyword.ACTIVITY);
    }

    /** A purchase or an activity. */
    OccasionTree occasion() {
        if (tokens.at(Keyword.ACTIVITY)) {
            return activity();
        }
        if (!tokens.at(Keyword.PURCHASE)) {
            throw tokens.expected("what.occasion", Keyword.PURCHASE, Keyword.ACTIVITY);
        }
        return purchase();
    }

    /** What a rule waits for. */
    TriggerTree trigger() {
        Token first = tokens.current();
        return switch (first.keyword() == null ? Keyword.RULE : first.keyword()) {
            case PURCHASE, ACTIVITY -> occasion();
            case ENROLMENT -> new TriggerTree.Enrolment(tokens.take().extent());
            case BIRTHDAY -> new TriggerTree.Birthday(tokens.take().extent());
            case END -> endOf();
            case BALANCE -> balanceReaches();
            case TIER -> tierCrossed();
            default -> throw tokens.expected("what.trigger", TRIGGERS.toArray(Keyword[]::new));
        };
    }

    private TriggerTree endOf() {
        Token first = tokens.expect(Keyword.END);
        tokens.expect(Keyword.OF);
        return new TriggerTree.EndOf(period(), tokens.since(first));
    }

    private TriggerTree balanceReaches() {
        Token first = tokens.expect(Keyword.BALANCE);
        tokens.expect(Keyword.REACHES);
        return new TriggerTree.BalanceReaches(values.measure("what.points"), tokens.since(first));
    }

    private TriggerTree tierCrossed() {
        Token first = tokens.expect(Keyword.TIER);
        boolean falls = tokens.takeIf(Keyword.FALLS);
        if (falls) {
            tokens.expect(Keyword.TO);
        } else {
            tokens.expect(Keyword.BECOMES);
        }
        return new TriggerTree.TierCrossed(falls, values.name("what.tier"), tokens.since(first));
    }

    /** {@code purchase [of …] [at …] [with …]}, from the word {@code purchase} on. */
    private PurchaseTree purchase() {
        Token first = tokens.expect(Keyword.PURCHASE);
        Optional<GoodsTree> goods = goods();
        Optional<Names> places = Optional.empty();
        if (tokens.at(Keyword.AT) && !atComparison()) {
            tokens.take();
            places = Optional.of(values.names("what.partner"));
        }
        refuseBareComparison();
        List<ConditionTree> filters = tokens.at(Keyword.WITH) ? filters() : List.of();
        return new PurchaseTree(goods, places, filters, first.extent(), tokens.since(first));
    }

    /** {@code purchase of fuel over 40 l}: how much is a condition of its own. */
    private void refuseBareComparison() {
        Optional<Comparison> slip = tokens.atSlip();
        if (slip.isPresent() && tokens.valueFollows()) {
            Token first = tokens.take();
            ValueTree.Measure measure = values.measure("what.value");
            tokens.say(tokens.since(first), values.condition(slip.get(), measure));
        }
    }

    /** {@code activity NAME [at …] [with …]}, from the word {@code activity} on. */
    private ActivityTree activity() {
        Token first = tokens.expect(Keyword.ACTIVITY);
        Name name = values.name("what.activity");
        Extent word = tokens.since(first);
        Optional<Names> places = Optional.empty();
        if (tokens.at(Keyword.AT) && !atComparison()) {
            tokens.take();
            places = Optional.of(values.names("what.partner"));
        }
        List<ConditionTree> filters = tokens.at(Keyword.WITH) ? filters() : List.of();
        return new ActivityTree(name, places, filters, word, tokens.since(first));
    }

    private boolean atComparison() {
        return tokens.at(Keyword.AT, Keyword.LEAST) || tokens.at(Keyword.AT, Keyword.MOST);
    }

    private Optional<GoodsTree> goods() {
        if (tokens.at(Keyword.OF)) {
            tokens.take();
            return Optional.of(goodsAfterOf());
        }
        return tokens.at(Keyword.EXCEPT) ? Optional.of(except(tokens.current(), Optional.empty())) : Optional.empty();
    }

    /** {@code fuel except diesel}. */
    GoodsTree goodsAfterOf() {
        Token first = tokens.current();
        Optional<Names> of =
                tokens.takeIf(Keyword.EVERYTHING) ? Optional.empty() : Optional.of(values.names("what.category"));
        return except(first, of);
    }

    private GoodsTree except(Token first, Optional<Names> of) {
        Optional<Names> except =
                tokens.takeIf(Keyword.EXCEPT) ? Optional.of(values.names("what.category")) : Optional.empty();
        return new GoodsTree(of, except, tokens.since(first));
    }

    private List<ConditionTree> filters() {
        tokens.expect(Keyword.WITH);
        List<ConditionTree> filters = new ArrayList<>();
        do {
            filters.add(conditions.comparison());
            if (filters.size() > Bounds.PARTS) {
                throw tokens.report(Code.TOO_MANY_FILTERS, tokens.current().extent(), Bounds.PARTS);
            }
        } while (tokens.takeIf(Kind.COMMA));
        return filters;
    }

    /** The window, if one stands here. */
    Optional<WindowTree> window() {
        Token first = tokens.current();
        if (tokens.at(Keyword.IN, Keyword.LAST)) {
            tokens.take();
            tokens.take();
            return Optional.of(last(first));
        }
        if (tokens.takeIf(Keyword.EVER)) {
            return Optional.of(new WindowTree.Ever(first.extent()));
        }
        if (tokens.takeIf(Keyword.SINCE)) {
            var date = values.date().date();
            return Optional.of(new WindowTree.Since(date, tokens.since(first)));
        }
        if (tokens.takeIf(Keyword.THIS)) {
            Period period = period();
            return Optional.of(new WindowTree.This(period, tokens.since(first)));
        }
        if (tokens.takeIf(Keyword.PREVIOUS)) {
            Period period = period();
            return Optional.of(new WindowTree.Previous(period, tokens.since(first)));
        }
        return Optional.empty();
    }

    private WindowTree last(Token first) {
        ValueTree.Measure span = values.measure("what.span");
        Optional<SpanUnit> unit =
                span.unit().flatMap(word -> Optional.ofNullable(word.keyword())).flatMap(Keyword::spanUnit);
        if (unit.isEmpty()) {
            throw tokens.report(
                    Code.NOT_A_SPAN, span.extent(), tokens.findings().source().text(span.extent()));
        }
        return new WindowTree.Last(span.number(), unit.get(), tokens.since(first));
    }

    Period period() {
        Token token = tokens.current();
        Optional<Period> period =
                token.keyword() == null ? Optional.empty() : token.keyword().period();
        if (period.isEmpty()) {
            throw tokens.expected(
                    "what.period", Keyword.DAY, Keyword.WEEK, Keyword.MONTH, Keyword.QUARTER, Keyword.YEAR);
        }
        tokens.take();
        return period.get();
    }
}
