package org.loyaltyhub.programme;

/** Makes a programme of terms that were never a file. */
public final class BenchProgramme {
    private BenchProgramme() {}

    public static Programme of(Programme.Terms terms) {
        return new Programme(terms);
    }
}
