package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/** Reads values, sets and names. */
final class ValueParser {
    private static final Set<Keyword> UNITS = EnumSet.of(
            Keyword.POINT,
            Keyword.LITRE,
            Keyword.PIECE,
            Keyword.HOUR,
            Keyword.DAY,
            Keyword.WEEK,
            Keyword.MONTH,
            Keyword.QUARTER,
            Keyword.YEAR,
            Keyword.TIME,
            Keyword.PART);

    /** Words that nobody means as a name: before them something is missing. */
    private static final Set<Keyword> JOINTS =
            EnumSet.of(Keyword.AND, Keyword.OR, Keyword.WHEN, Keyword.THEN, Keyword.RULE, Keyword.SCENARIO);

    private final TokenStream tokens;
    private boolean inSet;

    ValueParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Text text(String what) {
        Token token = tokens.expect(Kind.TEXT, what);
        if (token.text().isEmpty()) {
            tokens.report(Code.EMPTY_TEXT, token.extent());
        }
        return new Text(token.text(), token.extent());
    }

    /** A word that is not one of the language. */
    Name name(String what) {
        Token token = tokens.current();
        if (token.isName()) {
            tokens.take();
            return new Name(token.text(), token.extent());
        }
        if (token.is(Kind.WORD) && !tokens.atNewLine() && !tokens.atAny(JOINTS)) {
            throw tokens.report(
                    Code.RESERVED_WORD,
                    token.extent(),
                    token.text(),
                    tokens.findings().help(what));
        }
        throw tokens.expected(what);
    }

    /** One name or a set of them in parentheses. */
    Names names(String what) {
        Token first = tokens.current();
        List<Name> names = new ArrayList<>();
        boolean set = tokens.takeIf(Kind.LEFT);
        names.add(name(what));
        if (!set && tokens.at(Kind.COMMA) && tokens.nameFollows()) {
            rest(names, what);
            Names all = new Names(names, tokens.since(first));
            tokens.report(
                    Code.BARE_LIST,
                    all.extent(),
                    tokens.findings().help("quoted", new Printer(tokens.words()).names(all)));
            return all;
        }
        if (set) {
            rest(names, what);
            tokens.expect(Kind.RIGHT, "what.comma-or-right");
        }
        return new Names(names, tokens.since(first));
    }

    private void rest(List<Name> names, String what) {
        while (tokens.takeIf(Kind.COMMA)) {
            names.add(name(what));
            bounded(names.size());
        }
    }

    private void bounded(int size) {
        if (size > Bounds.SET) {
            throw tokens.report(Code.SET_TOO_LARGE, tokens.current().extent(), Bounds.SET);
        }
    }

    boolean atValue() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NUMBER, DATE, TIME, TEXT -> true;
            case WORD ->
                token.keyword() == null
                        || token.keyword().weekday().isPresent()
                        || token.keyword().month().isPresent();
            default -> false;
        };
    }

    ValueTree value(String what) {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NUMBER -> measure(what);
            case DATE -> date();
            case TIME -> new ValueTree.Time(minutes(), token.extent());
            case TEXT -> quoted();
            case WORD -> word(token, what);
            default -> throw tokens.expected(what);
        };
    }

    private ValueTree quoted() {
        Token token = tokens.take();
        return new ValueTree.Quoted(token.text(), token.extent());
    }

    private ValueTree word(Token token, String what) {
        Keyword keyword = token.keyword();
        if (keyword != null && keyword.weekday().isPresent()) {
            tokens.take();
            return new ValueTree.Weekday(keyword.weekday().get(), token.extent());
        }
        if (keyword != null && keyword.month().isPresent()) {
            tokens.take();
            return new ValueTree.MonthName(keyword.month().get(), token.extent());
        }
        return new ValueTree.Word(name(what));
    }

    /** A number with what follows it. */
    ValueTree.Measure measure(String what) {
        Token number = tokens.expect(Kind.NUMBER, what);
        BigDecimal value = new BigDecimal(number.text() + thousands(number));
        Optional<UnitTree> unit = atUnit() ? Optional.of(unit()) : Optional.empty();
        return new ValueTree.Measure(value, unit, tokens.since(number));
    }

    /** The digits of {@code 1,500} or {@code 1 500} after the first; the comma or blank is reported. */
    private String thousands(Token number) {
        StringBuilder digits = new StringBuilder();
        StringBuilder underscored = new StringBuilder(number.text());
        boolean comma = !inSet && tokens.at(Kind.COMMA, Kind.NUMBER) && tokens.isGlued(number);
        if (comma && !startsThousands(number, tokens.following())) {
            tokens.take();
            Token fraction = tokens.take();
            tokens.report(Code.DECIMAL_COMMA, tokens.since(number), number.text(), fraction.text());
            return "";
        }
        while (atThousands(number, comma)) {
            tokens.takeIf(Kind.COMMA);
            Token group = tokens.take();
            digits.append(group.text());
            underscored.append('_').append(group.text());
        }
        if (digits.length() > 0) {
            tokens.report(
                    Code.SPLIT_NUMBER,
                    tokens.since(number),
                    tokens.findings().source().text(tokens.since(number)),
                    number.text() + digits,
                    underscored);
        }
        return digits.toString();
    }

    /** Whether three more digits follow, after a comma if that is how the number is cut, otherwise after a blank. */
    private boolean atThousands(Token number, boolean comma) {
        if (comma) {
            return tokens.at(Kind.COMMA, Kind.NUMBER) && startsThousands(number, tokens.following());
        }
        return !inSet && startsThousands(number, tokens.current());
    }

    private static boolean startsThousands(Token number, Token group) {
        return number.text().length() <= 3 && number.text().indexOf('.') < 0 && isThousands(group);
    }

    private static boolean isThousands(Token token) {
        return token.is(Kind.NUMBER)
                && token.text().length() == 3
                && token.text().indexOf('.') < 0;
    }

    /** {@code quantity >= 40 l} or {@code amount >= 500 RUB}, as the value has it. */
    String condition(Comparison comparison, ValueTree.Measure value) {
        boolean money = value.unit()
                .filter(unit -> unit.kind() == UnitTree.Kind.NAME
                        && unit.text().equals(unit.text().toUpperCase(Locale.ROOT)))
                .isPresent();
        FigureTree.Kind kind = money ? FigureTree.Kind.AMOUNT : FigureTree.Kind.QUANTITY;
        FigureTree figure = new FigureTree.Simple(kind, value.extent());
        return new Printer(tokens.words())
                .condition(new ConditionTree.Compare(figure, comparison, value, value.extent()));
    }

    boolean atUnit() {
        return tokens.at(Kind.PERCENT) || tokens.current().isName() || tokens.atAny(UNITS);
    }

    UnitTree unit() {
        Token token = tokens.take();
        UnitTree.Kind kind = token.is(Kind.PERCENT)
                ? UnitTree.Kind.PERCENT
                : token.keyword() == null ? UnitTree.Kind.NAME : UnitTree.Kind.KEYWORD;
        return new UnitTree(kind, token.keyword(), token.text(), token.extent());
    }

    ValueTree.Date date() {
        Token token = tokens.expect(Kind.DATE, "what.date");
        try {
            return new ValueTree.Date(LocalDate.parse(token.text()), token.extent());
        } catch (DateTimeException e) {
            throw tokens.report(Code.NO_SUCH_DATE, token.extent(), token.text());
        }
    }

    private int minutes() {
        Token token = tokens.expect(Kind.TIME, "what.time");
        int hours = Integer.parseInt(token.text().substring(0, 2));
        int minutes = Integer.parseInt(token.text().substring(3));
        if (hours > 23 || minutes > 59) {
            throw tokens.report(Code.NO_SUCH_TIME, token.extent(), token.text());
        }
        return hours * 60 + minutes;
    }

    /** A date, with a time if one follows. */
    RuleTree.Moment moment() {
        Token first = tokens.current();
        LocalDate date = date().date();
        Optional<Integer> time = tokens.at(Kind.TIME) ? Optional.of(minutes()) : Optional.empty();
        return new RuleTree.Moment(date, time, tokens.since(first));
    }

    /** One value, a range, or several of them in parentheses. */
    SetTree set(String what) {
        Token first = tokens.current();
        List<SetTree.Element> elements = new ArrayList<>();
        inSet = false;
        if (!tokens.takeIf(Kind.LEFT)) {
            elements.add(element(what));
            return bareList(first, elements, what);
        }
        inSet = true;
        do {
            elements.add(element(what));
            bounded(elements.size());
        } while (tokens.takeIf(Kind.COMMA));
        inSet = false;
        tokens.expect(Kind.RIGHT, "what.comma-or-right");
        return new SetTree(elements, tokens.since(first));
    }

    /** A set that lacks its parentheses is read and reported. */
    private SetTree bareList(Token first, List<SetTree.Element> elements, String what) {
        boolean list = tokens.at(Kind.COMMA) && tokens.valueFollows();
        while (tokens.at(Kind.COMMA) && tokens.valueFollows()) {
            tokens.take();
            elements.add(element(what));
            bounded(elements.size());
        }
        SetTree set = new SetTree(elements, tokens.since(first));
        if (list) {
            String text = new Printer(tokens.words()).set(set, true);
            tokens.report(Code.BARE_LIST, set.extent(), tokens.findings().help("quoted", text));
        }
        return set;
    }

    private SetTree.Element element(String what) {
        ValueTree from = value(what);
        Optional<ValueTree> to = tokens.takeIf(Kind.RANGE) ? Optional.of(value(what)) : Optional.empty();
        Extent extent = to.map(end -> from.extent().to(end.extent())).orElse(from.extent());
        return new SetTree.Element(from, to, extent);
    }
}
