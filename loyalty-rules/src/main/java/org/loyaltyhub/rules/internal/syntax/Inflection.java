package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.internal.language.Counting;

/**
 * What a language does that English does not: words whose form or meaning depends on their neighbours, words that go
 * unsaid, and several forms for numbers of things. All of it comes from the language's one table:
 *
 * <pre>
 * POINT.counted = балл балла баллов     after a number, by the groups that counting.… names
 * MONTH.after.THIS = месяца             after this word (a keyword, or a kind of token in small letters)
 * FROM.before.date = с                  before this; both together: BY.after.POINT.before.number
 * OF.unsaid.PURCHASE = name left        not written after PURCHASE when one of these follows
 * TO.unsaid = REFERRER !WITH            not written before these, wherever that is but after WITH
 * </pre>
 *
 * <p>A word stands for the keyword whose neighbours fit best, else for the one that has it among its own forms.
 * Immutable and thread-safe.
 */
final class Inflection {
    private static final String ANYTHING = "";
    private static final Map<Token.Kind, String> KINDS = new EnumMap<>(Token.Kind.class);

    static {
        for (Token.Kind kind : Token.Kind.values()) {
            KINDS.put(kind, kind.name().toLowerCase(Locale.ROOT));
        }
    }

    /** A keyword's form between some neighbours. */
    private record Form(Keyword keyword, String after, String before, String text) {
        boolean fits(String previous, String next) {
            return (after.equals(ANYTHING) || after.equals(previous))
                    && (before.equals(ANYTHING) || before.equals(next));
        }

        int exactness() {
            return (after.equals(ANYTHING) ? 0 : 1) + (before.equals(ANYTHING) ? 0 : 1);
        }
    }

    /** Where a keyword goes unsaid. */
    private record Gap(Keyword keyword, String after, Set<String> before) {
        boolean fits(String previous, String next) {
            return (after.equals(ANYTHING) || after.equals(previous))
                    && before.contains(next)
                    && !before.contains("!" + previous);
        }
    }

    private final List<Gap> gaps = new ArrayList<>();
    private final Map<Keyword, List<Form>> written = new EnumMap<>(Keyword.class);
    private final Map<String, List<Form>> read = new HashMap<>();
    private final Map<Keyword, List<String>> counted = new EnumMap<>(Keyword.class);
    private final Counting counting;

    Inflection(Properties table) {
        this.counting = new Counting(table);
        for (String key : table.stringPropertyNames()) {
            String[] parts = key.split("\\.", -1);
            if (parts.length > 1 && parts[0].equals(parts[0].toUpperCase(Locale.ROOT))) {
                add(Keyword.valueOf(parts[0]), parts, table.getProperty(key).strip());
            }
        }
        written.values().forEach(Inflection::exactFirst);
        read.values().forEach(Inflection::exactFirst);
    }

    /** The order of a table's lines must not matter. */
    private static void exactFirst(List<Form> forms) {
        forms.sort(Comparator.comparingInt(Form::exactness).reversed().thenComparing(Form::toString));
    }

    private void add(Keyword keyword, String[] parts, String value) {
        switch (parts[1]) {
            case "counted" -> counted.put(keyword, List.of(value.split(" +", -1)));
            case "unsaid" ->
                gaps.add(new Gap(keyword, parts.length > 2 ? parts[2] : ANYTHING, Set.of(value.split(" +", -1))));
            case "after", "before" -> {
                Form form = new Form(keyword, neighbour(parts, "after"), neighbour(parts, "before"), value);
                written.computeIfAbsent(keyword, each -> new ArrayList<>()).add(form);
                read.computeIfAbsent(value, each -> new ArrayList<>()).add(form);
            }
            default -> throw new IllegalStateException("there is no `" + parts[1] + "` for " + keyword);
        }
    }

    private static String neighbour(String[] parts, String side) {
        for (int i = 1; i + 1 < parts.length; i += 2) {
            if (parts[i].equals(side)) {
                return parts[i + 1];
            }
        }
        return ANYTHING;
    }

    /** Whether every word stands for itself, as in English. */
    boolean isNone() {
        return gaps.isEmpty() && written.isEmpty();
    }

    /** Every form that only its neighbours call for, with its keyword. */
    Map<String, Keyword> forms() {
        Map<String, Keyword> forms = new HashMap<>();
        read.forEach((text, all) -> {
            Set<Keyword> keywords = new HashSet<>();
            all.forEach(form -> keywords.add(form.keyword));
            if (keywords.size() == 1) {
                forms.put(text, all.get(0).keyword);
            }
        });
        counted.forEach((keyword, all) -> all.forEach(text -> forms.putIfAbsent(text, keyword)));
        return forms;
    }

    /** What a token is between its neighbours. */
    Token between(@Nullable Token previous, Token token, Token next) {
        List<Form> forms = token.is(Token.Kind.WORD) ? read.getOrDefault(token.text(), List.of()) : List.of();
        for (Form form : forms) {
            if (form.fits(kind(previous), kind(next))) {
                return new Token(token.kind(), form.keyword, token.text(), token.extent());
            }
        }
        return token;
    }

    /** The keyword that goes unsaid between two tokens, if one does. */
    @Nullable
    Keyword unsaidBetween(@Nullable Token previous, Token next) {
        String before = kind(previous);
        String after = kind(next);
        for (Gap gap : gaps) {
            boolean said = previous != null && previous.is(gap.keyword);
            if (!said && gap.fits(before, after)) {
                return gap.keyword;
            }
        }
        return null;
    }

    /** The form between these neighbours, if they call for one. */
    @Nullable
    String form(Keyword keyword, @Nullable Token previous, Token next) {
        if (previous != null && previous.is(Token.Kind.NUMBER) && counted.containsKey(keyword)) {
            List<String> forms = Objects.requireNonNull(counted.get(keyword));
            return forms.get(Math.min(counting.group(previous.text()), forms.size() - 1));
        }
        for (Form form : written.getOrDefault(keyword, List.of())) {
            if (form.fits(kind(previous), kind(next))) {
                return form.text;
            }
        }
        return null;
    }

    /** A keyword's name, or the kind of token in small letters; a word of the programme's is a name. */
    private static String kind(@Nullable Token token) {
        if (token == null) {
            return "start";
        }
        if (token.keyword() != null) {
            return token.keyword().name();
        }
        return token.isName() ? "name" : Objects.requireNonNull(KINDS.get(token.kind()));
    }
}
