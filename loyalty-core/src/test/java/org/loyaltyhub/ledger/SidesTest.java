package org.loyaltyhub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** A purse in columns is a map of sides, in the order in which they came. */
class SidesTest {
    private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");

    private final Random random = new Random(11);

    @Test
    void sides_hold_what_a_map_holds_and_in_its_order() {
        for (int round = 0; round < 300; round++) {
            Map<Side, Points> expected = new LinkedHashMap<>();
            Sides sides = Sides.NONE;
            for (int step = 0; step < 60; step++) {
                Sides.Edit edit = sides.edit(2);
                for (int i = 0; i < 2; i++) {
                    Side side = side();
                    long had = expected.getOrDefault(side, Points.ZERO).units();
                    long more = had > 0 && random.nextInt(3) == 0 ? -had : random.nextInt(5);
                    edit.add(side, more);
                    if (had + more == 0) {
                        expected.remove(side);
                    } else {
                        expected.put(side, Points.ofUnits(had + more));
                    }
                }
                sides = edit.done();

                assertThat(new ArrayList<>(sides.asMap().entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
                Side asked = side();
                assertThat(sides.at(asked))
                        .isEqualTo(expected.getOrDefault(asked, Points.ZERO).units());
            }
        }
    }

    private Side side() {
        List<Place> places = List.of(
                new Place.Available(),
                new Place.Expired(),
                new Place.Held(SPRING.plusSeconds(random.nextInt(3))),
                new Place.Owed(SPRING.plusNanos(random.nextInt(2))));
        List<Instant> expiries = List.of(Instant.MAX, SPRING, SPRING.plusNanos(1), SPRING.plusSeconds(9));
        return new Side(
                places.get(random.nextInt(places.size())),
                new LotTerms(
                        new PartnerId(List.of("a", "b").get(random.nextInt(2))),
                        random.nextInt(2),
                        5,
                        expiries.get(random.nextInt(expiries.size()))));
    }
}
