package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.Formatting;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/** What is asked of a rule file of the documentation. */
record RuleFile(Compilation rules) {
    static RuleFile of(Compilation rules) {
        return new RuleFile(rules);
    }

    void hasNoFaultAndItsScenariosHold() {
        assertThat(rules.diagnostics()).extracting(Diagnostic::render).isEmpty();
        assertThat(Scenarios.failuresOf(rules)).isEmpty();
        assertThat(rules.books().get(0).scenarios()).isNotEmpty();
    }

    static void isInTheCanonicalLayout(Path file) throws IOException {
        Formatting formatting = RuleFiles.format(new RuleSource("file", Files.readString(file)));

        assertThat(formatting.after()).isEqualTo(formatting.before());
    }
}
