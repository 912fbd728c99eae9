package org.loyaltyhub.cli;

import org.loyaltyhub.cli.report.Progress;

/** Progress where somebody wants it. */
final class Progressing {
    private Progressing() {}

    static Progress on(Terminal terminal, boolean quiet) {
        return quiet ? Progress.silent() : Progress.on(terminal.err(), terminal.watched(), System::nanoTime);
    }
}
