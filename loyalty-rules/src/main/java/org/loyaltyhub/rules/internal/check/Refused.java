package org.loyaltyhub.rules.internal.check;

/** Leaves the check of a part whose mistake is reported already; whoever can go on after it catches this. */
final class Refused extends RuntimeException {
    static final Refused REPORTED = new Refused();
    private static final long serialVersionUID = 1;

    private Refused() {
        super("reported", null, false, false);
    }
}
