package org.loyaltyhub.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.loyaltyhub.decision.TrustedRules;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.store.StoredVersion;
import org.loyaltyhub.store.VersionReader;

/**
 * Compiles the programme and rule files that a store kept, for a hub that needs an older version again.
 *
 * <p>Immutable and thread-safe. A version costs O(rules).
 */
public final class StoredRules implements VersionReader {
    private final Map<String, TrustedRules> trusted = new TreeMap<>();

    /** @param trusted rules of the operator's own that stored versions had beside their books: no store keeps code */
    public StoredRules(TrustedRules... trusted) {
        for (TrustedRules each : trusted) {
            this.trusted.put(each.digest(), each);
        }
    }

    @Override
    public Version read(StoredVersion stored) {
        String source = stored.programme()
                .orElseThrow(() -> new IllegalArgumentException("its programme was made without a file"));
        Programme programme = ProgrammeReader.read("programme", source).orElseThrow();
        List<RuleSource> sources = new ArrayList<>();
        stored.books().forEach(book -> sources.add(new RuleSource(book.name(), book.text())));
        Version version = RuleFiles.compile(programme, sources).orElseThrow().version();
        Optional<TrustedRules> own = stored.trusted().map(trusted::get);
        if (stored.trusted().isPresent() && own.isEmpty()) {
            throw new IllegalArgumentException("it had trusted rules "
                    + stored.trusted().get() + " beside its books, which no store keeps: hand them to StoredRules");
        }
        Version whole = own.map(version::withTrusted).orElse(version);
        if (!whole.id().equals(stored.id())) {
            throw new IllegalArgumentException(
                    "they now make version " + whole.id() + " (semantics " + Version.SEMANTICS + ", stored under "
                            + stored.semantics() + "): take the library that stored it");
        }
        return whole;
    }
}
