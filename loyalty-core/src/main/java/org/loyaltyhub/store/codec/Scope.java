package org.loyaltyhub.store.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.rule.Rule;

/** What the values around one value have said: the version and the rule it belongs to. Of one reading or writing. */
final class Scope {
    private final Catalogue catalogue;
    private @Nullable Version version;
    private @Nullable Rule rule;

    Scope(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Of what belongs to that version. */
    static Scope of(Catalogue catalogue, String version) {
        Scope scope = new Scope(catalogue);
        scope.enter(catalogue.version(version));
        return scope;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    void enter(Version judgedBy) {
        version = judgedBy;
    }

    void enter(Rule judged) {
        rule = judged;
    }

    /** Whether what comes next belongs to that version already. */
    boolean isWithin(String id) {
        return version != null && version.id().equals(id);
    }

    /** The id of the version that was named last. */
    Optional<String> named() {
        return Optional.ofNullable(version).map(Version::id);
    }

    Version version() {
        if (version == null) {
            throw new IllegalStateException("a rule is named before its version");
        }
        return version;
    }

    Rule rule() {
        if (rule == null) {
            throw new IllegalStateException("a part of a rule is named before the rule");
        }
        return rule;
    }
}
