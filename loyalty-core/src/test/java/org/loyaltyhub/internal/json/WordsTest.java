package org.loyaltyhub.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void each_word_is_found_where_it_stands() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            numbers.put("shop-" + i, i);
        }
        Words<Integer> words = new Words<>(numbers);

        numbers.forEach((word, number) ->
                assertThat(words.meaning("{\"" + word + "\"}", 2)).isEqualTo(number));
    }

    @Test
    void what_is_no_word_means_nothing() {
        Words<String> words = new Words<>(Map.of("fuel", "fuel", "Aa", "a word with the hash of BB"));

        assertThat(words.meaning("fue\"", 0)).isNull();
        assertThat(words.meaning("fuels\"", 0)).isNull();
        assertThat(words.meaning("BB\"", 0)).isNull();
        assertThat(words.meaning("fu\\u0065l\"", 0)).isNull();
        assertThat(words.meaning("\"", 0)).isNull();
        assertThat(new Words<>(Map.<String, String>of()).meaning("fuel\"", 0)).isNull();
    }
}
