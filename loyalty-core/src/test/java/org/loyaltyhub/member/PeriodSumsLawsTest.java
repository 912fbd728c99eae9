package org.loyaltyhub.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Histories;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Bits;
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

    @Test
    void partners_behind_the_64th_are_counted_with_those_before() {
        String others = IntStream.range(0, 64)
                .mapToObj(i -> "{\"id\": \"kiosk-" + i + "\", \"name\": \"Kiosk\", \"kinds\": []},")
                .collect(Collectors.joining());
        Programme large = Club.programme(Club.JSON.replace("{\"id\": \"grip\"", others + "{\"id\": \"grip\""));
        Pattern anywhere = new Pattern(Rules.lines("coffee"), Bits.upTo(68), List.of());
        Figure.History partners =
                new Figure.History(Measure.PARTNERS, ValueType.COUNT, anywhere, new Window.This(Period.MONTH));
        Memory memory = Memory.EMPTY;
        List<Long> counted = new ArrayList<>();
        for (String where : List.of("nord-fuel", "ural-fuel", "nord-fuel", "aqua-wash", "grip", "grip", "nord-fuel")) {
            String at = "2026-03-1%dT09:00".formatted(counted.size());
            Purchase coffee =
                    Till.at(where, at).by("anna").item("coffee", "150").purchase();
            Visit visit = Visit.of(large, coffee);
            counted.add(memory.recollect().history(partners, visit).with());
            memory = memory.plus(new Remembered(visit, counted.size(), Points.ZERO), recall.details());
        }
        assertThat(counted).containsExactly(1L, 2L, 2L, 3L, 4L, 4L, 4L);
    }

    @Test
    void what_happened_later_but_on_the_clock_of_the_month_before_is_not_of_this_month() {
        Figure.History count = new Figure.History(
                Measure.COUNT, ValueType.COUNT, Rules.purchases("coffee"), new Window.This(Period.MONTH));
        Memory memory = Memory.EMPTY;
        for (int day = 10; day < 15; day++) {
            memory = memory.plus(coffee("ural-fuel", "2026-01-%dT09:00".formatted(day)), recall.details());
        }
        Remembered first = coffee("ural-fuel", "2026-02-01T00:30");
        assertThat(memory.recollect().history(count, first.visit()).with()).isEqualTo(1);
        memory = memory.plus(first, recall.details());
        memory = memory.plus(coffee("nord-fuel", "2026-01-31T22:45"), recall.details());
        Remembered second = coffee("ural-fuel", "2026-02-02T09:00");
        assertThat(memory.recollect().history(count, second.visit()).with()).isEqualTo(2);
    }

    private static Remembered coffee(String partner, String at) {
        Purchase coffee = Till.at(partner, at).by("anna").item("coffee", "150").purchase();
        return new Remembered(Visit.of(Club.PROGRAMME, coffee), at.hashCode(), Points.ZERO);
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
