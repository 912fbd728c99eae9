package org.loyaltyhub.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loyaltyhub.problem.Suggestion;
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
                .addSubcommand(new FormatCommand(terminal))
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new BalanceCommand(terminal))
                .addSubcommand(new SettleCommand(terminal))
                .addSubcommand(new StatementCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new ReplayCommand(terminal))
                .addSubcommand(new GenerateCommand(terminal));
        command.setOut(Writers.of(terminal.out()));
        command.setErr(Writers.of(terminal.err()));
        command.setUsageHelpAutoWidth(false);
        command.setParameterExceptionHandler((e, given) -> wrongUse(terminal, e));
        command.setExecutionExceptionHandler((e, of, given) -> ended(terminal, e, debug));
        command.registerConverter(Integer.class, Main::wholeNumber);
        command.registerConverter(int.class, Main::wholeNumber);
        for (Class<? extends Enum<?>> words :
                List.of(Run.Order.class, Run.ClockOf.class, Format.class, TableOptions.TableFormat.class)) {
            registerWords(command, words);
        }
        try {
            int code = command.execute(args);
            return isWritten(terminal, command) ? code : unwritten(terminal, code);
        } catch (OutOfMemoryError e) {
            terminal.err()
                    .println("error: there is not enough memory for it (give more by LOYALTY_JAVA_OPTS=-Xmx2g, or"
                            + " judge JSON lines by --order file)");
            return Exit.WRONG_USE;
        } catch (StackOverflowError e) {
            return bug(terminal, e, debug);
        }
    }

    private static boolean isWritten(Terminal terminal, CommandLine command) {
        command.getOut().flush();
        return !terminal.out().checkError();
    }

    private static int unwritten(Terminal terminal, int code) {
        terminal.err().println("error: the output could not be written (is the disk full, or did its reader end?)");
        return code == Exit.BUG ? code : Exit.WRONG_USE;
    }

    private static Integer wholeNumber(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException("`" + text + "` is no whole number, or too large");
        }
    }

    private static <E extends Enum<?>> void registerWords(CommandLine command, Class<E> words) {
        command.registerConverter(words, text -> {
            List<String> known = new ArrayList<>();
            for (E word : words.getEnumConstants()) {
                String name = word.name().toLowerCase(Locale.ROOT);
                if (name.equals(text)) {
                    return word;
                }
                known.add(name);
            }
            throw new CommandLine.TypeConversionException("`" + text + "` is none of " + String.join(", ", known));
        });
    }

    private static int wrongUse(Terminal terminal, CommandLine.ParameterException e) {
        CommandLine.Model.CommandSpec spec = e.getCommandLine().getCommandSpec();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            String near = Suggestion.didYouMean(word, words(spec));
            terminal.err()
                    .println("error: `" + word + "` is not known here" + (near.isEmpty() ? "" : " (" + near + ")"));
        } else {
            terminal.err()
                    .println("error: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        terminal.err().println("`" + spec.qualifiedName() + " --help` says what there is");
        return Exit.WRONG_USE;
    }

    private static int ended(Terminal terminal, Exception e, boolean debug) {
        if (e instanceof Stop stop) {
            stop.lines().forEach(terminal.err()::println);
            return stop.code();
        }
        return bug(terminal, e, debug);
    }

    private static List<String> words(CommandLine.Model.CommandSpec spec) {
        List<String> words = new ArrayList<>(spec.subcommands().keySet());
        words.addAll(spec.optionsMap().keySet());
        return words;
    }

    private static int bug(Terminal terminal, Throwable e, boolean debug) {
        terminal.err()
                .println("error: a bug in loyalty: " + oneLine(e)
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
