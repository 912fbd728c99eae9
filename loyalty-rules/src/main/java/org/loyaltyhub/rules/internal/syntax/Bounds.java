package org.loyaltyhub.rules.internal.syntax;

/** How large a file and its parts may be, so that its cost is known before anything is done with it. */
public final class Bounds {
    /** Bytes of all files of a compilation together. */
    public static final int BYTES = 5_000_000;
    /** Files of a compilation. */
    public static final int FILES = 1_000;
    /** Characters of a line. */
    public static final int LINE = 10_000;
    /** Rules of a file, and scenarios of a file. */
    public static final int RULES = 10_000;
    /** Names that {@code let} gives in a file. */
    public static final int LETS = 1_000;
    /** Conditions of a rule, those in parentheses counted each. */
    public static final int CONDITIONS = 100;
    /** Payers of a rule, filters of a purchase. */
    public static final int PARTS = 20;
    /** Effects and clauses of a rule, together. */
    public static final int CLAUSES = 40;
    /** Parentheses and {@code not} inside one another. */
    public static final int DEPTH = 20;
    /** Members of a set. */
    public static final int SET = 1_000;
    /** Events of a scenario, lines of its receipts, things it expects. */
    public static final int STEPS = 100;
    /** Different figures over a member's past that all rules of a compilation ask for. */
    public static final int HISTORY_FIGURES = 5_000;

    private Bounds() {}
}
