package org.loyaltyhub.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the command speaks.
 *
 * @param out what was asked for
 * @param err everything else
 * @param watched whether somebody sits before it, so that progress may be drawn
 */
record Terminal(PrintStream out, PrintStream err, boolean watched) {
    /** The process's own, in UTF-8. */
    static Terminal ofProcess() {
        boolean watched = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), watched);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
