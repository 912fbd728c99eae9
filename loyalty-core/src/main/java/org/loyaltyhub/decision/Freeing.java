package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;

/** What of limits over all members and of budgets is free again, where an earlier event stands otherwise. */
final class Freeing {
    private final Version current;
    private final Revision revision;
    private final Outside outside;
    private final Counted judged;
    /** Money off, and the time that goes with it, were counted when a quote held them. */
    private final Counted quoted;

    private final List<SharedUse> freed = new ArrayList<>();

    /** By which version, and on which day, something was counted; and what it took. */
    private record Counted(Version version, LocalDate day, QuotedUses taken) {}

    private Freeing(Version current, Revision revision, Outside outside) {
        this.current = current;
        this.revision = revision;
        this.outside = outside;
        this.judged = new Counted(version(revision.version()), revision.before().date(), QuotedUses.NONE);
        this.quoted = quote(revision.of(), outside.past())
                .map(quote -> new Counted(
                        version(quote.version()), quote.visit().orElseThrow().date(), new QuotedUses(quote.shared())))
                .orElse(judged);
    }

    /** All that is free again, below zero. */
    static List<SharedUse> of(Version current, List<Revision> revisions, Outside outside) {
        List<SharedUse> all = new ArrayList<>();
        for (Revision revision : revisions) {
            Freeing freeing = new Freeing(current, revision, outside);
            freeing.free();
            all.addAll(freeing.freed);
        }
        return all;
    }

    /** The quote that a purchase took over: nothing else takes money off. */
    private static Optional<Decision> quote(EventKey event, Past past) {
        return past.of(event)
                .map(Standing::decision)
                .filter(decision -> decision.rules().stream().anyMatch(RuleDecision::takesMoneyOff))
                .flatMap(decision -> decision.event() instanceof Purchase purchase
                        ? purchase.quoteKey()
                        : Optional.<EventKey>empty())
                .flatMap(past::of)
                .map(Standing::decision);
    }

    private void free() {
        times();
        for (Difference each : Difference.of(revision)) {
            amounts(each);
            budgets(each, judged, false);
            budgets(each, quoted, true);
        }
    }

    /** One event counts once, though a rule may have given for it by two versions: one that quoted, and one that judged. */
    private void times() {
        Map<SharedLimit.Key, SharedLimit> before = timesOf(revision.rulesBefore());
        Map<SharedLimit.Key, SharedLimit> after = timesOf(revision.rulesAfter());
        before.forEach((key, limit) -> free(limit, after.containsKey(key) ? 0 : 1));
        after.forEach((key, limit) -> free(limit, before.containsKey(key) ? 0 : -1));
    }

    private Map<SharedLimit.Key, SharedLimit> timesOf(List<RuleDecision> rules) {
        Map<SharedLimit.Key, SharedLimit> times = new LinkedHashMap<>();
        for (RuleDecision each : rules) {
            for (Limit limit : limits(each.rule())) {
                if (limit.measure() == Limit.Measure.TIMES && each.usage().times() > 0) {
                    Counted counted = quoted.taken.counted(each.rule().key(), limit) ? quoted : judged;
                    SharedLimit shared = SharedLimit.of(each.rule().key(), limit, counted.day);
                    times.put(shared.key(), shared);
                }
            }
        }
        return times;
    }

    private void amounts(Difference difference) {
        for (Limit limit : limits(difference.rule())) {
            if (limit.measure() != Limit.Measure.TIMES) {
                LocalDate day = limit.measure() == Limit.Measure.MONEY ? quoted.day : judged.day;
                free(
                        SharedLimit.of(difference.rule().key(), limit, day),
                        Limits.had(limit.measure(), difference.less()));
            }
        }
    }

    /** Of thanks the limits counted when they were promised, and are freed by whoever the promise was made for. */
    private List<Limit> limits(Rule rule) {
        return revision.before().subject() instanceof Subject.Thanks ? List.of() : rule.sharedLimits();
    }

    /** @param off of the money taken off, or of all else */
    private void budgets(Difference difference, Counted counted, boolean off) {
        for (Agreement agreement : agreements(difference, counted.version.programme())) {
            if (agreement.budget().isPresent()) {
                free(SharedLimit.of(agreement, counted.day), difference.costsLess(agreement.payer(), off));
            }
        }
    }

    /** Who pays for the rule; of a promise that was kept also who had agreed to when it was made, and ended that since. */
    private List<Agreement> agreements(Difference difference, Programme counted) {
        PartnerId owner = difference.rule().key().owner();
        List<Agreement> all = new ArrayList<>(counted.agreementsOn(owner));
        for (Agreement old : version(difference.version()).programme().agreementsOn(owner)) {
            if (counted.agreement(old.payer(), owner).isEmpty()) {
                all.add(old);
            }
        }
        return all;
    }

    private Version version(String id) {
        return outside.version(id).orElse(current);
    }

    private void free(SharedLimit limit, long less) {
        if (less != 0) {
            freed.add(new SharedUse(limit, 0, 0, -less));
        }
    }
}
