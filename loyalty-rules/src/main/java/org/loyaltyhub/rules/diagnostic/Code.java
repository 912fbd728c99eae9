package org.loyaltyhub.rules.diagnostic;

import java.util.Locale;

/** The kinds of diagnostics. A number stays with its kind for ever. */
public enum Code {
    // files
    UNREADABLE(1, Severity.ERROR),
    NO_FILES(2, Severity.ERROR),
    TOO_MANY_FILES(3, Severity.ERROR),
    FILES_TOO_LARGE(4, Severity.ERROR),
    NOT_UTF_8(5, Severity.ERROR),
    LINE_TOO_LONG(6, Severity.ERROR),
    MORE_PROBLEMS(7, Severity.ERROR),
    MORE_WARNINGS(8, Severity.WARNING),
    // words
    UNKNOWN_LANGUAGE(11, Severity.ERROR),
    UNKNOWN_FIGURE(12, Severity.ERROR),
    UNEXPECTED(13, Severity.ERROR),
    SOMETHING_MISSING(14, Severity.ERROR),
    HIDDEN_CHARACTER(15, Severity.ERROR),
    UNKNOWN_SIGN(16, Severity.ERROR),
    MISWRITTEN_SIGN(17, Severity.ERROR),
    UNFINISHED_TEXT(18, Severity.ERROR),
    CURLY_QUOTES(19, Severity.ERROR),
    TEXT_TOO_LONG(20, Severity.ERROR),
    EMPTY_TEXT(21, Severity.ERROR),
    NAME_TOO_LONG(22, Severity.ERROR),
    MIXED_ALPHABETS(23, Severity.ERROR),
    NOT_COMPOSED(24, Severity.ERROR),
    RESERVED_WORD(25, Severity.ERROR),
    NUMBER_TOO_LONG(26, Severity.ERROR),
    TOO_MANY_DECIMALS(27, Severity.ERROR),
    NO_SUCH_DATE(28, Severity.ERROR),
    NO_SUCH_TIME(29, Severity.ERROR),
    BARE_LIST(30, Severity.ERROR),
    MIXED_AND_OR(31, Severity.ERROR),
    OR_OUTSIDE(32, Severity.ERROR),
    STRAY_AND(33, Severity.ERROR),
    DECIMAL_COMMA(35, Severity.ERROR),
    RETURNS_NOTHING(36, Severity.ERROR),
    SAID_OTHERWISE(37, Severity.ERROR),
    SPLIT_NUMBER(38, Severity.ERROR),
    MISWRITTEN_DATE(39, Severity.ERROR),
    MISWRITTEN_TIME(57, Severity.ERROR),
    CURRENCY_CASE(58, Severity.ERROR),
    LIMIT_OVER_WHAT(59, Severity.ERROR),
    // parts
    RULEBOOK_MISSING(40, Severity.ERROR),
    OWNER_MISSING(41, Severity.ERROR),
    REPEATED_PART(42, Severity.ERROR),
    MISPLACED_PART(43, Severity.ERROR),
    PART_MISSING(44, Severity.ERROR),
    CONDITION_AFTER_THEN(45, Severity.ERROR),
    DUPLICATE_RULE(46, Severity.ERROR),
    DUPLICATE_RULEBOOK(47, Severity.ERROR),
    DUPLICATE_SCENARIO(48, Severity.ERROR),
    NESTED_TOO_DEEP(49, Severity.ERROR),
    TOO_MANY_CONDITIONS(50, Severity.ERROR),
    TOO_MANY_FILTERS(51, Severity.ERROR),
    TOO_MANY_PARTS(52, Severity.ERROR),
    TOO_MANY_SECTIONS(53, Severity.ERROR),
    TOO_MANY_STEPS(54, Severity.ERROR),
    SET_TOO_LARGE(55, Severity.ERROR),
    TOO_MANY_HISTORY_FIGURES(56, Severity.ERROR),
    // names
    UNKNOWN_CATEGORY(60, Severity.ERROR),
    UNKNOWN_PARTNER(61, Severity.ERROR),
    UNKNOWN_TIER(62, Severity.ERROR),
    UNKNOWN_ATTRIBUTE(63, Severity.ERROR),
    UNKNOWN_RULE(64, Severity.ERROR),
    UNKNOWN_NAME(65, Severity.ERROR),
    NAME_TAKEN(66, Severity.ERROR),
    LET_OF_OTHER_KIND(67, Severity.ERROR),
    LET_OF_VALUES(68, Severity.ERROR),
    LET_OF_MANY(69, Severity.ERROR),
    NO_FIGURE(70, Severity.ERROR),
    UNKNOWN_ACTIVITY(71, Severity.ERROR),
    UNKNOWN_SEGMENT(72, Severity.ERROR),
    UNKNOWN_DRAW(73, Severity.ERROR),
    UNKNOWN_VOUCHER(74, Severity.ERROR),
    DUPLICATE_SEGMENT(75, Severity.ERROR),
    // meaning
    TYPES_DIFFER(80, Severity.ERROR),
    FIGURES_DIFFER(81, Severity.ERROR),
    OTHER_CURRENCY(82, Severity.ERROR),
    UNIT_MISSING(83, Severity.ERROR),
    UNITS_MIX(84, Severity.ERROR),
    OTHER_UNIT(85, Severity.ERROR),
    TOO_PRECISE(86, Severity.ERROR),
    NOT_WHOLE(87, Severity.ERROR),
    NUMBER_TOO_LARGE(88, Severity.ERROR),
    REVERSED_RANGE(89, Severity.ERROR),
    RANGE_OF_TEXTS(90, Severity.ERROR),
    TEXT_NEEDED(91, Severity.ERROR),
    NOT_IN_ORDER(92, Severity.ERROR),
    TOO_EXACT(93, Severity.ERROR),
    VALUE_NEEDED(94, Severity.ERROR),
    WINDOW_MISSING(95, Severity.ERROR),
    PURCHASE_WITHOUT_WINDOW(96, Severity.ERROR),
    NEEDS_NO_WINDOW(97, Severity.ERROR),
    NEEDS_AN_END(98, Severity.ERROR),
    NOT_A_SPAN(99, Severity.ERROR),
    TOO_FAR_BACK(100, Severity.ERROR),
    UNUSED_NESTED(101, Severity.ERROR),
    UNUSED_ENDLESS(102, Severity.ERROR),
    SECOND_UNUSED(103, Severity.ERROR),
    FILTER_ONLY(104, Severity.ERROR),
    NOT_A_FILTER(105, Severity.ERROR),
    NOT_EARNING(106, Severity.ERROR),
    NO_GOODS_LEFT(107, Severity.ERROR),
    NOT_SOLD_THERE(108, Severity.ERROR),
    NEVER_TRUE(109, Severity.ERROR),
    CONTRADICTION(110, Severity.ERROR),
    ALWAYS_TRUE(111, Severity.WARNING),
    UNTIL_BEFORE_FROM(112, Severity.ERROR),
    IS_OVER(113, Severity.WARNING),
    NO_RECEIPT(114, Severity.ERROR),
    NOT_OF_A_SEGMENT(115, Severity.ERROR),
    RANK_ONLY_AT_END(116, Severity.ERROR),
    RANK_BY_WHAT(117, Severity.ERROR),
    MULTIPLES_OF_WHAT(118, Severity.ERROR),
    NOT_COUNTED_IN(119, Severity.ERROR),
    // giving
    AWARD_WHAT(120, Severity.ERROR),
    NOTHING_AWARDED(121, Severity.ERROR),
    POINTS_NOT_WHOLE(122, Severity.ERROR),
    POINTS_TOO_FINE(123, Severity.ERROR),
    PERCENT_OF_QUANTITY(124, Severity.ERROR),
    PERCENT_OF_WHAT(125, Severity.ERROR),
    MORE_THAN_ALL(126, Severity.ERROR),
    PER_WHAT(127, Severity.ERROR),
    PER_NOTHING(128, Severity.ERROR),
    CAP_ON_FIXED(129, Severity.ERROR),
    CAP_IN_POINTS(130, Severity.ERROR),
    LIMIT_WHAT(131, Severity.ERROR),
    LIMIT_OF_NOTHING(132, Severity.ERROR),
    NO_AGREEMENT(133, Severity.ERROR),
    PAYER_TWICE(134, Severity.ERROR),
    SHARE_MISSING(135, Severity.ERROR),
    SHARE_WHAT(136, Severity.ERROR),
    SHARE_OUT_OF_BOUNDS(137, Severity.ERROR),
    SHARES_NOT_WHOLE(138, Severity.ERROR),
    BRACKETS_IN_STEPS(139, Severity.ERROR),
    BRACKETS_DIFFER(140, Severity.ERROR),
    BRACKETS_NOT_RISING(141, Severity.ERROR),
    FACTOR_TOO_SMALL(142, Severity.ERROR),
    CANNOT_COMPETE(143, Severity.ERROR),
    GROUP_MODES_DIFFER(144, Severity.ERROR),
    NO_REFERRER(145, Severity.ERROR),
    TAKE_WHAT(146, Severity.ERROR),
    CAP_IN_MONEY(147, Severity.ERROR),
    NOT_HONOURED(148, Severity.ERROR),
    FEE_NEEDS_AGREEMENT(149, Severity.ERROR),
    // scenarios
    SCENARIO_CHECKS_NOTHING(150, Severity.ERROR),
    SCENARIO_WITHOUT_EVENT(151, Severity.ERROR),
    RECEIPT_WHEN(152, Severity.ERROR),
    RECEIPT_FROM_WHERE(153, Severity.ERROR),
    PAID_TOO_MUCH(154, Severity.ERROR),
    NO_SCENARIO(155, Severity.WARNING),
    EXPECTS_NO_POINTS(156, Severity.ERROR),
    EXPECTS_NO_MONEY(157, Severity.ERROR),
    NOT_A_DIRECTION(158, Severity.ERROR),
    // rules together
    FLAT_WITHOUT_LIMIT(160, Severity.ERROR),
    MULTIPLIER_WITHOUT_LIMIT(161, Severity.ERROR),
    SAME_RULE(162, Severity.WARNING),
    USELESS_RULE(163, Severity.WARNING),
    GROUP_OF_ONE(164, Severity.WARNING),
    PRIORITY_OF_NOTHING(165, Severity.WARNING),
    EXPIRES_ON_HOLD(166, Severity.ERROR),
    SEGMENT_NOT_USED(167, Severity.WARNING),
    MULTIPLES_NESTED(168, Severity.ERROR),
    ALWAYS_REACHED(169, Severity.ERROR),
    NOT_TIMES(170, Severity.ERROR),
    NOT_IN_DAYS(171, Severity.ERROR),
    // programmes
    NAME_IS_A_WORD(172, Severity.ERROR),
    // versions
    COUNTS_ANEW(173, Severity.WARNING);

    private final int number;
    private final Severity severity;

    Code(int number, Severity severity) {
        this.number = number;
        this.severity = severity;
    }

    /** As it stands in reports and in the documentation: {@code LR012}. */
    public String id() {
        return String.format(Locale.ROOT, "LR%03d", number);
    }

    public Severity severity() {
        return severity;
    }

    /** Its name for machines: {@code unknown-figure}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
