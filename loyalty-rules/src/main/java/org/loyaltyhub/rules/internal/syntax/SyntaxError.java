package org.loyaltyhub.rules.internal.syntax;

/** Leaves a part of the grammar whose mistake is reported already; whoever can go on after it catches this. */
final class SyntaxError extends RuntimeException {
    static final SyntaxError REPORTED = new SyntaxError();
    private static final long serialVersionUID = 1;

    private SyntaxError() {
        super("reported", null, false, false);
    }
}
