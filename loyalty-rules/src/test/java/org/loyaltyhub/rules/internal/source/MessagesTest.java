package org.loyaltyhub.rules.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.rules.diagnostic.Code;

/** Both languages say all there is to say, with the same values. */
class MessagesTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/loyaltyhub/rules/internal/source");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("messages_" + language + ".properties"))) {
            messages.load(reader);
        }
        return messages;
    }

    private static Set<String> placeholders(String text) {
        Set<String> placeholders = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            placeholders.add(matcher.group(1));
        }
        return placeholders;
    }

    @Test
    void every_message_is_there_in_russian_and_none_is_left_over() throws IOException {
        Set<String> english = messages("en").stringPropertyNames();
        Set<String> russian = messages("ru").stringPropertyNames();

        assertThat(english).as("to be said in messages_ru.properties").isSubsetOf(russian);
        assertThat(russian).as("no longer said in messages_en.properties").isSubsetOf(english);
    }

    @Test
    void a_message_names_the_same_values_in_both_languages() throws IOException {
        Properties english = messages("en");
        Properties russian = messages("ru");
        var expected = new TreeMap<String, Set<String>>();
        var found = new TreeMap<String, Set<String>>();
        for (String key : english.stringPropertyNames()) {
            if (russian.containsKey(key)) {
                expected.put(key, placeholders(english.getProperty(key)));
                found.put(key, placeholders(russian.getProperty(key)));
            }
        }

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void every_code_has_a_message() throws IOException {
        for (Code code : Code.values()) {
            assertThat(messages("en").getProperty(code.key()))
                    .as(code.toString())
                    .isNotBlank();
        }
    }

    @Test
    void a_russian_message_speaks_russian() throws IOException {
        Properties russian = messages("ru");
        for (String key : russian.stringPropertyNames()) {
            String said = russian.getProperty(key)
                    .replaceAll("`[^`]*`|[a-z]+-[a-z]+|fuel|coffee|language ru|\"[^\"]*\"|\\{\\d}", "");
            assertThat(said).as(key).doesNotContainPattern("[a-z]{3,}");
        }
    }
}
