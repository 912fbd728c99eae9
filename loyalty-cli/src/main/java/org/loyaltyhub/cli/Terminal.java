package org.loyaltyhub.cli;

import java.io.Console;
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
        boolean watched = isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), watched);
    }

    /** Up to Java 21 there is a console only before a terminal; from 22 on there always is one, and it can be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
