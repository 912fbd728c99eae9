package org.loyaltyhub.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void a_half_is_rounded_away_from_zero() {
        Ratio half = new Ratio(1, 2);

        assertThat(half.of(5, Rounding.NEAREST)).isEqualTo(3);
        assertThat(half.of(-5, Rounding.NEAREST)).isEqualTo(-3);
        assertThat(half.of(5, Rounding.DOWN)).isEqualTo(2);
        assertThat(half.of(-5, Rounding.DOWN)).isEqualTo(-2);
        assertThat(half.of(5, Rounding.UP)).isEqualTo(3);
    }

    @Test
    void five_percent_of_a_thousand_at_half_a_rouble_a_point_is_a_hundred_points() {
        Ratio rate = Ratio.of(new BigDecimal("0.05"), new BigDecimal("50"));

        assertThat(rate.of(100_000, Rounding.DOWN)).isEqualTo(100);
    }

    @Test
    void it_agrees_with_exact_arithmetic_however_big_the_middle_product() {
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            long amount = random.nextLong() >> random.nextInt(60);
            long factor = random.nextLong() >> random.nextInt(60);
            long divisor = 1 + (random.nextLong() >>> (1 + random.nextInt(60)));
            Rounding rounding = List.of(Rounding.values()).get(random.nextInt(4));
            BigDecimal exact = BigDecimal.valueOf(amount)
                    .multiply(BigDecimal.valueOf(factor))
                    .divide(BigDecimal.valueOf(divisor), 0, modeOf(rounding));
            boolean fits = exact.toBigInteger().bitLength() < Long.SIZE;
            if (fits) {
                assertThat(Ratio.multiplyDivide(amount, factor, divisor, rounding))
                        .as("seed %d: %d × %d ÷ %d %s", seed, amount, factor, divisor, rounding)
                        .isEqualTo(exact.longValueExact());
            } else {
                assertThatThrownBy(() -> Ratio.multiplyDivide(amount, factor, divisor, rounding))
                        .as("seed %d", seed)
                        .isInstanceOf(ArithmeticException.class);
            }
        }
    }

    @Test
    void a_half_goes_to_the_even_neighbour_if_the_rounding_says_so() {
        long[] halves = {-5, -3, -1, 1, 3, 5};

        assertThat(LongStream.of(halves).map(half -> Ratio.divide(half, 2, Rounding.NEAREST_EVEN)))
                .containsExactly(-2L, -2L, 0L, 0L, 2L, 2L);
        assertThat(LongStream.of(halves).map(half -> Ratio.divide(half, 2, Rounding.NEAREST)))
                .containsExactly(-3L, -2L, -1L, 1L, 2L, 3L);
    }

    private static RoundingMode modeOf(Rounding rounding) {
        return switch (rounding) {
            case DOWN -> RoundingMode.DOWN;
            case UP -> RoundingMode.UP;
            case NEAREST -> RoundingMode.HALF_UP;
            case NEAREST_EVEN -> RoundingMode.HALF_EVEN;
        };
    }
}
