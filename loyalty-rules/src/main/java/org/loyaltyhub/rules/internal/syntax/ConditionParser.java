package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/** Reads conditions. */
final class ConditionParser {
    private final TokenStream tokens;
    private final ValueParser values;
    private final OccasionParser occasions;
    private final FigureParser figures;
    private int conditions;

    ConditionParser(TokenStream tokens, ValueParser values) {
        this.tokens = tokens;
        this.values = values;
        this.occasions = new OccasionParser(tokens, values, this);
        this.figures = new FigureParser(tokens, values, occasions);
    }

    OccasionParser occasions() {
        return occasions;
    }

    FigureParser figures() {
        return figures;
    }

    void startRule() {
        conditions = 0;
    }

    boolean atCondition() {
        return figures.atStart() || tokens.at(Kind.LEFT);
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
            case PURCHASE, ACTIVITY -> earlier(first, false);
            case MEMBER -> tokens.at(Keyword.MEMBER, Keyword.SEGMENT) ? inSegment() : comparison();
            case BIRTHDAY -> birthdayWithin();
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

    /** {@code member segment "vip"}; an {@code is} before the name is allowed. */
    private ConditionTree inSegment() {
        Token first = tokens.expect(Keyword.MEMBER);
        tokens.expect(Keyword.SEGMENT);
        boolean is = tokens.takeIf(Kind.EQUAL) || tokens.takeIf(Keyword.IS);
        boolean not = is ? tokens.takeIf(Keyword.NOT) : tokens.takeIf(Kind.NOT_EQUAL);
        Text name = values.text("what.segment");
        ConditionTree segment = new ConditionTree.InSegment(name, tokens.since(first));
        return not ? new ConditionTree.Not(segment, tokens.since(first)) : segment;
    }

    private ConditionTree birthdayWithin() {
        Token first = tokens.expect(Keyword.BIRTHDAY);
        tokens.expect(Keyword.WITHIN);
        return new ConditionTree.BirthdayWithin(values.measure("what.span"), tokens.since(first));
    }

    private ConditionTree no() {
        Token first = tokens.expect(Keyword.NO);
        return earlier(first, true);
    }

    private ConditionTree earlier(Token first, boolean negated) {
        OccasionTree purchase = occasions.occasion();
        Optional<WindowTree> window = occasions.window();
        Optional<Extent> unused = Optional.empty();
        if (tokens.takeIf(Kind.COMMA)) {
            unused = Optional.of(tokens.expect(Keyword.UNUSED).extent());
        }
        return new ConditionTree.Earlier(negated, purchase, window, unused, tokens.since(first));
    }

    private ConditionTree first() {
        Token first = tokens.expect(Keyword.FIRST);
        OccasionTree purchase = occasions.occasion();
        Optional<WindowTree> window = occasions.window();
        if (window.isPresent()) {
            tokens.report(
                    Code.NEEDS_NO_WINDOW,
                    window.get().extent(),
                    tokens.findings().source().text(first.extent().to(purchase.word())));
        }
        return new ConditionTree.First(purchase, tokens.since(first));
    }

    /** A figure, how it is compared, and with what. */
    ConditionTree comparison() {
        Token first = tokens.current();
        refuseGoods(first);
        boolean tierAlone = tokens.at(Keyword.TIER);
        FigureTree left = tierAlone ? memberTier() : figures.figure();
        boolean is = tokens.takeIf(Keyword.IS);
        boolean not = tokens.takeIf(Keyword.NOT);
        if (!not && tokens.at(Keyword.IN, Keyword.MULTIPLES)) {
            tokens.take();
            tokens.take();
            tokens.expect(Keyword.OF);
            return new ConditionTree.Multiple(left, values.measure("what.multiple"), tokens.since(first));
        }
        if (tokens.takeIf(Keyword.IN)) {
            SetTree set = values.set("what.set");
            ConditionTree.Among among = new ConditionTree.Among(left, not, set, tokens.since(first));
            if (tierAlone) {
                tokens.say(among.extent(), new Printer(tokens.words()).condition(among));
            }
            return among;
        }
        if (not && !is) {
            throw tokens.expected("what.in");
        }
        boolean bareTier = !not && isBareTier(left, is);
        Comparison comparison = not ? Comparison.NOT_EQUAL : bareTier ? Comparison.EQUAL : sign(is);
        OperandTree right = figures.atFigure() ? figures.figure() : values.value("what.value");
        ConditionTree.Compare compare = new ConditionTree.Compare(left, comparison, right, tokens.since(first));
        if (bareTier || tierAlone) {
            tokens.say(compare.extent(), new Printer(tokens.words()).condition(compare));
        }
        return compare;
    }

    /** {@code fuel >= 40 l}: goods are no figure, how much of them is. */
    private void refuseGoods(Token first) {
        if (first.isName() && tokens.comparisonFollows() && !figures.isNearFigure()) {
            tokens.take();
            Comparison comparison = sign(false);
            if (tokens.at(Kind.NUMBER)) {
                String text = values.condition(comparison, values.measure("what.value"));
                throw tokens.say(tokens.since(first), text);
            }
            throw tokens.report(
                    Code.UNKNOWN_FIGURE,
                    first.extent(),
                    first.text(),
                    tokens.findings().help("figures"));
        }
    }

    /** {@code tier = gold}: only the member has a tier. */
    private FigureTree memberTier() {
        return new FigureTree.Simple(FigureTree.Kind.MEMBER_TIER, tokens.take().extent());
    }

    /** {@code member tier gold}: the sign is missing. */
    private boolean isBareTier(FigureTree left, boolean is) {
        return !is
                && left instanceof FigureTree.Simple simple
                && simple.kind() == FigureTree.Kind.MEMBER_TIER
                && tokens.current().isName()
                && !tokens.atNewLine();
    }

    private Comparison sign(boolean is) {
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
}
