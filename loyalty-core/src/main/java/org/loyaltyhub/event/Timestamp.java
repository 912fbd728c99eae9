package org.loyaltyhub.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moments that events are written with: {@code 2026-03-02T09:00}, seconds and up to nine digits of a fraction if
 * wanted, then nothing, {@code Z} or an offset such as {@code +03:00}.
 *
 * <p>Read by hand, since one is in every event and the library's parser costs more than the rest of the event.
 */
final class Timestamp {
    private static final int NONE = -1;

    private final String text;
    private int at;

    private Timestamp(String text) {
        this.text = text;
    }

    /**
     * The instant; empty if the text is none. Without an offset it is {@code zone}'s local time: one that daylight saving
     * skips moves on by the gap, one that comes twice is the earlier.
     */
    static Optional<Instant> instant(String text, ZoneId zone) {
        try {
            return Optional.ofNullable(new Timestamp(text).read(zone));
        } catch (DateTimeException e) {
            return Optional.empty(); // the thirtieth of February
        }
    }

    private @Nullable Instant read(ZoneId zone) {
        int year = digits(4);
        boolean right = year != NONE && skip('-');
        int month = digits(2);
        right &= skip('-');
        int day = digits(2);
        right &= skip('T');
        int hour = digits(2);
        right &= skip(':');
        int minute = digits(2);
        boolean seconds = skip(':');
        int second = seconds ? digits(2) : 0;
        int nano = seconds && skip('.') ? fraction() : 0;
        if (!right
                || month == NONE
                || day == NONE
                || hour == NONE
                || minute == NONE
                || second == NONE
                || nano == NONE) {
            return null;
        }
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second, nano);
        if (at == text.length()) {
            return local.atZone(zone).toInstant();
        }
        ZoneOffset offset = offset();
        return offset == null || at != text.length() ? null : local.toInstant(offset);
    }

    private @Nullable ZoneOffset offset() {
        if (skip('Z')) {
            return ZoneOffset.UTC;
        }
        int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
        int hours = digits(2);
        boolean colon = skip(':');
        int minutes = digits(2);
        return sign == 0 || hours == NONE || !colon || minutes == NONE
                ? null
                : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private boolean skip(char mark) {
        boolean here = at < text.length() && text.charAt(at) == mark;
        at += here ? 1 : 0;
        return here;
    }

    private int digits(int count) {
        if (at + count > text.length()) {
            return NONE;
        }
        int number = 0;
        for (int end = at + count; at < end; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Up to nine digits, as nanoseconds. */
    private int fraction() {
        int start = at;
        int nanos = 0;
        while (at < text.length() && at - start < 9 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            nanos = nanos * 10 + text.charAt(at) - '0';
            at++;
        }
        for (int i = at - start; i < 9; i++) {
            nanos *= 10;
        }
        return at == start ? NONE : nanos;
    }
}
