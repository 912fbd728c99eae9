package org.loyaltyhub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** What time does to random purses, with and without debts. */
class DuesTest {
    private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration WRITE_OFF = Duration.ofDays(30);
    private static final Duration NEVER = Duration.ofDays(10_000);
    private static final int PURSES = 3_000;

    @Test
    void how_often_somebody_asks_what_is_due_changes_nothing() {
        for (long seed = 0; seed < PURSES; seed++) {
            Random random = new Random(seed);
            Purse purse = purse(random);
            Purse often = purse;
            for (int day : random.ints(5, 0, 60).sorted().toArray()) {
                often = booked(often, day(day), WRITE_OFF);
            }

            assertThat(booked(often, day(60), WRITE_OFF))
                    .as("seed %d, %s", seed, purse)
                    .isEqualTo(booked(purse, day(60), WRITE_OFF));
        }
    }

    @Test
    void what_fell_due_stands_in_the_order_of_its_moments() {
        for (long seed = 0; seed < PURSES; seed++) {
            Purse purse = purse(new Random(seed));

            List<Instant> moments = Dues.of(purse, day(60), WRITE_OFF).stream()
                    .map(Dues.Due::at)
                    .toList();

            assertThat(moments).as("seed %d, %s", seed, purse).isSorted();
        }
    }

    @Test
    void a_balance_is_what_there_is_once_everything_due_is_booked() {
        for (long seed = 0; seed < PURSES; seed++) {
            Random random = new Random(seed);
            Purse purse = purse(random);
            Instant moment = day(random.nextInt(60));
            Purse booked = booked(purse, moment, NEVER);
            String where = "seed " + seed + ", " + purse + " at " + moment;

            assertThat(purse.available(moment)).as(where).isEqualTo(Lot.sum(booked.free(moment)));
            assertThat(purse.expiring(moment, day(60))).as(where).isEqualTo(booked.expiring(moment, day(60)));
        }
    }

    private static Purse booked(Purse purse, Instant now, Duration writeOff) {
        Purse booked = purse;
        for (Dues.Due due : Dues.of(purse, now, writeOff)) {
            booked = booked.after(due.moves());
        }
        return booked;
    }

    /** As an event may leave it: free points or a debt, and in any case what is held and set aside. */
    private static Purse purse(Random random) {
        Map<Side, Points> sides = new LinkedHashMap<>();
        boolean owes = random.nextBoolean();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            Place place = place(random, owes);
            long units = 1L + random.nextInt(100);
            sides.put(new Side(place, terms(random)), Points.ofUnits(place instanceof Place.Owed ? -units : units));
        }
        return Purse.of(sides);
    }

    private static Place place(Random random, boolean owes) {
        return switch (random.nextInt(3)) {
            case 0 -> new Place.Held(day(random.nextInt(60)));
            case 1 ->
                new Place.Reserved(
                        new EventKey(new PartnerId("a"), "r" + random.nextInt(3)), day(random.nextInt(60)), 5);
            default -> owes ? new Place.Owed(day(-random.nextInt(30))) : new Place.Available();
        };
    }

    private static LotTerms terms(Random random) {
        Instant expires = random.nextBoolean() ? Instant.MAX : day(random.nextInt(60));
        return new LotTerms(new PartnerId(random.nextBoolean() ? "a" : "b"), 6, 5, expires);
    }

    private static Instant day(int day) {
        return SPRING.plus(Duration.ofDays(day));
    }
}
