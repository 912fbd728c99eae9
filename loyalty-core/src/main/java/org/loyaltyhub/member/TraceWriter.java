package org.loyaltyhub.member;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Unit;

/**
 * Writes one event for a {@link Trace}: its {@link TraceHeading}, then the rest, in whole numbers of one to ten bytes, seven
 * bits each, the lowest first; those that may be below zero with the sign in the lowest bit; texts in UTF-8 behind their
 * length.
 */
final class TraceWriter {
    static final int PURCHASE = 1;
    static final int ACTIVITY = 1 << 1;
    static final int EARNS_NOTHING = 1 << 2;
    static final int NANOS = 1 << 3;
    static final int SITE = 1 << 4;
    static final int CHANNEL = 1 << 5;
    static final int KEY = 1 << 6;
    static final int ATTRIBUTES = 1 << 7;
    static final int SKUS = 1 << 8;
    static final int LINE_ATTRIBUTES = 1 << 9;
    /** What the event itself says in texts, in the order in which they stand. */
    static final int TEXTS = ACTIVITY | KEY | SITE | CHANNEL | ATTRIBUTES;

    static final int PIECE = 0;
    static final int LITRE = 1;
    static final int OTHER_UNIT = 2;

    /** A quantity is written as a number of one of these parts of its unit, the largest that is exact. */
    private static final int DECIMALS = 6;

    /** Up to here a letter is a byte. */
    private static final char LAST_PLAIN = 0x7F;

    private byte[] bytes = new byte[128];
    private int length;

    /**
     * Writes the event as it is kept.
     *
     * @param earned in the smallest unit of points
     */
    TraceWriter write(Happening event, @Nullable EventKey key, long sequence, long earned, Details details) {
        Instant at = event.happenedAt();
        long offset = event.localTime().toEpochSecond(ZoneOffset.UTC) - at.getEpochSecond();
        int flags = flags(event, at.getNano(), details) | (key != null && details.keys() ? KEY : 0);
        boolean isWide = TraceHeading.isWide(event, offset);
        length = TraceHeading.size(event, isWide);
        room(0);
        rest(event, key, sequence, earned, flags, details);
        if (!isWide && TraceHeading.isTooLong(length)) {
            isWide = true;
            length = TraceHeading.size(event, isWide);
            room(0);
            rest(event, key, sequence, earned, flags, details);
        }
        TraceHeading.write(bytes, flags | (isWide ? TraceHeading.WIDE : 0), length, event, offset);
        return this;
    }

    /** Of the event that was written. */
    int length() {
        return length;
    }

    /** The event that was written, and behind it a page. */
    byte[] before(byte[] page) {
        byte[] next = Arrays.copyOf(bytes, length + page.length);
        System.arraycopy(page, 0, next, length, page.length);
        return next;
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds stand in the heading
    private void rest(Happening event, @Nullable EventKey key, long sequence, long earned, int flags, Details details) {
        if ((flags & NANOS) != 0) {
            number(event.happenedAt().getNano());
        }
        number(sequence);
        signed(earned);
        texts(event, key, flags, details);
        for (int line = 0; line < event.lineCount(); line++) {
            line(event, line, flags, details);
        }
    }

    private static int flags(Happening event, int nano, Details details) {
        int flags = 0;
        flags |= event.subject() instanceof Subject.Purchases ? PURCHASE : 0;
        flags |= event.subject() instanceof Subject.Activities ? ACTIVITY : 0;
        flags |= event.earns() ? 0 : EARNS_NOTHING;
        flags |= nano == 0 ? 0 : NANOS;
        flags |= details.sites() && event.siteName() != null ? SITE : 0;
        flags |= details.channels() && event.channelName() != null ? CHANNEL : 0;
        flags |= saysAny(event, details.attributes()) ? ATTRIBUTES : 0;
        return flags | flagsOfLines(event, details);
    }

    private static boolean saysAny(Happening event, NavigableSet<String> names) {
        if (names.isEmpty()) {
            return false; // nearly always
        }
        boolean saysAny = false;
        for (String name : names) {
            saysAny |= event.attribute(name) != null;
        }
        return saysAny;
    }

    /** Only what some line says, so that equal events take equal bytes whatever else rules ask. */
    private static int flagsOfLines(Happening event, Details details) {
        if (!details.skus() && details.lineAttributes().isEmpty()) {
            return 0;
        }
        int flags = 0;
        for (int line = 0; line < event.lineCount(); line++) {
            flags |= details.skus() && event.sku(line) != null ? SKUS : 0;
            for (String name : details.lineAttributes()) {
                flags |= event.attribute(line, name) == null ? 0 : LINE_ATTRIBUTES;
            }
        }
        return flags;
    }

    private void texts(Happening event, @Nullable EventKey key, int flags, Details details) {
        if (event.subject() instanceof Subject.Activities activity) {
            text(activity.name());
        }
        if (key != null && details.keys()) {
            text(key.partner().value());
            text(key.id());
        }
        if ((flags & SITE) != 0) {
            text(event.siteName());
        }
        if ((flags & CHANNEL) != 0) {
            text(event.channelName());
        }
        if ((flags & ATTRIBUTES) != 0) {
            for (String name : details.attributes()) {
                attribute(name, event.attribute(name));
            }
            number(0);
        }
    }

    private void line(Happening event, int line, int flags, Details details) {
        quantity(event.micros(line));
        unit(event.unit(line));
        if ((flags & SKUS) != 0) {
            String sku = event.sku(line);
            number(sku == null ? 0 : 1);
            if (sku != null) {
                text(sku);
            }
        }
        if ((flags & LINE_ATTRIBUTES) != 0) {
            NavigableSet<String> names = details.lineAttributes();
            for (String name : names) {
                attribute(name, event.attribute(line, name));
            }
            number(0);
        }
    }

    private void quantity(long micros) {
        long rest = micros;
        int zeros = 0;
        while (zeros < DECIMALS && rest != 0 && rest % 10 == 0) {
            rest /= 10;
            zeros++;
        }
        signed(rest);
        number(zeros);
    }

    private void unit(Unit unit) {
        if (unit.name().equals(Unit.PIECE.name())) {
            number(PIECE);
        } else if (unit.name().equals(Unit.LITRE.name())) {
            number(LITRE);
        } else {
            number(OTHER_UNIT);
            text(unit.name());
        }
    }

    private void attribute(String name, @Nullable String value) {
        if (value != null) {
            number(1);
            text(name);
            text(value);
        }
    }

    private void text(@Nullable String text) {
        String said = String.valueOf(text);
        int start = length;
        number(said.length());
        room(said.length());
        for (int i = 0; i < said.length(); i++) {
            char letter = said.charAt(i);
            if (letter > LAST_PLAIN) {
                length = start;
                utf8(said);
                return;
            }
            bytes[length++] = (byte) letter;
        }
    }

    private void utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void signed(long number) {
        number((number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    private void number(long number) {
        room(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
