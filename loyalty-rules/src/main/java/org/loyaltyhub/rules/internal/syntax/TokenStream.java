package org.loyaltyhub.rules.internal.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/** The tokens of a file with one of look-ahead, or two where the language needs it. */
final class TokenStream {
    private final Tokens tokens;
    private final Words words;
    private final Findings findings;
    private Token current;
    private Token following;
    private Token last;
    private int open;

    TokenStream(Words words, Findings findings) {
        this.tokens = words.read(new Lexer(words, findings));
        this.words = words;
        this.findings = findings;
        this.current = tokens.next();
        this.following = tokens.next();
        this.last = new Token(Kind.END, null, "", new Extent(0, 0));
    }

    Words words() {
        return words;
    }

    Findings findings() {
        return findings;
    }

    Token current() {
        return current;
    }

    Token following() {
        return following;
    }

    boolean at(Keyword keyword) {
        return current.is(keyword);
    }

    boolean at(Kind kind) {
        return current.is(kind);
    }

    boolean at(Keyword first, Keyword second) {
        return current.is(first) && following.is(second);
    }

    /** Whether that word follows the current token. */
    boolean followedBy(Keyword keyword) {
        return following.is(keyword);
    }

    /** Whether a sign such as {@code >=} follows the current token. */
    boolean comparisonFollows() {
        return switch (following.kind()) {
            case EQUAL, NOT_EQUAL, LESS, AT_MOST, MORE, AT_LEAST -> true;
            default -> false;
        };
    }

    /** The comparison that people mean by the current word, which is none of the language. */
    Optional<Comparison> atSlip() {
        return current.isName() ? words.slip(current.text()).flatMap(Words.Slip::comparison) : Optional.empty();
    }

    /** Whether the current word, which is none of the language, is what people write for {@code keyword}. */
    boolean atSlipOf(Keyword keyword) {
        return current.isName()
                && words.slip(current.text())
                        .flatMap(Words.Slip::keyword)
                        .filter(keyword::equals)
                        .isPresent();
    }

    boolean at(Kind first, Kind second) {
        return current.is(first) && following.is(second);
    }

    /** Whether a word follows the current token that the programme or the file may have declared. */
    boolean nameFollows() {
        return following.isName();
    }

    /** Whether a number, text, day or month follows the current token. */
    boolean valueFollows() {
        Keyword word = following.keyword();
        return switch (following.kind()) {
            case NUMBER, DATE, TIME, TEXT -> true;
            default ->
                word != null && (word.weekday().isPresent() || word.month().isPresent());
        };
    }

    /** Whether the next two tokens follow {@code before} without a blank. */
    boolean isGlued(Token before) {
        return before.extent().end() == current.extent().start()
                && current.extent().end() == following.extent().start();
    }

    boolean atAny(Set<Keyword> keywords) {
        return current.keyword() != null && keywords.contains(current.keyword());
    }

    Token take() {
        Token taken = current;
        open += taken.is(Kind.LEFT) ? 1 : taken.is(Kind.RIGHT) ? -1 : 0;
        last = taken;
        current = following;
        following = following.is(Kind.END) ? following : tokens.next();
        return taken;
    }

    /** Takes a token if none was taken since {@code before}: reading always ends. */
    void moveOnFrom(Token before) {
        if (current.equals(before)) {
            take();
        }
    }

    boolean takeIf(Keyword keyword) {
        if (at(keyword)) {
            take();
            return true;
        }
        return false;
    }

    boolean takeIf(Kind kind) {
        if (at(kind)) {
            take();
            return true;
        }
        return false;
    }

    Token expect(Keyword keyword) {
        if (at(keyword)) {
            return take();
        }
        throw expected(findings.help("what.word", words.one(keyword)), List.of(words.one(keyword)));
    }

    Token expect(Kind kind, String what) {
        if (at(kind)) {
            return take();
        }
        throw expected(what);
    }

    /** From a token to the last one taken. */
    Extent since(Token first) {
        return since(first.extent());
    }

    Extent since(Extent first) {
        return first.to(last.extent());
    }

    /** How many parentheses are open. */
    int open() {
        return open;
    }

    void closeAll() {
        open = 0;
    }

    /** Reports that something else was expected; {@code what} is a key of the messages. */
    SyntaxError expected(String what) {
        return expected(findings.help(what), List.of());
    }

    /** The same, where some keywords could have stood. */
    SyntaxError expected(String what, Keyword... keywords) {
        return expected(
                findings.help(what), Arrays.stream(keywords).map(words::one).toList());
    }

    /** Reports that none of the parts that may begin here does. */
    SyntaxError unexpected(String what, Keyword... keywords) {
        Findings.Help help = suggestion(Arrays.stream(keywords).map(words::one).toList());
        addUnlessFollowing(Code.UNEXPECTED, current.extent(), findings.help(what), current.text(), help);
        return new SyntaxError();
    }

    /** Whether the current token is not on the line of the one before. */
    boolean atNewLine() {
        int newline =
                findings.source().text().lastIndexOf('\n', current.extent().start() - 1);
        return last.extent().end() > 0 && newline >= last.extent().end();
    }

    private SyntaxError expected(Findings.Help what, List<String> near) {
        Findings.Help help = suggestion(near);
        if (at(Kind.END) || atNewLine()) {
            int end = last.extent().end();
            addUnlessFollowing(Code.SOMETHING_MISSING, new Extent(end, end + 1), what, help);
        } else {
            addUnlessFollowing(Code.UNEXPECTED, current.extent(), what, current.text(), help);
        }
        return new SyntaxError();
    }

    /** What only follows from a sign or number that could not be read right before is no news. */
    private void addUnlessFollowing(Code code, Extent extent, Object... values) {
        Extent since = new Extent(last.extent().start(), current.extent().end());
        if (!findings.hasErrorWithin(since)) {
            findings.add(code, extent, values);
        }
    }

    /** Reports that people say it so, but the language says it otherwise. */
    SyntaxError say(Extent extent, String instead) {
        return report(Code.SAID_OTHERWISE, extent, findings.source().text(extent), new Findings.Help(instead));
    }

    /** {@code did you mean …?} for the current token. */
    Findings.Help suggestion(List<String> near) {
        if (!at(Kind.WORD)) {
            return Findings.Help.NONE;
        }
        return Suggestion.closest(current.text(), near)
                .filter(word -> !word.equals(current.text()))
                .map(word -> findings.help("did-you-mean", word))
                .orElse(Findings.Help.NONE);
    }

    SyntaxError report(Code code, Extent extent, Object... values) {
        findings.add(code, extent, values);
        return new SyntaxError();
    }
}
