package org.loyaltyhub.internal.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A language's table of texts, in UTF-8; what it leaves out is as in English. */
public final class Table {
    private static final String ENGLISH = "en";

    private Table() {}

    /**
     * The table {@code name_ru.properties} beside a class for {@code ru}, if there is one.
     *
     * @param language a code in small letters; whatever else it is, there is no table
     */
    public static Optional<Properties> of(Class<?> beside, String name, String language) {
        Properties texts = language.equals(ENGLISH)
                ? new Properties()
                : new Properties(of(beside, name, ENGLISH).orElseThrow());
        try (InputStream in = resource(beside, name, language)) {
            if (in == null) {
                return Optional.empty();
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + name + " of language " + language + " cannot be read", e);
        }
        return Optional.of(texts);
    }

    private static @Nullable InputStream resource(Class<?> beside, String name, String language) {
        boolean code = language.length() <= 8 && language.chars().allMatch(c -> c >= 'a' && c <= 'z');
        return code ? beside.getResourceAsStream(name + "_" + language + ".properties") : null;
    }

    /** The text with the values in their places: {@code {0}} stands for the first. */
    public static String filled(String template, Object... values) {
        StringBuilder text = new StringBuilder(template.length() + 32);
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int index = template.charAt(open + 1) - '0';
            text.append(template, at, open).append(values[index]);
            at = open + 3;
        }
        return text.append(template, at, template.length()).toString();
    }
}
