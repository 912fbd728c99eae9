package org.loyaltyhub.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.RuleKey;

/**
 * How an earlier event stands: what was decided on it, and what of it was taken back since.
 *
 * @param decision as it was made
 * @param revised by the newest refund that touched it; empty if none did
 */
public record Standing(Decision decision, Optional<Revision> revised) {
    /** What came back of it in all; empty if it is no purchase. */
    public Optional<Returned> returned() {
        if (!(decision.event() instanceof Purchase purchase)) {
            return Optional.empty();
        }
        return revised.flatMap(Revision::returned).or(() -> Optional.of(Returned.nothing(purchase)));
    }

    /** Rules that give nothing for it any more. */
    public Set<RuleKey> withdrawn() {
        return revised.map(Revision::withdrawn).orElse(Set.of());
    }

    /** What is left of it; empty if nothing is. */
    public Optional<Visit> left() {
        return revised.isPresent() ? revised.get().after() : decision.visit();
    }

    /** What its rules give for what is left. */
    public List<RuleDecision> rules() {
        return revised.map(Revision::rulesAfter).orElseGet(decision::rules);
    }
}
