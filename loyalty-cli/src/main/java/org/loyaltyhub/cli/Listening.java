package org.loyaltyhub.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.intake.Arrival;
import org.loyaltyhub.cli.intake.Misread;
import org.loyaltyhub.cli.report.AwardsFile;
import org.loyaltyhub.cli.report.RejectsFile;
import org.loyaltyhub.cli.report.Tally;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.store.Commit;

/** Counts a run, writes its files, and tells of the first lines that could not be read. Not thread-safe. */
final class Listening implements Run.Listener, WatchedStore.Watcher {
    private static final int MOST_TOLD = 5;
    /** The line is not what its file is made of, whatever it was to say. */
    private static final Set<String> MALFORMED = Set.of(
            "malformed-json",
            "too-large",
            "too-deep",
            "wrong-charset",
            "line-too-long",
            "broken-quotes",
            "wrong-columns");

    private final Tally tally;
    private final @Nullable RejectsFile rejects;
    private final @Nullable AwardsFile awards;
    private final PrintStream err;
    private final List<String> told = new ArrayList<>();
    private long untold;
    private boolean malformed;
    private boolean misread;
    private boolean judged;
    private boolean looksBack;

    Listening(Tally tally, @Nullable RejectsFile rejects, @Nullable AwardsFile awards, PrintStream err) {
        this.tally = tally;
        this.rejects = rejects;
        this.awards = awards;
        this.err = err;
    }

    Tally tally() {
        return tally;
    }

    /** Whether a file was broken, and no other had anything in it. */
    boolean foundNothing() {
        return !tally.badFiles().isEmpty() && tally.linesRead() == 0;
    }

    /**
     * Whether the shell must know that input was lost: a file was broken, no line could be read, or a line was malformed
     * and no file of rejects took it.
     */
    boolean unreadable(boolean rejectsTaken) {
        boolean nothingRead = misread && !judged;
        return !tally.badFiles().isEmpty() || nothingRead || (malformed && !rejectsTaken);
    }

    @Override
    public void lineRead() {
        tally.lineRead();
    }

    @Override
    public void rowLeftOut() {
        tally.rowLeftOut();
    }

    @Override
    public void misread(Misread misread) {
        tally.misread(misread);
        this.misread = true;
        malformed |= MALFORMED.contains(misread.problems().get(0).code());
        if (rejects != null) {
            rejects.misread(misread);
        }
        boolean followsFromRows = misread.kind() == Misread.Kind.RECEIPT;
        if (misread.kind() == Misread.Kind.FILE) {
            misread.texts().forEach(text -> told.add("error: " + text));
        } else if (!followsFromRows && told.size() < MOST_TOLD) {
            told.add("rejected: " + misread.texts().get(0));
        } else if (!followsFromRows) {
            untold++;
        }
    }

    @Override
    public void arrived(Arrival arrival) {
        looksBack |= arrival.type().equals("refund") || arrival.type().equals("redemption");
    }

    /** Whether an event came that may go on from any earlier one. */
    boolean looksBack() {
        return looksBack;
    }

    @Override
    public void judged(Arrival arrival, Event event, Outcome outcome) {
        judged = true;
        tally.eventRead();
        tally.answered(outcome);
        if (rejects != null) {
            rejects.answered(arrival, event.key(), outcome);
        }
    }

    @Override
    public void committed(Commit commit, boolean waited) {
        tally.committed(commit, waited);
        if (awards != null) {
            awards.committed(commit);
        }
    }

    /** Says which lines could not be read. */
    void end() {
        told.forEach(err::println);
        if (untold > 0) {
            err.println("… and " + untold + " more that could not be read");
        }
    }
}
