package org.loyaltyhub.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormTest {
    private static final NumberForm COMMA = new NumberForm(',', Optional.empty());
    private static final NumberForm GERMAN = new NumberForm(',', Optional.of('.'));

    @ParameterizedTest
    @CsvSource({"0, 0", "12.50, 12.50", "-3, -3", "+7.5, 7.5", "007, 7", "123456789012345678, 123456789012345678"})
    void plain_numbers_are_read(String text, BigDecimal number) {
        assertThat(NumberForm.PLAIN.number(text))
                .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.",
                ".5",
                "1,5",
                "1 000",
                "12O",
                "1e9",
                "1e999999999",
                "0x10",
                "NaN",
                "=1+1",
                "--1",
                "١٢",
                "1234567890123456789",
                "0.1234567890123",
                "12.50 CZK"
            })
    void everything_else_is_no_number(String text) {
        assertThat(NumberForm.PLAIN.number(text)).isEmpty();
    }

    @Test
    void a_decimal_comma_can_be_given() {
        assertThat(COMMA.number("12,50")).contains(new BigDecimal("12.50"));
        assertThat(COMMA.number("12.50")).isEmpty();
    }

    @Test
    void groups_of_thousands_must_be_of_three_digits() {
        assertThat(GERMAN.number("1.234.567,89")).contains(new BigDecimal("1234567.89"));
        assertThat(GERMAN.number("1234567,89")).contains(new BigDecimal("1234567.89"));
        assertThat(GERMAN.number("12.50")).isEmpty();
        assertThat(GERMAN.number("1.2345,0")).isEmpty();
        assertThat(GERMAN.number("1234.567")).isEmpty();
        assertThat(GERMAN.number(".123")).isEmpty();
    }

    @Test
    void an_endless_row_of_digits_costs_nothing() {
        assertThat(NumberForm.PLAIN.number("9".repeat(200_000))).isEmpty();
    }
}
