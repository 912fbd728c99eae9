package org.loyaltyhub.decision;

import java.util.List;
import java.util.Optional;

/**
 * What one kind of event comes to; the books beside it hold the entries.
 *
 * @param notFound which lines of a refund no purchase had, by number from 1
 */
record Ruling(
        List<RuleDecision> rules,
        List<SharedUse> shared,
        List<Revision> revisions,
        List<Integer> notFound,
        Optional<Refusal> refusal) {
    static final Ruling NOTHING = new Ruling(List.of(), List.of(), List.of(), List.of(), Optional.empty());

    static Ruling judged(List<RuleDecision> rules, List<SharedUse> shared) {
        return new Ruling(rules, shared, List.of(), List.of(), Optional.empty());
    }

    static Ruling sharing(List<SharedUse> shared) {
        return judged(List.of(), shared);
    }

    static Ruling revised(List<Revision> revisions, List<SharedUse> givenBack, List<Integer> notFound) {
        return new Ruling(List.of(), givenBack, revisions, notFound, Optional.empty());
    }

    static Ruling refused(Refusal refusal) {
        return new Ruling(List.of(), List.of(), List.of(), List.of(), Optional.of(refusal));
    }
}
