package org.loyaltyhub.rules.internal.check;

/** Leaves the check of a part whose mistake is reported already; whoever can go on after it catches this. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused() {
        super("reported", null, false, false);
    }
}
