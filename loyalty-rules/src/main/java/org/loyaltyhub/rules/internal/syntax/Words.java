package org.loyaltyhub.rules.internal.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.figure.Comparison;

/**
 * How keywords are written in one language: many word forms may mean one keyword. The only place that knows words.
 *
 * <p>Immutable and thread-safe.
 */
public final class Words {
    public static final Words ENGLISH = new Words("en");

    private final String language;
    private final Map<String, Keyword> keywords = new HashMap<>();
    private final Map<Keyword, String> one = new EnumMap<>(Keyword.class);
    private final Map<Keyword, String> many = new EnumMap<>(Keyword.class);

    /** Words that people write and the language does not know, with what they mean by it. */
    private final Map<String, Slip> slips = new HashMap<>();

    /** What is meant by a word that the language does not know: another word, or a comparison. */
    record Slip(Optional<Keyword> keyword, Optional<Comparison> comparison) {}

    private Words(String language) {
        this.language = language;
        Properties table = load("words_" + language + ".properties");
        for (Keyword keyword : Keyword.values()) {
            String forms = table.getProperty(keyword.name());
            if (forms == null) {
                throw new IllegalStateException("language " + language + " has no word for " + keyword);
            }
            add(keyword, List.of(forms.split("[ |]+", -1)));
            forms(table, "slip." + keyword.name())
                    .forEach(word -> slips.put(word, new Slip(Optional.of(keyword), Optional.empty())));
        }
        for (Comparison comparison : Comparison.values()) {
            forms(table, "slip." + comparison.name())
                    .forEach(word -> slips.put(word, new Slip(Optional.empty(), Optional.of(comparison))));
        }
    }

    private static List<String> forms(Properties table, String key) {
        String forms = table.getProperty(key);
        return forms == null ? List.of() : List.of(forms.split("[ |]+", -1));
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

    private static Properties load(String resource) {
        Properties table = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(resource);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            table.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the words " + resource + " cannot be read", e);
        }
        return table;
    }

    /** The language's own code: {@code en}. */
    public String language() {
        return language;
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

    /** The canonical form for many of it. */
    public String many(Keyword keyword) {
        return Optional.ofNullable(many.get(keyword)).orElseThrow();
    }

    /** The form that stands after a number. */
    public String counted(Keyword keyword, BigDecimal number) {
        return number.compareTo(BigDecimal.ONE) == 0 ? one(keyword) : many(keyword);
    }
}
