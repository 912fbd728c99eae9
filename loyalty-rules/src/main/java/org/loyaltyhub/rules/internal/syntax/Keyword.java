package org.loyaltyhub.rules.internal.syntax;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Optional;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span.SpanUnit;

/** The words with a meaning of their own. How each is written is a matter of the file's language: see {@link Words}. */
public enum Keyword {
    // files
    LANGUAGE,
    RULEBOOK,
    OWNER,
    LET,
    SEGMENT,
    RULE,
    SCENARIO,
    // rules
    TELL,
    FROM,
    UNTIL,
    WHEN,
    THEN,
    AND,
    OR,
    NOT,
    // triggers and purchases
    PURCHASE,
    ACTIVITY,
    ENROLMENT,
    BIRTHDAY,
    END,
    REACHES,
    BECOMES,
    FALLS,
    OF,
    EVERYTHING,
    EXCEPT,
    AT,
    WITH,
    // figures
    AMOUNT,
    TOTAL,
    QUANTITY,
    UNIT,
    PRICE,
    LINE,
    RECEIPT,
    HAS,
    SITE,
    CHANNEL,
    ATTRIBUTE,
    SKU,
    TIME,
    DATE,
    MEMBER,
    TIER,
    FOR,
    AGE,
    BALANCE,
    WITHIN,
    EXPIRING,
    COUNT,
    AVERAGE,
    PARTNER,
    KIND,
    VISITED,
    EARNED,
    SINCE,
    STREAK,
    RANK,
    BY,
    TIES,
    EARLIEST,
    MULTIPLES,
    FIRST,
    NO,
    UNUSED,
    // windows and periods
    IN,
    LAST,
    THIS,
    PREVIOUS,
    EVER,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    // comparisons
    IS,
    LESS,
    MORE,
    THAN,
    LEAST,
    MOST,
    // effects
    AWARD,
    POINT,
    PER,
    FULL,
    UP,
    TO,
    ABOVE,
    REFERRER,
    MULTIPLY,
    TAKE,
    OFF,
    GIVE,
    VOUCHER,
    BADGE,
    VALID,
    ENTER,
    DRAW,
    PAY,
    REPORTER,
    MESSAGE,
    // clauses
    LIMIT,
    ONCE,
    PAID,
    OWN,
    PROGRAMME,
    PART,
    ROUND,
    DOWN,
    NEAREST,
    GROUP,
    BEST,
    ALL,
    HOLD,
    EXPIRE,
    AFTER,
    NEXT,
    PRIORITY,
    // scenarios
    GIVEN,
    ON,
    ENROLLED,
    NOTHING,
    ELSE,
    REFUND,
    THAT,
    REDEMPTION,
    TICKET,
    A,
    // units
    LITRE,
    PIECE,
    // the calendar
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    JANUARY,
    FEBRUARY,
    MARCH,
    APRIL,
    MAY,
    JUNE,
    JULY,
    AUGUST,
    SEPTEMBER,
    OCTOBER,
    NOVEMBER,
    DECEMBER;

    /** The calendar period that the word names. */
    public Optional<Period> period() {
        return switch (this) {
            case DAY -> Optional.of(Period.DAY);
            case WEEK -> Optional.of(Period.WEEK);
            case MONTH -> Optional.of(Period.MONTH);
            case QUARTER -> Optional.of(Period.QUARTER);
            case YEAR -> Optional.of(Period.YEAR);
            default -> Optional.empty();
        };
    }

    /** What spans are counted in by this word. */
    public Optional<SpanUnit> spanUnit() {
        return switch (this) {
            case HOUR -> Optional.of(SpanUnit.HOUR);
            case DAY -> Optional.of(SpanUnit.DAY);
            case WEEK -> Optional.of(SpanUnit.WEEK);
            case MONTH -> Optional.of(SpanUnit.MONTH);
            case YEAR -> Optional.of(SpanUnit.YEAR);
            default -> Optional.empty();
        };
    }

    public Optional<DayOfWeek> weekday() {
        return switch (this) {
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY ->
                Optional.of(DayOfWeek.valueOf(name()));
            default -> Optional.empty();
        };
    }

    public Optional<Month> month() {
        return switch (this) {
            case JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER ->
                Optional.of(Month.valueOf(name()));
            default -> Optional.empty();
        };
    }

    static Keyword of(Period period) {
        return valueOf(period.name());
    }

    static Keyword of(SpanUnit unit) {
        return valueOf(unit.name());
    }

    static Keyword of(DayOfWeek day) {
        return valueOf(day.name());
    }

    static Keyword of(Month month) {
        return valueOf(month.name());
    }
}
