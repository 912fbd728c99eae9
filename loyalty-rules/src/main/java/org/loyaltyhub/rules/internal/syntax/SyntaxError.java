package org.loyaltyhub.rules.internal.syntax;

/** Leaves a part of the grammar whose mistake is reported already; whoever can go on after it catches this. */
final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1;

    SyntaxError() {
        super("reported", null, false, false);
    }
}
