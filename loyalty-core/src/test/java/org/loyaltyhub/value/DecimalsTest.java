package org.loyaltyhub.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void a_number_with_a_huge_exponent_costs_nothing_and_is_refused() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(Decimals.scaled(new BigDecimal("1e999999999"), 2)).isEmpty();
            assertThat(Decimals.scaled(new BigDecimal("1e-999999999"), 2)).isEmpty();
        });
    }

    @Test
    void digits_that_the_scale_cannot_hold_are_refused_and_zeros_are_not() {
        assertThat(Decimals.scaled(new BigDecimal("1.005"), 2)).isEmpty();
        assertThat(Decimals.scaled(new BigDecimal("1.500"), 2)).hasValue(150);
        assertThat(Decimals.scaled(new BigDecimal("1e3"), 2)).hasValue(100_000);
        assertThat(Decimals.scaled(new BigDecimal("999999999999999999"), 2)).isEmpty();
    }

    @Test
    void a_scaled_number_is_said_without_idle_zeros() {
        assertThat(Decimals.text(45_000_000, 6)).isEqualTo("45");
        assertThat(Decimals.text(45_500_000, 6)).isEqualTo("45.5");
        assertThat(Decimals.text(0, 6)).isEqualTo("0");
        assertThat(Decimals.text(-1_250_000, 6)).isEqualTo("-1.25");
    }
}
