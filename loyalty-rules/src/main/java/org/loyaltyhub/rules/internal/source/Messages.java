package org.loyaltyhub.rules.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every text that the language says to an author, from one file for each language; what a file leaves out is said in
 * English. {@code {0}} stands for the first value.
 *
 * <p>Immutable and thread-safe.
 */
public final class Messages {
    private static final Map<String, Messages> KNOWN = new ConcurrentHashMap<>();

    public static final Messages ENGLISH = new Messages(load("en").orElseThrow());

    private final Properties texts;

    private Messages(Properties texts) {
        this.texts = texts;
    }

    /** The messages in a language, if there is a table for it: {@code messages_ru.properties} beside this class for {@code ru}. */
    public static Optional<Messages> of(String language) {
        if (language.equals("en")) {
            return Optional.of(ENGLISH);
        }
        Messages known = KNOWN.get(language);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Messages> loaded = load(language).map(Messages::new);
        loaded.ifPresent(messages -> KNOWN.put(language, messages));
        return loaded;
    }

    private static Optional<Properties> load(String language) {
        Properties texts = language.equals("en") ? new Properties() : new Properties(ENGLISH.texts);
        try (InputStream in = resource(language)) {
            if (in == null) {
                return Optional.empty();
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the messages in " + language + " cannot be read", e);
        }
        return Optional.of(texts);
    }

    private static @Nullable InputStream resource(String language) {
        boolean code = language.length() <= 8 && language.chars().allMatch(c -> c >= 'a' && c <= 'z');
        return code ? Messages.class.getResourceAsStream("messages_" + language + ".properties") : null;
    }

    public boolean has(String key) {
        return texts.getProperty(key) != null;
    }

    /** The text under {@code key} with the values in their places; empty if there is none. */
    public String text(String key, Object... values) {
        String template = texts.getProperty(key, "");
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
