package org.loyaltyhub.rules.internal.syntax;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;
import org.loyaltyhub.value.Period;

/** Reads figures. */
final class FigureParser {
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
            Keyword.RANK,
            Keyword.TIER,
            Keyword.ACTIVITY);

    private final TokenStream tokens;
    private final ValueParser values;
    private final OccasionParser occasions;

    FigureParser(TokenStream tokens, ValueParser values, OccasionParser occasions) {
        this.tokens = tokens;
        this.values = values;
        this.occasions = occasions;
    }

    /** Whether a figure or another condition begins here. */
    boolean atStart() {
        return tokens.atAny(STARTS);
    }

    boolean atFigure() {
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
            case RANK -> rank(first);
            case TIER -> tier(first);
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
            case BALANCE -> FigureTree.Kind.BALANCE;
            default -> throw tokens.report(Code.NO_FIGURE, first.extent(), first.text());
        };
        tokens.take();
        if (kind == FigureTree.Kind.UNIT_PRICE) {
            tokens.expect(Keyword.PRICE);
        }
        return new FigureTree.Simple(kind, tokens.since(first));
    }

    /** Whether the current word is likely a figure's, misspelt. */
    boolean isNearFigure() {
        return !tokens.suggestion(names()).text().isEmpty();
    }

    private List<String> names() {
        return STARTS.stream().map(tokens.words()::one).toList();
    }

    private SyntaxError unknownFigure(Token token) {
        if (!token.is(Kind.WORD)) {
            return tokens.expected("what.condition");
        }
        var help = tokens.suggestion(names());
        return tokens.report(
                token.keyword() == null ? Code.UNKNOWN_FIGURE : Code.NO_FIGURE,
                token.extent(),
                token.text(),
                help.text().isEmpty() ? tokens.findings().help("figures") : help);
    }

    private FigureTree amount(Token first, FigureTree.Kind kind, Measure measure) {
        tokens.take();
        if (tokens.at(Keyword.OF, Keyword.PURCHASE) || tokens.at(Keyword.OF, Keyword.ACTIVITY)) {
            return history(first, measure, Keyword.OF);
        }
        if (tokens.takeIf(Keyword.OF)) {
            GoodsTree goods = occasions.goodsAfterOf();
            return new FigureTree.OfGoods(kind, goods, tokens.since(first));
        }
        return new FigureTree.Simple(kind, first.extent());
    }

    private FigureTree history(Token first, Measure measure, Keyword join) {
        tokens.expect(join);
        OccasionTree occasion = occasions.occasion();
        Optional<WindowTree> window = occasions.window();
        return new FigureTree.History(measure, Optional.of(occasion), window, tokens.since(first));
    }

    private FigureTree visited(Token first, Measure measure, Keyword word) {
        tokens.take();
        tokens.expect(word);
        Optional<WindowTree> window = occasions.window();
        return new FigureTree.History(measure, Optional.empty(), window, tokens.since(first));
    }

    private FigureTree points(Token first) {
        if (tokens.at(Keyword.POINT, Keyword.EXPIRING)) {
            tokens.take();
            tokens.take();
            tokens.expect(Keyword.WITHIN);
            return new FigureTree.PointsExpiring(values.measure("what.span"), tokens.since(first));
        }
        return visited(first, Measure.POINTS_EARNED, Keyword.EARNED);
    }

    private FigureTree day(Token first) {
        tokens.take();
        if (tokens.at(Keyword.WITH)) {
            return history(first, Measure.DAYS, Keyword.WITH);
        }
        if (tokens.takeIf(Keyword.SINCE)) {
            OccasionTree occasion = occasions.occasion();
            refuseWindow(first);
            return new FigureTree.DaysSince(occasion, tokens.since(first));
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
        OccasionTree occasion = occasions.occasion();
        refuseWindow(first);
        return new FigureTree.Streak(period.get(), occasion, tokens.since(first));
    }

    private void refuseWindow(Token first) {
        Extent figure = tokens.since(first);
        Optional<WindowTree> window = occasions.window();
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
        if (tokens.takeIf(Keyword.AGE)) {
            return new FigureTree.Simple(FigureTree.Kind.MEMBER_AGE, tokens.since(first));
        }
        if (tokens.takeIf(Keyword.ATTRIBUTE)) {
            Text name = values.text("what.attribute-name");
            return new FigureTree.MemberAttribute(name, tokens.since(first));
        }
        throw tokens.expected("what.member-figure", Keyword.TIER, Keyword.FOR, Keyword.AGE);
    }

    /** {@code tier = gold}: only the member has a tier. */
    private FigureTree tier(Token first) {
        tokens.take();
        tokens.say(
                first.extent(),
                tokens.words().one(Keyword.MEMBER) + " " + tokens.words().one(Keyword.TIER));
        return new FigureTree.Simple(FigureTree.Kind.MEMBER_TIER, first.extent());
    }

    private FigureTree rank(Token first) {
        tokens.take();
        tokens.expect(Keyword.BY);
        if (tokens.at(Keyword.RANK)) {
            throw tokens.report(
                    Code.NO_FIGURE, tokens.current().extent(), tokens.current().text());
        }
        FigureTree by = figure();
        boolean ties = tokens.at(Kind.COMMA) && tokens.followedBy(Keyword.TIES);
        if (ties) {
            tokens.take();
            tokens.take();
            tokens.expect(Keyword.BY);
            tokens.expect(Keyword.EARLIEST);
        }
        return new FigureTree.Rank(by, ties, tokens.since(first));
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
}
