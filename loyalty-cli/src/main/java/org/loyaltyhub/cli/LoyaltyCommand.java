package org.loyaltyhub.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: it says what there is. */
@Command(
        name = "loyalty",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Runs a loyalty programme that several partners share: their purchases in, their rules, points out.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {
            " 0:all is well",
            " 1:the rules or scenarios have errors, an expectation failed, or the books are not sound",
            Exit.ON_WRONG_USE,
            "70:a bug of ours"
        },
        footer = {
            "",
            "A folder holds programme.json, rules/, events.jsonl and, for exports in CSV, mapping.json.",
            "Try: loyalty run FOLDER"
        })
final class LoyaltyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command was given");
    }

    /** The version that the build left in the jar. */
    static final class Version implements IVersionProvider {
        private static final String FILE = "/META-INF/maven/org.loyaltyhub/loyalty-cli/pom.properties";

        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream in = Version.class.getResourceAsStream(FILE)) {
                if (in != null) {
                    properties.load(in);
                }
            }
            return new String[] {"loyalty " + properties.getProperty("version", "(unreleased)")};
        }
    }
}
