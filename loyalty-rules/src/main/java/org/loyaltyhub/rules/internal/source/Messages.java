package org.loyaltyhub.rules.internal.source;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.loyaltyhub.internal.language.Table;

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
        return Table.of(Messages.class, "messages", language);
    }

    public boolean has(String key) {
        return texts.getProperty(key) != null;
    }

    /** The text under {@code key} with the values in their places; empty if there is none. */
    public String text(String key, Object... values) {
        return Table.filled(texts.getProperty(key, ""), values);
    }
}
