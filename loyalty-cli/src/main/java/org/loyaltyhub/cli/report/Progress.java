package org.loyaltyhub.cli.report;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells how far a long job is: a bar that is drawn again and again on a terminal, a plain line now and then elsewhere.
 *
 * <p>Not thread-safe. Costs a look at the clock every few hundred steps.
 */
public final class Progress implements org.loyaltyhub.hub.Progress {
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int WIDTH = 24;

    private final PrintStream out;
    private final boolean bar;
    private final LongSupplier nanoTime;
    private String what = "";
    private String unit = "";
    private long total;
    private long done;
    private long start;
    private long last;
    private boolean drawn;

    private Progress(PrintStream out, boolean bar, LongSupplier nanoTime) {
        this.out = out;
        this.bar = bar;
        this.nanoTime = nanoTime;
    }

    /**
     * Says it there.
     *
     * @param terminal whether somebody watches a terminal
     * @param nanoTime a clock for durations, in nanoseconds
     */
    public static Progress on(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        return new Progress(out, terminal, nanoTime);
    }

    /** Says nothing. */
    public static Progress silent() {
        return new Progress(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false, () -> 0);
    }

    @Override
    public void begin(String what, String unit, long total) {
        end();
        this.what = what;
        this.unit = unit;
        this.total = total;
        done = 0;
        start = nanoTime.getAsLong();
        last = start;
    }

    @Override
    public void advance(long more) {
        done += more;
        long now = nanoTime.getAsLong();
        if (now - last >= (bar ? BAR_NANOS : LINE_NANOS)) {
            last = now;
            draw(now);
        }
    }

    /** The part is over; its bar goes. */
    public void end() {
        if (drawn && bar) {
            out.print("\r\u001B[K");
            out.flush();
        }
        drawn = false;
    }

    private void draw(long now) {
        String line = line(now);
        out.print(bar ? "\r" + line + "\u001B[K" : line + System.lineSeparator());
        out.flush();
        drawn = true;
    }

    private String line(long now) {
        long rate = Math.round((double) done * SECOND / Math.max(1, now - start));
        String counted = String.format(Locale.ROOT, "%,d", done);
        if (total == 0) {
            return String.format(Locale.ROOT, "%s  %s %s, %,d a second", what, counted, unit, rate);
        }
        double part = Math.min(1.0, (double) done / total);
        long left = rate == 0 ? 0 : Math.max(0, total - done) / rate;
        String drawing =
                bar ? "[" + "#".repeat((int) (part * WIDTH)) + " ".repeat(WIDTH - (int) (part * WIDTH)) + "] " : "";
        return String.format(
                Locale.ROOT,
                "%s  %s%d %%, %s of %,d %s, %,d a second, %s left",
                what,
                drawing,
                (int) (part * 100),
                counted,
                total,
                unit,
                rate,
                duration(left));
    }

    private static String duration(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
