package org.loyaltyhub.rules.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/loyaltyhub/rules/internal/syntax");
    private static final Words RUSSIAN = Words.of("ru").orElseThrow();

    private static Properties table(String language) throws IOException {
        Properties table = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("words_" + language + ".properties"))) {
            table.load(reader);
        }
        return table;
    }

    @Test
    void every_keyword_has_a_word_in_every_language() throws IOException {
        Set<String> keywords =
                Arrays.stream(Keyword.values()).map(Keyword::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(keywords).as("words_en.properties").isSubsetOf(table("en").stringPropertyNames());
        assertThat(keywords).as("words_ru.properties").isSubsetOf(table("ru").stringPropertyNames());
    }

    @Test
    void a_table_speaks_of_keywords_alone() throws IOException {
        for (String language : List.of("en", "ru")) {
            for (String key : table(language).stringPropertyNames()) {
                String keyword = key.replaceFirst("\\..*", "");
                if (!Set.of("counting", "slip").contains(keyword)) {
                    assertThat(Keyword.valueOf(keyword)).as(key).isNotNull();
                }
            }
        }
    }

    @Test
    void russian_words_are_russian() {
        Set<Keyword> foreign = EnumSet.noneOf(Keyword.class);
        for (Keyword keyword : Keyword.values()) {
            if (!RUSSIAN.one(keyword).matches("[а-яё-]+")) {
                foreign.add(keyword);
            }
        }

        assertThat(foreign).containsExactly(Keyword.LANGUAGE);
    }

    /** A form that means something else elsewhere would be read as that. */
    @Test
    void every_form_that_is_written_is_read_as_its_keyword() {
        for (Keyword keyword : Keyword.values()) {
            assertThat(RUSSIAN.keyword(RUSSIAN.one(keyword))).isEqualTo(keyword);
            assertThat(RUSSIAN.keyword(RUSSIAN.many(keyword))).isEqualTo(keyword);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, балл", "2, балла", "4, балла", "5, баллов", "11, баллов", "12, баллов", "14, баллов", "20, баллов",
        "21, балл", "22, балла", "100, баллов", "101, балл", "111, баллов", "112, баллов", "0, баллов", "0.5, балла",
        "1.5, балла", "1001, балл"
    })
    void russian_counts_in_three_forms(String number, String form) {
        Token digits =
                new Token(Token.Kind.NUMBER, null, number, new org.loyaltyhub.rules.internal.source.Extent(0, 1));

        assertThat(RUSSIAN.inflection().form(Keyword.POINT, digits, digits)).isEqualTo(form);
    }

    @Test
    void there_is_no_language_without_a_table() {
        assertThat(Words.of("tlh")).isEmpty();
        assertThat(Words.of("../words_en")).isEmpty();
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of("en")).contains(Words.ENGLISH);
    }
}
