package org.loyaltyhub.programme;

/** Makes a programme of terms that were never a file, for tests that need no file. */
public final class ProgrammeFixture {
    private ProgrammeFixture() {}

    public static Programme of(Programme.Terms terms) {
        return new Programme(terms);
    }
}
