package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one kind of event comes to; the books beside it hold the entries.
 *
 * @param notFound which lines of a refund no purchase had, by number from 1
 * @param heldUntil until when a quote is held
 */
record Ruling(
        List<RuleDecision> rules,
        List<SharedUse> shared,
        List<Revision> revisions,
        List<Integer> notFound,
        Optional<Instant> heldUntil,
        Optional<Refusal> refusal) {
    static final Ruling NOTHING = judged(List.of(), List.of());

    static Ruling judged(List<RuleDecision> rules, List<SharedUse> shared) {
        return new Ruling(rules, shared, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    static Ruling sharing(List<SharedUse> shared) {
        return judged(List.of(), shared);
    }

    static Ruling quoted(List<RuleDecision> rules, List<SharedUse> shared, Instant until) {
        return new Ruling(rules, shared, List.of(), List.of(), Optional.of(until), Optional.empty());
    }

    static Ruling revised(List<Revision> revisions, List<SharedUse> givenBack, List<Integer> notFound) {
        return new Ruling(List.of(), givenBack, revisions, notFound, Optional.empty(), Optional.empty());
    }

    static Ruling refused(Refusal refusal) {
        return new Ruling(List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.of(refusal));
    }

    /** With earlier events that stand otherwise besides, and what is given back with them. */
    Ruling revising(List<Revision> more, List<SharedUse> givenBack) {
        if (more.isEmpty() || refusal.isPresent()) {
            return this;
        }
        List<Revision> all = new ArrayList<>(more);
        all.addAll(revisions);
        List<SharedUse> back = new ArrayList<>(givenBack);
        back.addAll(shared);
        return new Ruling(rules, back, all, notFound, heldUntil, refusal);
    }
}
