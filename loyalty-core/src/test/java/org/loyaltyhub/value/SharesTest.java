package org.loyaltyhub.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void an_odd_unit_goes_to_the_first_named() {
        assertThat(Shares.split(101, new long[] {50, 50})).containsExactly(51, 50);
        assertThat(Shares.split(5, new long[] {1, 1, 1})).containsExactly(2, 2, 1);
    }

    @Test
    void who_reaches_the_cap_takes_it_and_the_rest_is_shared_again() {
        assertThat(Shares.split(100, new long[] {1, 1, 2}, new long[] {10, 100, 100}))
                .containsExactly(10, 30, 60);
    }

    @Test
    void a_weight_of_zero_takes_nothing() {
        assertThat(Shares.split(7, new long[] {0, 3, 0})).containsExactly(0, 7, 0);
    }

    @Test
    void caps_that_cannot_hold_the_amount_are_refused() {
        assertThatThrownBy(() -> Shares.split(10, new long[] {1, 1}, new long[] {4, 5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 10");
    }

    @Test
    void parts_sum_to_the_amount_and_keep_their_caps_whatever_is_split() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(6);
            long[] weights = random.longs(n, 0, 10).toArray();
            long[] caps = random.longs(n, 0, 50).toArray();
            long room = 0;
            for (int i = 0; i < n; i++) {
                room += weights[i] == 0 ? 0 : caps[i];
            }
            long amount = room == 0 ? 0 : random.nextLong(room + 1);

            long[] parts = Shares.split(amount, weights, caps);

            assertThat(Arrays.stream(parts).sum()).as("seed %d", seed).isEqualTo(amount);
            for (int i = 0; i < n; i++) {
                assertThat(parts[i]).as("seed %d part %d", seed, i).isBetween(0L, weights[i] == 0 ? 0 : caps[i]);
            }
        }
    }
}
