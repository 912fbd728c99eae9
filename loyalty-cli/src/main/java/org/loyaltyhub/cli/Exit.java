package org.loyaltyhub.cli;

/** What the command tells the shell. */
final class Exit {
    /** All is well. */
    static final int FINE = 0;
    /** The rules or scenarios have errors, or an expectation failed. */
    static final int WRONG_RULES = 1;
    /** The books are not sound, or come out otherwise once more. */
    static final int WRONG_BOOKS = 1;
    /** The command was called in a wrong way, cannot read what it was given, or cannot write its output. */
    static final int WRONG_USE = 2;
    /** {@link #WRONG_USE} as the commands' helps say it. */
    static final String ON_WRONG_USE =
            " 2:it was called in a wrong way, cannot read what it was given, or cannot write its output";
    /** A bug of ours. */
    static final int BUG = 70;

    private Exit() {}
}
