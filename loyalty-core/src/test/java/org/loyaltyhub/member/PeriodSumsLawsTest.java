package org.loyaltyhub.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Histories;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Unit;

/**
 * What a figure comes to in a period of the calendar is the same whether a memory added some of it up for an event before, or
 * goes through all of its events.
 */
class PeriodSumsLawsTest {
    private static final List<String> GOODS = List.of("fuel", "diesel", "wash", "coffee");
    private static final List<Measure> MEASURES = List.of(Measure.values());
    private static final List<Period> PERIODS = List.of(Period.values());
    /** More than a memory keeps sums of. */
    private static final int FIGURES = 11;

    private final Recall recall = new Recall(Duration.ofDays(5), Duration.ZERO, 400, List.of(), Details.NONE);

    @Test
    void a_sum_that_went_on_is_the_sum_of_all() {
        long late = 0;
        long goneOn = 0;
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Figure.History> figures = figures(random);
            Memory memory = Memory.EMPTY;
            List<Remembered> kept = new ArrayList<>();
            for (Histories.Late each : Histories.history(random, "anna")) {
                Visit visit = Visit.of(Club.PROGRAMME, each.purchase());
                for (Figure.History figure : figures) {
                    if (random.nextInt(3) > 0) {
                        assertThat(memory.recollect().history(figure, visit))
                                .as("seed %d, %s at %s", seed, figure, visit)
                                .isEqualTo(anew(memory, kept).recollect().history(figure, visit));
                        boolean isLate = kept.stream()
                                .anyMatch(past -> past.visit().happenedAt().isAfter(visit.happenedAt()));
                        late += isLate ? 1 : 0;
                        goneOn += !isLate && kept.size() > FIGURES ? 1 : 0;
                    }
                }
                memory = changed(memory, kept, visit, random);
            }
        }
        assertThat(late).as("figures of late events").isGreaterThan(10_000);
        assertThat(goneOn).as("figures of events with many before").isGreaterThan(50_000);
    }

    private static Memory anew(Memory memory, List<Remembered> kept) {
        return Memory.of(memory.since(), kept, memory.totals(), memory.used());
    }

    /** With the visit; now and then goods come back, or what is old is forgotten. */
    private Memory changed(Memory memory, List<Remembered> kept, Visit visit, Random random) {
        Remembered more = new Remembered(visit, kept.size() + 1_000L * random.nextInt(1 << 20), points(random));
        kept.add(more);
        Memory next = memory.plus(more, recall.details());
        if (random.nextInt(8) == 0) {
            Remembered before = kept.remove(random.nextInt(kept.size()));
            Optional<Remembered> after = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new Remembered(before.visit().less(less(before)), before.sequence(), points(random)));
            after.ifPresent(kept::add);
            next = next.revised(before.sequence(), Optional.of(before), after, recall);
        }
        if (random.nextInt(6) == 0) {
            Instant edge = visit.happenedAt().minus(Duration.ofHours(random.nextInt(24 * 70)));
            next = next.forgetBefore(edge, List.of());
            Instant since = next.since();
            kept.removeIf(each -> each.visit().happenedAt().isBefore(since));
        }
        return next;
    }

    private static long[] less(Remembered before) {
        long[] less = new long[before.visit().lineCount()];
        less[0] = before.visit().amount(0) / 2;
        return less;
    }

    private static Points points(Random random) {
        return Points.ofUnits(random.nextInt(500));
    }

    private static List<Figure.History> figures(Random random) {
        List<Figure.History> figures = new ArrayList<>();
        while (figures.size() < FIGURES) {
            Measure measure = MEASURES.get(random.nextInt(MEASURES.size()));
            Period period = PERIODS.get(random.nextInt(PERIODS.size()));
            ValueType type = measure == Measure.QUANTITY ? ValueType.quantity(Unit.LITRE) : ValueType.COUNT;
            figures.add(new Figure.History(
                    measure,
                    type,
                    random.nextInt(4) == 0
                            ? Rules.purchases()
                            : Rules.purchases(GOODS.get(random.nextInt(GOODS.size()))),
                    random.nextInt(3) == 0 ? new Window.Previous(period) : new Window.This(period)));
        }
        return figures;
    }
}
