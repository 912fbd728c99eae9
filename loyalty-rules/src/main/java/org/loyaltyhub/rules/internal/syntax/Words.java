package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.internal.language.Table;

/**
 * How keywords are written in one language: many word forms may mean one keyword. The only place that knows words. What a
 * language's table leaves out is as in English.
 *
 * <p>Immutable and thread-safe.
 */
public final class Words {
    private static final Map<String, Words> KNOWN = new ConcurrentHashMap<>();

    public static final Words ENGLISH = new Words("en", load("en").orElseThrow());

    /**
     * Every keyword by its own name. No file can hold such a word, as it mixes alphabets, so what is written in these
     * words can be said in any language afterwards.
     */
    static final Words MARKED = marked();

    static final String MANY = "-many";

    private final String language;
    private final Map<String, Keyword> keywords = new HashMap<>();
    private final Map<Keyword, String> one = new EnumMap<>(Keyword.class);
    private final Map<Keyword, String> many = new EnumMap<>(Keyword.class);
    private final Inflection inflection;

    /** Words that people write and the language does not know, with what they mean by it. */
    private final Map<String, Slip> slips = new HashMap<>();

    /** What is meant by a word that the language does not know: another word, or a comparison. */
    record Slip(Optional<Keyword> keyword, Optional<Comparison> comparison) {}

    private Words(String language, Properties table) {
        this.language = language;
        this.inflection = new Inflection(table);
        for (Keyword keyword : Keyword.values()) {
            String forms = table.getProperty(keyword.name());
            if (forms == null) {
                throw new IllegalStateException("language " + language + " has no word for " + keyword);
            }
            add(keyword, List.of(forms.strip().split("[ |]+", -1)));
            forms(table, "slip." + keyword.name())
                    .forEach(word -> slips.put(word, new Slip(Optional.of(keyword), Optional.empty())));
        }
        inflection.forms().forEach(keywords::putIfAbsent);
        for (Comparison comparison : Comparison.values()) {
            forms(table, "slip." + comparison.name())
                    .forEach(word -> slips.put(word, new Slip(Optional.empty(), Optional.of(comparison))));
        }
    }

    private static List<String> forms(Properties table, String key) {
        String forms = table.getProperty(key);
        return forms == null ? List.of() : List.of(forms.strip().split("[ |]+", -1));
    }

    Optional<Slip> slip(String word) {
        return Optional.ofNullable(slips.get(word));
    }

    private void add(Keyword keyword, List<String> forms) {
        one.put(keyword, forms.get(0));
        many.put(keyword, forms.get(Math.min(1, forms.size() - 1)));
        for (String form : forms) {
            Keyword other = keywords.putIfAbsent(form, keyword);
            if (other != null && other != keyword) {
                throw new IllegalStateException("in " + language + ", " + form + " is " + other + " and " + keyword);
            }
        }
    }

    private static Words marked() {
        Properties table = new Properties();
        for (Keyword keyword : Keyword.values()) {
            String mark = "\u0416" + keyword.name();
            table.setProperty(keyword.name(), mark + " | " + mark + MANY);
        }
        return new Words("", table);
    }

    /** The words of a language, if there is a table for it: {@code words_ru.properties} beside this class for {@code ru}. */
    public static Optional<Words> of(String language) {
        if (language.equals(ENGLISH.language)) {
            return Optional.of(ENGLISH);
        }
        Words known = KNOWN.get(language);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Words> loaded = load(language).map(table -> new Words(language, table));
        loaded.ifPresent(words -> KNOWN.put(language, words));
        return loaded;
    }

    private static Optional<Properties> load(String language) {
        return Table.of(Words.class, "words", language);
    }

    /** The words of every language that there is a table for by its two-letter code, in alphabetical order. */
    public static Set<String> reserved() {
        return Reserved.WORDS;
    }

    /** Loaded when first asked for. */
    private static final class Reserved {
        private static final Set<String> WORDS = Arrays.stream(Locale.getISOLanguages())
                .flatMap(language -> of(language).stream())
                .flatMap(words -> words.keywords.keySet().stream())
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSet));
    }

    /** The language's own code: {@code en}. */
    public String language() {
        return language;
    }

    Inflection inflection() {
        return inflection;
    }

    /** The tokens of a file in this language. */
    Tokens read(Lexer lexer) {
        return inflection.isNone() ? lexer : new InflectedTokens(lexer, this);
    }

    @Nullable
    Keyword keyword(String word) {
        return keywords.get(word);
    }

    /** The days of the week, from Monday. */
    public List<String> weekdays() {
        return Arrays.stream(Keyword.values())
                .filter(word -> word.weekday().isPresent())
                .map(this::one)
                .toList();
    }

    /** The months, from January. */
    public List<String> months() {
        return Arrays.stream(Keyword.values())
                .filter(word -> word.month().isPresent())
                .map(this::one)
                .toList();
    }

    /** Every form of every keyword, in alphabetical order. */
    public Set<String> all() {
        return new TreeSet<>(keywords.keySet());
    }

    /** The canonical form. */
    public String one(Keyword keyword) {
        return Optional.ofNullable(one.get(keyword)).orElseThrow();
    }

    /** The canonical forms, one after another. */
    String phrase(Keyword... keywords) {
        StringJoiner text = new StringJoiner(" ");
        for (Keyword keyword : keywords) {
            text.add(one(keyword));
        }
        return text.toString();
    }

    /** The canonical form for many of it. */
    public String many(Keyword keyword) {
        return Optional.ofNullable(many.get(keyword)).orElseThrow();
    }

    /** The form that stands after a number. */
    public String counted(Keyword keyword, BigDecimal number) {
        return number.compareTo(BigDecimal.ONE) == 0 ? one(keyword) : many(keyword);
    }
}
