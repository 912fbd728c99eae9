package org.loyaltyhub.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a call of the command said, with the folder it worked in named {@code DIR} and durations and the real time left out, so that two
 * calls say the same.
 */
record Said(int exit, String out, String err) {
    static Said by(Path folder, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(stream(out), stream(err), false);
        int exit = Main.run(terminal, args);
        return new Said(exit, masked(out, folder), masked(err, folder));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String masked(ByteArrayOutputStream bytes, Path folder) {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace(folder.toString(), "DIR")
                .replaceAll("sealed [-0-9]+T[.:0-9]+Z", "sealed WHEN")
                .replaceAll("(\"sealedAt\":|,)\"?20[0-9][0-9]-[-0-9]+T[.:0-9]+Z\"?", "$1WHEN")
                .replaceAll("[\\d.]+ s, [\\d,]+ events a second", "S s, N events a second")
                .replaceAll("\"seconds\" : [\\d.]+", "\"seconds\" : S")
                .replaceAll("\"eventsPerSecond\" : \\d+", "\"eventsPerSecond\" : N");
    }

    /** All of it, for golden files. */
    String all() {
        return "exit " + exit + "\n" + (out.isEmpty() ? "" : "--- out\n" + out)
                + (err.isEmpty() ? "" : "--- err\n" + err);
    }
}
