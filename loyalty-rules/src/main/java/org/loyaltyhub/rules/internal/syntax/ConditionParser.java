package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span.SpanUnit;

/** Reads purchases, figures, windows and conditions. */
final class ConditionParser {
    /** What a condition may begin with. */
    private static final Set<Keyword> STARTS = EnumSet.of(
            Keyword.NOT,
            Keyword.RECEIPT,
            Keyword.PURCHASE,
            Keyword.NO,
            Keyword.FIRST,
            Keyword.AMOUNT,
            Keyword.TOTAL,
            Keyword.QUANTITY,
            Keyword.UNIT,
            Keyword.LINE,
            Keyword.SITE,
            Keyword.CHANNEL,
            Keyword.SKU,
            Keyword.ATTRIBUTE,
            Keyword.DAY,
            Keyword.TIME,
            Keyword.DATE,
            Keyword.MONTH,
            Keyword.MEMBER,
            Keyword.COUNT,
            Keyword.AVERAGE,
            Keyword.PARTNER,
            Keyword.KIND,
            Keyword.POINT,
            Keyword.STREAK,
            Keyword.BALANCE,
            Keyword.BIRTHDAY,
            Keyword.RANK);

    private final TokenStream tokens;
    private final ValueParser values;
    private int conditions;

    ConditionParser(TokenStream tokens, ValueParser values) {
        this.tokens = tokens;
        this.values = values;
    }

    void startRule() {
        conditions = 0;
    }

    boolean atCondition() {
        return tokens.atAny(STARTS) || tokens.at(Kind.LEFT);
    }

    /** {@code purchase [of …] [at …] [with …]}, from the word {@code purchase} on. */
    PurchaseTree purchase() {
        Token first = tokens.expect(Keyword.PURCHASE);
        Optional<GoodsTree> goods = goods();
        Optional<Names> places = Optional.empty();
        if (tokens.at(Keyword.AT) && !atComparison()) {
            tokens.take();
            places = Optional.of(values.names("what.partner"));
        }
        List<ConditionTree> filters = tokens.at(Keyword.WITH) ? filters() : List.of();
        return new PurchaseTree(goods, places, filters, first.extent(), tokens.since(first));
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

    private GoodsTree goodsAfterOf() {
        Token first = tokens.current();
        if (tokens.at(Keyword.ACTIVITY)) {
            throw notBuilt(first.extent());
        }
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
            filters.add(comparison());
            if (filters.size() > Bounds.PARTS) {
                throw tokens.report(Code.TOO_MANY_FILTERS, tokens.current().extent(), Bounds.PARTS);
            }
        } while (tokens.takeIf(Kind.COMMA));
        return filters;
    }

    ConditionTree condition() {
        return condition(0);
    }

    private ConditionTree condition(int depth) {
        Token first = tokens.current();
        if (depth > Bounds.DEPTH) {
            throw tokens.report(Code.NESTED_TOO_DEEP, first.extent(), Bounds.DEPTH);
        }
        if (++conditions > Bounds.CONDITIONS) {
            throw conditions > Bounds.CONDITIONS + 1
                    ? new SyntaxError()
                    : tokens.report(Code.TOO_MANY_CONDITIONS, first.extent(), Bounds.CONDITIONS);
        }
        if (tokens.takeIf(Keyword.NOT)) {
            ConditionTree negated = condition(depth + 1);
            return new ConditionTree.Not(negated, tokens.since(first));
        }
        if (tokens.at(Kind.LEFT)) {
            return group(depth);
        }
        return switch (first.keyword() == null ? Keyword.RULE : first.keyword()) {
            case RECEIPT -> receiptHas();
            case PURCHASE -> earlier(first, false);
            case NO -> no();
            case FIRST -> first();
            default -> comparison();
        };
    }

    private ConditionTree group(int depth) {
        Token first = tokens.expect(Kind.LEFT, "what.left");
        List<List<ConditionTree>> anyOfAll = new ArrayList<>();
        anyOfAll.add(new ArrayList<>(List.of(condition(depth + 1))));
        Optional<Token> mixed = Optional.empty();
        Optional<Token> joined = Optional.empty();
        while (tokens.at(Keyword.AND) || tokens.at(Keyword.OR)) {
            Token join = tokens.take();
            if (joined.isPresent() && joined.get().keyword() != join.keyword() && mixed.isEmpty()) {
                mixed = Optional.of(join);
            }
            joined = joined.isPresent() ? joined : Optional.of(join);
            ConditionTree next = condition(depth + 1);
            if (join.is(Keyword.OR)) {
                anyOfAll.add(new ArrayList<>());
            }
            anyOfAll.get(anyOfAll.size() - 1).add(next);
        }
        tokens.expect(Kind.RIGHT, "what.and-or-right");
        Extent extent = tokens.since(first);
        if (mixed.isPresent()) {
            reportMixed(mixed.get(), anyOfAll, extent);
        }
        boolean any = anyOfAll.size() > 1;
        List<ConditionTree> conditions =
                any ? anyOfAll.stream().map(all -> all.get(0)).toList() : anyOfAll.get(0);
        return new ConditionTree.Group(any, conditions, extent);
    }

    private void reportMixed(Token join, List<List<ConditionTree>> anyOfAll, Extent extent) {
        List<ConditionTree> bracketed = anyOfAll.stream()
                .map(all -> all.size() == 1 ? all.get(0) : new ConditionTree.Group(false, all, extent))
                .toList();
        String text = new Printer(tokens.words()).condition(new ConditionTree.Group(true, bracketed, extent));
        tokens.report(Code.MIXED_AND_OR, join.extent(), tokens.findings().help("quoted", text));
    }

    private ConditionTree receiptHas() {
        Token first = tokens.expect(Keyword.RECEIPT);
        tokens.expect(Keyword.HAS);
        Names categories = values.names("what.category");
        return new ConditionTree.ReceiptHas(categories, tokens.since(first));
    }

    private ConditionTree no() {
        Token first = tokens.expect(Keyword.NO);
        return earlier(first, true);
    }

    private ConditionTree earlier(Token first, boolean negated) {
        PurchaseTree purchase = purchase();
        Optional<WindowTree> window = window();
        Optional<Extent> unused = Optional.empty();
        if (tokens.takeIf(Kind.COMMA)) {
            unused = Optional.of(tokens.expect(Keyword.UNUSED).extent());
        }
        return new ConditionTree.Earlier(negated, purchase, window, unused, tokens.since(first));
    }

    private ConditionTree first() {
        Token first = tokens.expect(Keyword.FIRST);
        PurchaseTree purchase = purchase();
        Optional<WindowTree> window = window();
        if (window.isPresent()) {
            tokens.report(
                    Code.NEEDS_NO_WINDOW,
                    window.get().extent(),
                    tokens.findings().source().text(first.extent().to(purchase.word())));
        }
        return new ConditionTree.First(purchase, tokens.since(first));
    }

    /** A figure, how it is compared, and with what. */
    private ConditionTree comparison() {
        Token first = tokens.current();
        FigureTree left = figure();
        boolean is = tokens.takeIf(Keyword.IS);
        boolean not = tokens.takeIf(Keyword.NOT);
        if (tokens.at(Keyword.IN, Keyword.MULTIPLES)) {
            throw notBuilt(tokens.take().extent().to(tokens.current().extent()));
        }
        if (tokens.takeIf(Keyword.IN)) {
            SetTree set = values.set("what.set");
            return new ConditionTree.Among(left, not, set, tokens.since(first));
        }
        if (not && !is) {
            throw tokens.expected("what.in");
        }
        Comparison comparison = not ? Comparison.NOT_EQUAL : comparisonSign(is);
        OperandTree right = atFigure() ? figure() : values.value("what.value");
        return new ConditionTree.Compare(left, comparison, right, tokens.since(first));
    }

    private Comparison comparisonSign(boolean is) {
        Token token = tokens.current();
        Optional<Comparison> sign = switch (token.kind()) {
            case EQUAL -> Optional.of(Comparison.EQUAL);
            case NOT_EQUAL -> Optional.of(Comparison.NOT_EQUAL);
            case LESS -> Optional.of(Comparison.LESS);
            case AT_MOST -> Optional.of(Comparison.AT_MOST);
            case MORE -> Optional.of(Comparison.MORE);
            case AT_LEAST -> Optional.of(Comparison.AT_LEAST);
            default -> Optional.empty();
        };
        if (sign.isEmpty()) {
            return comparisonWord(is);
        }
        tokens.take();
        return sign.get();
    }

    private Comparison comparisonWord(boolean is) {
        if (tokens.takeIf(Keyword.LESS)) {
            than();
            return Comparison.LESS;
        }
        if (tokens.takeIf(Keyword.MORE)) {
            than();
            return Comparison.MORE;
        }
        if (tokens.takeIf(Keyword.AT)) {
            if (tokens.takeIf(Keyword.LEAST)) {
                return Comparison.AT_LEAST;
            }
            if (tokens.takeIf(Keyword.MOST)) {
                return Comparison.AT_MOST;
            }
            throw tokens.expected("what.least-or-most", Keyword.LEAST, Keyword.MOST);
        }
        if (is) {
            return Comparison.EQUAL;
        }
        throw tokens.expected("what.comparison", Keyword.IS, Keyword.IN, Keyword.LESS, Keyword.MORE);
    }

    /** {@code then} in this place is a slip of the pen. */
    private void than() {
        if (tokens.at(Keyword.THEN) && !tokens.atNewLine()) {
            tokens.unexpected("what.than", Keyword.THAN);
            tokens.take();
        } else {
            tokens.expect(Keyword.THAN);
        }
    }

    private boolean atFigure() {
        return tokens.atAny(STARTS) && !tokens.at(Keyword.NOT);
    }

    FigureTree figure() {
        Token first = tokens.current();
        if (first.keyword() == null || !STARTS.contains(first.keyword())) {
            throw unknownFigure(first);
        }
        return switch (first.keyword()) {
            case AMOUNT -> amount(first, FigureTree.Kind.AMOUNT, Measure.AMOUNT);
            case QUANTITY -> amount(first, FigureTree.Kind.QUANTITY, Measure.QUANTITY);
            case AVERAGE -> average(first);
            case COUNT -> count(first);
            case PARTNER -> visited(first, Measure.PARTNERS, Keyword.VISITED);
            case KIND -> visited(first, Measure.KINDS, Keyword.VISITED);
            case POINT -> points(first);
            case DAY -> day(first);
            case STREAK -> streak(first);
            case MEMBER -> member(first);
            case LINE -> line(first);
            case ATTRIBUTE -> attributeOfReceipt(first);
            default -> simple(first);
        };
    }

    private FigureTree average(Token first) {
        tokens.take();
        tokens.expect(Keyword.AMOUNT);
        return history(first, Measure.AVERAGE_AMOUNT, Keyword.OF);
    }

    private FigureTree count(Token first) {
        tokens.take();
        return history(first, Measure.COUNT, Keyword.OF);
    }

    private FigureTree attributeOfReceipt(Token first) {
        tokens.take();
        return attribute(first, false);
    }

    private FigureTree simple(Token first) {
        FigureTree.Kind kind = switch (first.keyword() == null ? Keyword.RULE : first.keyword()) {
            case TOTAL -> FigureTree.Kind.TOTAL;
            case UNIT -> FigureTree.Kind.UNIT_PRICE;
            case SITE -> FigureTree.Kind.SITE;
            case CHANNEL -> FigureTree.Kind.CHANNEL;
            case SKU -> FigureTree.Kind.SKU;
            case TIME -> FigureTree.Kind.TIME;
            case DATE -> FigureTree.Kind.DATE;
            case MONTH -> FigureTree.Kind.MONTH;
            case BALANCE, BIRTHDAY, RANK -> throw notBuilt(first.extent());
            default -> throw tokens.report(Code.NO_FIGURE, first.extent(), first.text());
        };
        tokens.take();
        if (kind == FigureTree.Kind.UNIT_PRICE) {
            tokens.expect(Keyword.PRICE);
        }
        return new FigureTree.Simple(kind, tokens.since(first));
    }

    private SyntaxError unknownFigure(Token token) {
        if (!token.is(Kind.WORD)) {
            return tokens.expected("what.condition");
        }
        List<String> near = STARTS.stream().map(tokens.words()::one).toList();
        var help = tokens.suggestion(near);
        return tokens.report(
                token.keyword() == null ? Code.UNKNOWN_FIGURE : Code.NO_FIGURE,
                token.extent(),
                token.text(),
                help.text().isEmpty() ? tokens.findings().help("figures") : help);
    }

    private FigureTree amount(Token first, FigureTree.Kind kind, Measure measure) {
        tokens.take();
        if (tokens.at(Keyword.OF, Keyword.PURCHASE)) {
            return history(first, measure, Keyword.OF);
        }
        if (tokens.takeIf(Keyword.OF)) {
            GoodsTree goods = goodsAfterOf();
            return new FigureTree.OfGoods(kind, goods, tokens.since(first));
        }
        return new FigureTree.Simple(kind, first.extent());
    }

    private FigureTree history(Token first, Measure measure, Keyword join) {
        tokens.expect(join);
        if (tokens.at(Keyword.ACTIVITY)) {
            throw notBuilt(tokens.current().extent());
        }
        PurchaseTree purchase = purchase();
        Optional<WindowTree> window = window();
        return new FigureTree.History(measure, Optional.of(purchase), window, tokens.since(first));
    }

    private FigureTree visited(Token first, Measure measure, Keyword word) {
        tokens.take();
        tokens.expect(word);
        Optional<WindowTree> window = window();
        return new FigureTree.History(measure, Optional.empty(), window, tokens.since(first));
    }

    private FigureTree points(Token first) {
        if (tokens.at(Keyword.POINT, Keyword.EXPIRING)) {
            tokens.take();
            throw notBuilt(first.extent().to(tokens.current().extent()));
        }
        return visited(first, Measure.POINTS_EARNED, Keyword.EARNED);
    }

    private FigureTree day(Token first) {
        tokens.take();
        if (tokens.at(Keyword.WITH)) {
            return history(first, Measure.DAYS, Keyword.WITH);
        }
        if (tokens.takeIf(Keyword.SINCE)) {
            PurchaseTree purchase = purchase();
            refuseWindow(first);
            return new FigureTree.DaysSince(purchase, tokens.since(first));
        }
        return new FigureTree.Simple(FigureTree.Kind.DAY, first.extent());
    }

    private FigureTree streak(Token first) {
        tokens.take();
        tokens.expect(Keyword.OF);
        Token word = tokens.current();
        Optional<Period> period =
                word.keyword() == null ? Optional.empty() : word.keyword().period();
        if (period.isEmpty() || period.get().compareTo(Period.MONTH) > 0) {
            throw tokens.expected("what.streak-period", Keyword.DAY, Keyword.WEEK, Keyword.MONTH);
        }
        tokens.take();
        tokens.expect(Keyword.WITH);
        PurchaseTree purchase = purchase();
        refuseWindow(first);
        return new FigureTree.Streak(period.get(), purchase, tokens.since(first));
    }

    private void refuseWindow(Token first) {
        Extent figure = tokens.since(first);
        Optional<WindowTree> window = window();
        if (window.isPresent()) {
            tokens.report(
                    Code.NEEDS_NO_WINDOW,
                    window.get().extent(),
                    tokens.findings().source().text(figure));
        }
    }

    private FigureTree member(Token first) {
        tokens.take();
        if (tokens.takeIf(Keyword.TIER)) {
            return new FigureTree.Simple(FigureTree.Kind.MEMBER_TIER, tokens.since(first));
        }
        if (tokens.takeIf(Keyword.FOR)) {
            return new FigureTree.Simple(FigureTree.Kind.MEMBER_FOR, tokens.since(first));
        }
        if (tokens.at(Keyword.AGE) || tokens.at(Keyword.SEGMENT) || tokens.at(Keyword.ATTRIBUTE)) {
            throw notBuilt(first.extent().to(tokens.current().extent()));
        }
        throw tokens.expected("what.member-figure", Keyword.TIER, Keyword.FOR);
    }

    private FigureTree line(Token first) {
        tokens.take();
        return tokens.at(Kind.TEXT)
                ? attribute(first, true)
                : new FigureTree.Simple(FigureTree.Kind.LINES, first.extent());
    }

    private FigureTree attribute(Token first, boolean ofLine) {
        Text name = values.text("what.attribute-name");
        return new FigureTree.Attribute(name, ofLine, tokens.since(first));
    }

    /** The window, if one stands here. */
    private Optional<WindowTree> window() {
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

    SyntaxError notBuilt(Extent extent) {
        return tokens.report(
                Code.NOT_BUILT_YET, extent, tokens.findings().source().text(extent));
    }
}
