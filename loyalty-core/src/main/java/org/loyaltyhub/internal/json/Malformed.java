package org.loyaltyhub.internal.json;

import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.value.Texts;

/** Says in plain words why a text is no JSON, judged from the letters around the one where reading stopped. */
final class Malformed {
    private static final String CODE = "malformed-json";
    private static final int LONGEST_WORD = 20;

    private final String text;
    private final String what;
    private final int at;
    /** The letter where reading stopped, and the last one before it that is no space; NUL if there is none. */
    private final char here;

    private final char before;

    private Malformed(String text, String what, int at) {
        this.text = text;
        this.what = what;
        this.at = at;
        this.here = at < text.length() ? text.charAt(at) : 0;
        this.before = lastBefore(text, at);
    }

    private static char lastBefore(String text, int at) {
        int i = Math.min(at, text.length()) - 1;
        while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return i < 0 ? 0 : text.charAt(i);
    }

    static Problem empty(String what) {
        return new Problem(CODE, "1:1", "the " + what + " is empty", "it begins with { and ends with }");
    }

    static Problem more(String text, String what, int at) {
        return new Malformed(text, what, at)
                .because(
                        "the " + what + " is over, but more text follows", "remove it, or put it on a line of its own");
    }

    static Problem problem(String text, String what, int at) {
        return new Malformed(text, what, at).explained();
    }

    private Problem explained() {
        if (at >= text.length()) {
            return because("the " + what + " breaks off here", "maybe a \", } or ] is missing at the end");
        }
        if (Texts.fault(whole()).isPresent()) {
            return control();
        }
        if (here == '}' || here == ']') {
            return closing();
        }
        if (Character.isDigit(here)) {
            return digit();
        }
        return Character.isLetter(here) ? word() : mark();
    }

    /** The character here, with both its halves. */
    private String whole() {
        return Character.toString(text.codePointAt(at));
    }

    private Problem control() {
        return here == '\n' || here == '\r'
                ? because("a text does not end on its line", "close it with \", or write \\n for a line break")
                : because("there is a character that cannot be seen", "remove it, or write \\t for a tabulator");
    }

    private Problem closing() {
        if (before == ',') {
            return because("a comma stands before " + here, "remove the comma");
        }
        if (before == ':') {
            return because("a value is missing after the colon", "add it, or remove the field");
        }
        return because(here + " closes what is not open, or a number is not finished", "check the brackets before it");
    }

    private Problem digit() {
        if (before == ',') {
            return because("a number has a comma in it, or a field has no name", "write 12.34 with a point");
        }
        if (before == '0') {
            return because("a number begins with 0", "leave the zeros out, or put a code like 007 in double quotes");
        }
        return because("the number is not expected here", "maybe a comma or a colon is missing before it");
    }

    private Problem word() {
        if (before == '\\') {
            return because("\\" + here + " stands for nothing", "write \\\\ for a backslash");
        }
        int end = at;
        while (end < text.length() && end - at < LONGEST_WORD && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        return because(
                "`" + word + "` is not expected here",
                "names and texts stand in double quotes, true, false and null are in small letters");
    }

    private Problem mark() {
        if (here == '"') {
            return because("a comma or a colon is missing before this", "fields and items are separated by commas");
        }
        if (here == '/' || here == '#') {
            return because("JSON has no comments", "remove it");
        }
        if ("'`´‘’“”„«»".indexOf(here) >= 0) {
            return because("there is a " + here + " where a double quote belongs", "names and texts stand in \" \"");
        }
        if (here == '+' || here == '.' || here == '-') {
            return because("the number is not written as one", "write 0.5 or -0.5: no plus, a digit before the point");
        }
        return because(
                "there is a " + whole() + " that is not expected here",
                "maybe a comma or a bracket is missing before it");
    }

    private Problem because(String message, String advice) {
        return new Problem(CODE, place(), message, advice);
    }

    private String place() {
        int line = 1;
        int start = 0;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return line + ":" + (Math.min(at, text.length()) - start + 1);
    }
}
