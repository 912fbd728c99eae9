package org.loyaltyhub.decision;

import java.util.List;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.RuleKey;

/**
 * What a quote took of limits over all members. A purchase that names it is the same event to them: it asks for no time of
 * its own, whatever day it is by then.
 *
 * <p>Immutable and thread-safe.
 */
record QuotedUses(List<SharedUse> uses) {
    /** Of an event that names no quote. */
    static final QuotedUses NONE = new QuotedUses(List.of());

    QuotedUses {
        uses = List.copyOf(uses);
    }

    /** Whether the limit, which counts times, has counted the quote. */
    boolean counted(RuleKey rule, Limit limit) {
        for (SharedUse use : uses) {
            if (use.used() > 0 && use.limit().counts(rule, limit)) {
                return true;
            }
        }
        return false;
    }
}
