package org.loyaltyhub.member;

import java.util.Arrays;
import org.loyaltyhub.figure.Figure;

/**
 * Sums over periods of the calendar that need not be added up again: one of each figure, of the period asked for last, and
 * no more than a few. Days are not among them: they would have to be kept one by one. They stand in two arrays, for they are asked for by every event and lie near each other so.
 *
 * <p>Immutable and thread-safe.
 */
final class Tallies {
    static final Tallies NONE = new Tallies(new Figure.History[0], new long[0]);

    /** A figure more takes the place of the one that was added first. */
    private static final int MOST = 8;

    // what stands of one of them
    private static final int FIRST_DAY = 0;
    private static final int END = 1;
    private static final int RECEIPTS = 2;
    private static final int SUM = 3;
    private static final int WIDTH = 4;

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

    /** How far the trace had come, see {@link Trace#end}. */
    long end(int place) {
        return number(place, END);
    }

    /** How many receipts were counted. */
    long receipts(int place) {
        return number(place, RECEIPTS);
    }

    /** What they came to. */
    long sum(int place) {
        return number(place, SUM);
    }

    /** Of equal figures, only the newest is kept. */
    Tallies with(Figure.History figure, long firstDay, long end, long receipts, long sum) {
        Tallies all = place(figure) == MOST ? withoutFirst() : this;
        int place = all.place(figure);
        int size = Math.max(all.figures.length, place + 1);
        Figure.History[] nextFigures = Arrays.copyOf(all.figures, size);
        long[] nextNumbers = Arrays.copyOf(all.numbers, size * WIDTH);
        nextFigures[place] = figure;
        nextNumbers[place * WIDTH + FIRST_DAY] = firstDay;
        nextNumbers[place * WIDTH + END] = end;
        nextNumbers[place * WIDTH + RECEIPTS] = receipts;
        nextNumbers[place * WIDTH + SUM] = sum;
        return new Tallies(nextFigures, nextNumbers);
    }

    private Tallies withoutFirst() {
        return new Tallies(
                Arrays.copyOfRange(figures, 1, figures.length), Arrays.copyOfRange(numbers, WIDTH, numbers.length));
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
