package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.TrustedAward;
import org.loyaltyhub.decision.TrustedRules;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rule.BookSource;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.store.StoredVersion;

/** A version comes back from what a store kept of it. */
class StoredRulesTest {
    private static final Path EXAMPLE = Path.of("../examples/highway-club");

    private static Version version() throws Exception {
        Programme programme = ProgrammeReader.read(
                        "programme.json", Files.readString(EXAMPLE.resolve("programme.json")))
                .orElseThrow();
        return RuleFiles.compile(programme, EXAMPLE.resolve("rules"))
                .orElseThrow()
                .version();
    }

    private static StoredVersion stored(Version version, String id, Optional<String> trusted) {
        List<BookSource> books = new ArrayList<>();
        version.books().stream().map(RuleBook::source).forEach(source -> books.add(source.orElseThrow()));
        return new StoredVersion(id, Version.SEMANTICS, version.programme().source(), books, trusted);
    }

    @Test
    void the_files_that_a_store_kept_make_the_version_that_was() throws Exception {
        Version version = version();

        Version read = new StoredRules().read(stored(version, version.id(), Optional.empty()));

        assertThat(read.id()).isEqualTo(version.id());
        assertThat(read.rules()).isEqualTo(version.rules()).isNotEmpty();
    }

    @Test
    void trusted_rules_are_code_and_must_be_handed_in() throws Exception {
        TrustedRules trusted = new TrustedRules() {
            @Override
            public List<TrustedAward> awards(Facts facts) {
                return List.of();
            }

            @Override
            public String digest() {
                return "trusted-1";
            }
        };
        Version version = version().withTrusted(trusted);
        StoredVersion stored = stored(version, version.id(), Optional.of("trusted-1"));

        assertThat(new StoredRules(trusted).read(stored).id()).isEqualTo(version.id());
        assertThatThrownBy(() -> new StoredRules().read(stored))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trusted-1");
    }

    @Test
    void files_that_make_another_version_now_are_refused() throws Exception {
        Version version = version();

        assertThatThrownBy(() -> new StoredRules().read(stored(version, "other", Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("they now make version " + version.id());
    }
}
