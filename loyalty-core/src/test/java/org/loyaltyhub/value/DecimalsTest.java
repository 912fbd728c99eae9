package org.loyaltyhub.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
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

    @Test
    void a_plain_number_is_what_it_is_the_long_way() {
        int plain = 0;
        for (int seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            String spelled = spelled(random);
            int digits = random.nextInt(7);

            OptionalLong quick = Decimals.plain(spelled, digits);

            if (quick.isPresent()) {
                plain++;
                assertThat(Decimals.isSpelledAsNumber(spelled)).as(spelled).isTrue();
                assertThat(Decimals.bounded(spelled).map(number -> Decimals.scaled(number, digits)))
                        .as("seed %s: %s", seed, spelled)
                        .contains(quick);
            }
        }
        assertThat(plain).isGreaterThan(10_000);
    }

    private static String spelled(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append(random.nextInt(8) == 0 ? "." : random.nextInt(60) == 0 ? "e" : "" + random.nextInt(10));
        }
        return text.toString();
    }
}
