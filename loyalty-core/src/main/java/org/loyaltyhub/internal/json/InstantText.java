package org.loyaltyhub.internal.json;

import java.time.Instant;
import java.time.LocalDate;

/** Moments and days as their {@code toString} has them, without its formatter or a text between: each event has some. */
public final class InstantText {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int DAY = 24 * 60 * 60;

    private InstantText() {}

    public static void print(Instant moment, JsonWriter out) {
        long second = moment.getEpochSecond();
        if (second < FIRST || second > LAST) {
            out.part(moment.toString());
            return;
        }
        int ofDay = Math.floorMod(second, DAY);
        print(LocalDate.ofEpochDay(Math.floorDiv(second, DAY)), out);
        out.part('T');
        twoDigits(ofDay / 3_600, out).part(':');
        twoDigits(ofDay / 60 % 60, out).part(':');
        twoDigits(ofDay % 60, out);
        fraction(moment.getNano(), out);
        out.part('Z');
    }

    public static void print(LocalDate day, JsonWriter out) {
        int year = day.getYear();
        if (year < 0 || year > 9_999) {
            out.part(day.toString());
            return;
        }
        twoDigits(year / 100, out);
        twoDigits(year % 100, out).part('-');
        twoDigits(day.getMonthValue(), out).part('-');
        twoDigits(day.getDayOfMonth(), out);
    }

    private static JsonWriter twoDigits(int number, JsonWriter out) {
        return out.part((char) ('0' + number / 10)).part((char) ('0' + number % 10));
    }

    /** None, three, six or nine digits. */
    private static void fraction(int nano, JsonWriter out) {
        if (nano == 0) {
            return;
        }
        out.part('.');
        int left = nano;
        for (int place = 100_000_000; place > 0 && (left > 0 || (place != 100_000 && place != 100)); place /= 10) {
            out.part((char) ('0' + left / place));
            left %= place;
        }
    }
}
