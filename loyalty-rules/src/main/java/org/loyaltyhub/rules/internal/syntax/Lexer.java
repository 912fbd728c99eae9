package org.loyaltyhub.rules.internal.syntax;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Plain;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;
import org.loyaltyhub.value.Decimals;

/**
 * Cuts a file into tokens, one at a time. What cannot be read is reported and skipped; there is always a next token, and
 * after the last one {@link Kind#END} for ever. O(characters) for the whole file.
 */
final class Lexer implements Tokens {
    /** Letters a name may have. */
    static final int LONGEST_NAME = 64;
    /** Characters a text in quotes may have. */
    static final int LONGEST_TEXT = 500;

    private static final String DIGITS_OF_DATE = "dddd-dd-dd";
    private static final String DIGITS_OF_TIME = "dd:dd";

    private static final Pattern OTHER_TIME = Pattern.compile("[0-9]:[0-9]{2}(?![0-9])");
    private static final Pattern OTHER_DATE = Pattern.compile("([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(?![0-9])");
    private static final int LONGEST_DATE = 11;

    /** Longer ones first. */
    private static final Map<String, Kind> SIGNS = new LinkedHashMap<>();

    /** Looked for before the signs. */
    private static final Map<String, String> MISWRITTEN = new LinkedHashMap<>();

    static {
        MISWRITTEN.put("==", "=");
        MISWRITTEN.put("=>", ">=");
        MISWRITTEN.put("=<", "<=");
        MISWRITTEN.put("<>", "!=");
        MISWRITTEN.put("\u2265", ">=");
        MISWRITTEN.put("\u2264", "<=");
        MISWRITTEN.put("\u2260", "!=");
        MISWRITTEN.put("\u2026", "..");
        SIGNS.put("(", Kind.LEFT);
        SIGNS.put(")", Kind.RIGHT);
        SIGNS.put(",", Kind.COMMA);
        SIGNS.put("%", Kind.PERCENT);
        SIGNS.put("..", Kind.RANGE);
        SIGNS.put("!=", Kind.NOT_EQUAL);
        SIGNS.put("<=", Kind.AT_MOST);
        SIGNS.put(">=", Kind.AT_LEAST);
        SIGNS.put("<", Kind.LESS);
        SIGNS.put(">", Kind.MORE);
        SIGNS.put("=", Kind.EQUAL);
    }

    private final String text;
    private final Words words;
    private final Findings findings;
    private final List<Extent> comments = new ArrayList<>();
    private int at;

    Lexer(Words words, Findings findings) {
        this.text = findings.source().text();
        this.words = words;
        this.findings = findings;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    @Override
    public Token next() {
        skipBlanks();
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.isLetter(c)) {
                return word();
            }
            if (isDigit(c)) {
                return number();
            }
            if (isQuote(c)) {
                return text(c);
            }
            Token sign = sign();
            if (sign != null) {
                return sign;
            }
            refuse(c);
            skipBlanks();
        }
        return new Token(Kind.END, null, "", new Extent(text.length(), text.length()));
    }

    private void skipBlanks() {
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == '#') {
                skipComment();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || isWideBlank(c)) {
                at += Character.charCount(c);
            } else {
                return;
            }
        }
    }

    private static boolean isWideBlank(int c) {
        return c > 0x7F && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** Where the comments stand that have been passed so far, each without its line's end. */
    List<Extent> comments() {
        return comments;
    }

    private void skipComment() {
        int comment = at;
        while (at < text.length() && text.charAt(at) != '\n') {
            int c = text.codePointAt(at);
            int start = at;
            at += Character.charCount(c);
            if (Plain.isHidden(c) && c != '\t' && c != '\r') {
                hidden(c, start);
            }
        }
        comments.add(new Extent(comment, at));
    }

    private void hidden(int c, int start) {
        findings.add(Code.HIDDEN_CHARACTER, new Extent(start, at), String.format(Locale.ROOT, "U+%04X", c));
    }

    private void refuse(int c) {
        int start = at;
        at += Character.charCount(c);
        if (Plain.isHidden(c)) {
            hidden(c, start);
            return;
        }
        while (at < text.length() && text.charAt(at) == c) {
            at++;
        }
        Extent extent = new Extent(start, at);
        String advice = "sign-advice." + Integer.toHexString(c);
        Findings.Help help = findings.messages().has(advice) ? findings.help(advice) : Findings.Help.NONE;
        findings.add(Code.UNKNOWN_SIGN, extent, text.substring(start, at), help);
    }

    private Token word() {
        int start = at;
        StringBuilder letters = new StringBuilder();
        while (at < text.length() && (isWordPart(text.codePointAt(at)) || isInvisible(text.codePointAt(at)))) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (isInvisible(c)) {
                hidden(c, at - Character.charCount(c));
            } else {
                letters.appendCodePoint(c);
            }
        }
        while (text.charAt(at - 1) == '-') {
            at--;
            letters.setLength(letters.length() - 1);
        }
        Extent extent = new Extent(start, at);
        String word = letters.toString();
        Keyword keyword = words.keyword(word);
        if (keyword == null) {
            checkName(word, extent);
        }
        return new Token(Kind.WORD, keyword, word, extent);
    }

    /** A hidden character inside a word, where it would cut the word in two. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT;
    }

    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c)
                || c == '-'
                || c == '_'
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private void checkName(String word, Extent extent) {
        if (word.codePointCount(0, word.length()) > LONGEST_NAME) {
            findings.addMisspelt(Code.NAME_TOO_LONG, extent, word.length(), LONGEST_NAME);
        } else if (!Normalizer.isNormalized(word, Normalizer.Form.NFC)) {
            findings.addMisspelt(Code.NOT_COMPOSED, extent, word);
        } else {
            checkScripts(word, extent);
        }
    }

    /** A name whose letters come from two alphabets may look like another name. */
    private void checkScripts(String word, Extent extent) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        word.codePoints().filter(Character::isLetter).forEach(c -> scripts.add(UnicodeScript.of(c)));
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        if (scripts.size() > 1) {
            findings.addMisspelt(Code.MIXED_ALPHABETS, extent, word);
        }
    }

    private Token number() {
        int start = at;
        if (looksLike(DIGITS_OF_DATE)) {
            at += DIGITS_OF_DATE.length();
            return new Token(Kind.DATE, null, text.substring(start, at), new Extent(start, at));
        }
        if (looksLike(DIGITS_OF_TIME)) {
            at += DIGITS_OF_TIME.length();
            return new Token(Kind.TIME, null, text.substring(start, at), new Extent(start, at));
        }
        Token miswritten = miswritten(start);
        if (miswritten != null) {
            return miswritten;
        }
        digits();
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            digits();
        }
        Extent extent = new Extent(start, at);
        return new Token(Kind.NUMBER, null, boundedNumber(extent), extent);
    }

    /** {@code 9:00}, {@code 01.03.2026}: read as what is meant, and reported. */
    private @Nullable Token miswritten(int start) {
        Matcher matcher = OTHER_TIME.matcher(text).region(at, Math.min(text.length(), at + LONGEST_DATE));
        if (matcher.lookingAt()) {
            return corrected(Kind.TIME, Code.MISWRITTEN_TIME, start, matcher.end(), "0" + matcher.group());
        }
        matcher = OTHER_DATE.matcher(text).region(at, Math.min(text.length(), at + LONGEST_DATE));
        if (matcher.lookingAt()) {
            String date = matcher.group(3) + "-" + twoDigits(matcher.group(2)) + "-" + twoDigits(matcher.group(1));
            return corrected(Kind.DATE, Code.MISWRITTEN_DATE, start, matcher.end(), date);
        }
        return null;
    }

    private static String twoDigits(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    private Token corrected(Kind kind, Code code, int start, int end, String meant) {
        at = end;
        Extent extent = new Extent(start, end);
        findings.addMisspelt(code, extent, findings.source().text(extent), meant);
        return new Token(kind, null, meant, extent);
    }

    private String boundedNumber(Extent extent) {
        int digits = 0;
        int fraction = 0;
        for (int i = extent.start(); i < extent.end(); i++) {
            digits += isDigit(text.charAt(i)) ? 1 : 0;
            boolean afterPoint = text.charAt(i) == '.' || fraction > 0;
            fraction += afterPoint ? 1 : 0;
        }
        if (digits > Decimals.MAX_DIGITS) {
            findings.add(Code.NUMBER_TOO_LONG, extent, digits, Decimals.MAX_DIGITS);
            return "1";
        }
        if (fraction - 1 > 6) {
            findings.add(Code.TOO_MANY_DECIMALS, extent, findings.source().text(extent));
            return "1";
        }
        return text.substring(extent.start(), extent.end()).replace("_", "");
    }

    private void digits() {
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
    }

    private boolean looksLike(String pattern) {
        if (text.length() < at + pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char c = text.charAt(at + i);
            if (pattern.charAt(i) == 'd' ? !isDigit(c) : c != pattern.charAt(i)) {
                return false;
            }
        }
        int after = at + pattern.length();
        return after == text.length() || !isDigit(text.charAt(after));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isQuote(int c) {
        return c == '"' || c == '\u201C' || c == '\u201D' || c == '\u201E' || c == '\u00AB' || c == '\u00BB';
    }

    /** A text ends with its line at the latest. Curly quotes, as word processors make them, are read and reported. */
    private Token text(int quote) {
        int start = at++;
        int begin = at;
        while (!atLineEnd() && !endsText(quote, text.charAt(at))) {
            at++;
        }
        boolean closed = !atLineEnd();
        String content = text.substring(begin, at);
        at += closed ? 1 : 0;
        Extent extent = new Extent(start, at);
        if (!closed) {
            findings.add(Code.UNFINISHED_TEXT, extent);
        } else if (quote != '"') {
            findings.add(Code.CURLY_QUOTES, extent, content);
        }
        checkText(content, begin, extent);
        return new Token(
                Kind.TEXT,
                null,
                Normalizer.normalize(content, Normalizer.Form.NFC).strip(),
                extent);
    }

    private boolean atLineEnd() {
        return at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private static boolean endsText(int quote, int c) {
        return quote == '"' ? c == '"' : isQuote(c);
    }

    private void checkText(String content, int begin, Extent extent) {
        if (content.codePointCount(0, content.length()) > LONGEST_TEXT) {
            findings.add(Code.TEXT_TOO_LONG, extent, content.length(), LONGEST_TEXT);
            return;
        }
        int after = at;
        for (int i = 0; i < content.length(); i += Character.charCount(content.codePointAt(i))) {
            int c = content.codePointAt(i);
            if (Plain.isHidden(c) || isWideBlank(c)) {
                at = begin + i + Character.charCount(c);
                hidden(c, begin + i);
            }
        }
        at = after;
        for (String word : content.split("[^\\p{L}\\p{M}]+", -1)) {
            int place = begin + content.indexOf(word);
            checkScripts(word, new Extent(place, place + word.length()));
        }
    }

    private @Nullable Token sign() {
        for (Map.Entry<String, String> wrong : MISWRITTEN.entrySet()) {
            if (text.startsWith(wrong.getKey(), at)) {
                Token token = signToken(wrong.getKey(), kindOf(wrong.getValue()));
                findings.add(Code.MISWRITTEN_SIGN, token.extent(), wrong.getKey(), wrong.getValue());
                return token;
            }
        }
        for (Map.Entry<String, Kind> sign : SIGNS.entrySet()) {
            if (text.startsWith(sign.getKey(), at)) {
                return signToken(sign.getKey(), sign.getValue());
            }
        }
        return null;
    }

    private static Kind kindOf(String sign) {
        return Optional.ofNullable(SIGNS.get(sign)).orElseThrow();
    }

    private Token signToken(String sign, Kind kind) {
        int start = at;
        at += sign.length();
        return new Token(kind, null, sign, new Extent(start, at));
    }
}
