package org.loyaltyhub.cli;

import java.util.Arrays;
import picocli.CommandLine;

/** The {@code loyalty} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = run(Terminal.ofProcess(), args);
        System.exit(code);
    }

    /** Runs the command and returns its exit code. */
    static int run(Terminal terminal, String... args) {
        boolean debug = Arrays.asList(args).contains("--debug");
        CommandLine command = new CommandLine(new LoyaltyCommand())
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new TestCommand(terminal))
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal));
        command.setOut(Writers.of(terminal.out()));
        command.setErr(Writers.of(terminal.err()));
        command.setUsageHelpAutoWidth(false);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler((e, given) -> wrongUse(terminal, e));
        command.setExecutionExceptionHandler((e, of, given) -> ended(terminal, e, debug));
        return command.execute(args);
    }

    private static int wrongUse(Terminal terminal, CommandLine.ParameterException e) {
        CommandLine.Model.CommandSpec spec = e.getCommandLine().getCommandSpec();
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        terminal.err().println("error: " + message);
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .ifPresent(near -> terminal.err().println("did you mean `" + near + "`?"));
        }
        terminal.err().println("`" + spec.qualifiedName() + " --help` says what there is");
        return Exit.WRONG_USE;
    }

    private static int ended(Terminal terminal, Exception e, boolean debug) {
        if (e instanceof Stop stop) {
            stop.lines().forEach(terminal.err()::println);
            return stop.code();
        }
        terminal.err().println("error: a bug in loyalty: " + oneLine(e)
                + "; please report it to the project with what you typed and what --debug adds");
        if (debug) {
            e.printStackTrace(terminal.err());
        }
        return Exit.BUG;
    }

    private static String oneLine(Throwable e) {
        return e.toString().replaceAll("\\s+", " ");
    }
}
