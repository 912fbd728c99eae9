package org.loyaltyhub.value;

/** How a fraction of the smallest unit is dropped. Named wherever it happens. */
public enum Rounding {
    /** Towards zero. */
    DOWN,
    /** Away from zero. */
    UP,
    /** To the nearest; a half goes away from zero. */
    NEAREST,
    /** To the nearest; a half goes to the even neighbour, as banks round, so that halves even out over many statements. */
    NEAREST_EVEN
}
