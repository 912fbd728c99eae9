package org.loyaltyhub.member;

import java.util.Arrays;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Window;

/**
 * Sums over periods of the calendar that need not be added up again, each over all events of its {@link Trace}: one of each
 * figure, of the period asked for last, and no more than a few. Days are not among them: they would have to be kept one by
 * one. They stand in two arrays, for they are asked for by every event and lie near each other so.
 *
 * <p>Immutable and thread-safe.
 */
final class Tallies {
    static final Tallies NONE = new Tallies(new Figure.History[0], new long[0]);

    /** A figure more takes the place of the one that was added first. */
    private static final int MOST = 8;

    // what stands of one of them
    private static final int FIRST_DAY = 0;
    private static final int END_DAY = 1;
    private static final int RECEIPTS = 2;
    private static final int STATE = 3;
    private static final int WIDTH = 4;

    /** What stands for both days of a figure that cannot be gone on with. */
    private static final long OF_NO_PERIOD = Long.MAX_VALUE;

    private final Figure.History[] figures;
    private final long[] numbers;

    private Tallies(Figure.History[] figures, long[] numbers) {
        this.figures = figures;
        this.numbers = numbers;
    }

    /** The place of what is known of the figure in the period that begins on that day; −1 if nothing is. */
    int find(Figure.History figure, long firstDay) {
        int place = place(figure);
        return place < figures.length && number(place, FIRST_DAY) == firstDay ? place : -1;
    }

    private int place(Figure.History figure) {
        int place = 0;
        while (place < figures.length && !figures[place].equals(figure)) {
            place++;
        }
        return place;
    }

    private long number(int place, int which) {
        return numbers[place * WIDTH + which];
    }

    /** The sum goes on from what stands there. */
    void begin(HistorySum sum, int place) {
        sum.begin(number(place, RECEIPTS), number(place, STATE));
    }

    /** With what the figure came to in the period, if so little says it. Of equal figures, only the newest is kept. */
    Tallies with(Figure.History figure, Window.Frame period, HistorySum sum) {
        if (!sum.isPlain()) {
            return this;
        }
        int place = place(figure);
        return place == MOST ? withoutFirst().with(MOST - 1, figure, period, sum) : with(place, figure, period, sum);
    }

    private Tallies with(int place, Figure.History figure, Window.Frame period, HistorySum sum) {
        int size = Math.max(figures.length, place + 1);
        Figure.History[] nextFigures = Arrays.copyOf(figures, size);
        long[] nextNumbers = Arrays.copyOf(numbers, size * WIDTH);
        nextFigures[place] = figure;
        nextNumbers[place * WIDTH + FIRST_DAY] = period.firstDay();
        nextNumbers[place * WIDTH + END_DAY] = period.endDay();
        write(sum, nextNumbers, place);
        return new Tallies(nextFigures, nextNumbers);
    }

    private static void write(HistorySum sum, long[] numbers, int place) {
        numbers[place * WIDTH + RECEIPTS] = sum.receipts();
        numbers[place * WIDTH + STATE] = sum.state();
    }

    private Tallies withoutFirst() {
        return new Tallies(
                Arrays.copyOfRange(figures, 1, figures.length), Arrays.copyOfRange(numbers, WIDTH, numbers.length));
    }

    /** With one event more, put behind all others. */
    Tallies plus(TracedEvent event) {
        long[] next = numbers;
        long day = event.epochDay();
        for (int place = 0; place < figures.length; place++) {
            boolean isInPeriod = day >= number(place, FIRST_DAY) && day < number(place, END_DAY);
            if (isInPeriod && figures[place].pattern().matches(event)) {
                next = next == numbers ? numbers.clone() : next;
                add(event, next, place);
            }
        }
        return next == numbers ? this : new Tallies(figures, next);
    }

    private void add(TracedEvent event, long[] next, int place) {
        HistorySum sum = new HistorySum(figures[place]);
        begin(sum, place);
        sum.add(event);
        write(sum, next, place);
        if (!sum.isPlain()) {
            next[place * WIDTH + FIRST_DAY] = OF_NO_PERIOD;
            next[place * WIDTH + END_DAY] = OF_NO_PERIOD;
        }
    }

    /** Those of periods that begin after that day, or none: nearly always all or none do. */
    Tallies after(long epochDay) {
        for (int place = 0; place < figures.length; place++) {
            if (number(place, FIRST_DAY) <= epochDay) {
                return NONE;
            }
        }
        return this;
    }
}
