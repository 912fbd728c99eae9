package org.loyaltyhub.value;

/** How a fraction of the smallest unit is dropped. Named wherever it happens. */
public enum Rounding {
    /** Towards zero. */
    DOWN,
    /** Away from zero. */
    UP,
    /** To the nearest; a half goes away from zero. */
    NEAREST
}
