package org.loyaltyhub.cli.report;

import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.event.Refund;

/** Counts accepted refunds. A refund that names no line is one of all that was left. */
public final class Returns {
    private long whole;
    private long inPart;
    private long lines;
    private long linesNotFound;

    Returns() {}

    void count(Refund refund, Decision decision) {
        int notFound = decision.notFound().size();
        whole += notFound == 0 ? 1 : 0;
        inPart += notFound == 0 ? 0 : 1;
        lines += refund.lines().size() - notFound;
        linesNotFound += notFound;
    }

    /** Refunds of which every line was found. */
    public long whole() {
        return whole;
    }

    /** Refunds of which some lines were found. */
    public long inPart() {
        return inPart;
    }

    /** Lines that came back. */
    public long lines() {
        return lines;
    }

    /** Lines of refunds taken in part that no purchase had. */
    public long linesNotFound() {
        return linesNotFound;
    }

    public boolean isEmpty() {
        return whole + inPart == 0;
    }
}
