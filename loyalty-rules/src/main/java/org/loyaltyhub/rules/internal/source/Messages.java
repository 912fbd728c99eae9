package org.loyaltyhub.rules.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Every text that the language says to an author, from one file for each language. {@code {0}} stands for the first
 * value.
 *
 * <p>Immutable and thread-safe.
 */
public final class Messages {
    public static final Messages ENGLISH = new Messages("messages_en.properties");

    private final Properties texts = new Properties();

    private Messages(String resource) {
        try (InputStream in = Messages.class.getResourceAsStream(resource);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the messages " + resource + " cannot be read", e);
        }
    }

    public boolean has(String key) {
        return texts.containsKey(key);
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
