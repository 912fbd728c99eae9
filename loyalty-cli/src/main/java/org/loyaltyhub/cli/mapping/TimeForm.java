package org.loyaltyhub.cli.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * How the file writes when something happened: by a pattern, read strictly, so that 30 February is no date. A date alone
 * is its midnight.
 *
 * @param pattern as {@link DateTimeFormatter} has it, with {@code yyyy} for the year
 * @param zone of times that carry no offset; the partner's if empty
 */
record TimeForm(Template text, String pattern, DateTimeFormatter formatter, Optional<ZoneId> zone) {
    /** How to say {@link #ISO}. */
    static final String ISO_TEXT = "yyyy-MM-dd HH:mm:ss";

    /** ISO 8601 with a T or a space, for mappings that name no pattern. */
    static final DateTimeFormatter ISO = formatter("yyyy-MM-dd['T'][ ][HH:mm[:ss[.SSS]]][XXX]");

    /** A moment whose parts are all different, in a week that belongs to the next year. */
    private static final OffsetDateTime PROBE =
            LocalDateTime.of(2029, 12, 31, 15, 47, 38).atOffset(ZoneOffset.ofHours(5));

    /** @throws IllegalArgumentException if it is no pattern */
    static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(strictYears(pattern), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * Whether a moment written so is the same moment when read: the whole day, and if it has the hour also whether it is
     * in the morning.
     */
    static boolean tellsAll(DateTimeFormatter formatter, String pattern) {
        try {
            TemporalAccessor read = formatter.parseBest(
                    formatter.format(PROBE), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            boolean sameDay = LocalDate.from(read).equals(PROBE.toLocalDate());
            boolean asksHour = unquoted(pattern).chars().anyMatch(letter -> "HhKk".indexOf(letter) >= 0);
            boolean asksTime = unquoted(pattern).chars().anyMatch(letter -> "HhKkmsa".indexOf(letter) >= 0);
            return sameDay
                    && asksHour == asksTime
                    && (!asksHour || LocalTime.from(read).getHour() == PROBE.getHour());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String unquoted(String pattern) {
        return pattern.replaceAll("'[^']*'", "");
    }

    /** A year of an era would need its era; {@code uuuu} is the year alone. Letters in quotes stay. */
    private static String strictYears(String pattern) {
        StringBuilder strict = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            quoted ^= letter == '\'';
            strict.append(!quoted && letter == 'y' ? 'u' : letter);
        }
        return strict.toString();
    }

    /**
     * The instant; empty if the value is not written so. Of a local time that the zone has twice it is the first; one
     * that the zone leaves out, as clocks go forward, is moved forward as they are. The reader of JSON does the same.
     *
     * @param partnerZone for times without an offset, if the mapping names no zone
     */
    Optional<Instant> parse(String value, ZoneId partnerZone) {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parseBest(value, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        if (parsed instanceof OffsetDateTime withOffset) {
            return Optional.of(withOffset.toInstant());
        }
        LocalDateTime local = parsed instanceof LocalDateTime time
                ? time
                : LocalDate.from(parsed).atStartOfDay();
        return Optional.of(local.atZone(zone.orElse(partnerZone)).toInstant());
    }
}
