package org.loyaltyhub.decision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.RuleKey;

/**
 * How earlier events stand once goods came back: the purchases themselves, and the awards that hang on them, because a
 * rule had used the purchase up or because the purchase had made the member cross something.
 */
final class Undoing {
    private final Version current;
    private final Past past;
    private final Outside outside;
    private final Map<EventKey, Change> changes = new LinkedHashMap<>();
    private final Deque<EventKey> open = new ArrayDeque<>();

    /** How one event stands in the end, as far as it is known. */
    private record Change(Standing standing, Optional<Returned> returned, Set<RuleKey> withdrawn) {}

    Undoing(Version current, Past past, Outside outside) {
        this.current = current;
        this.past = past;
        this.outside = outside;
    }

    /** What stands otherwise, the purchases first. */
    List<Revision> of(Map<EventKey, Returned> returned) {
        returned.forEach((key, all) -> {
            Standing standing = past.of(key).orElseThrow();
            changes.put(key, new Change(standing, Optional.of(all), standing.withdrawn()));
            open.add(key);
        });
        Map<EventKey, Revision> revisions = new LinkedHashMap<>();
        while (!open.isEmpty()) {
            EventKey key = open.removeFirst();
            Revision revision = revision(Objects.requireNonNull(changes.get(key)));
            revisions.put(key, revision);
            past.tiedTo(key).forEach(tied -> withdraw(tied, revision));
        }
        return List.copyOf(revisions.values());
    }

    private Revision revision(Change change) {
        Decision decision = change.standing().decision();
        Version version = version(decision);
        Optional<Visit> left = left(decision, change.returned(), version.programme());
        return new Revision(
                version.id(),
                decision.event().key(),
                decision.sequence(),
                true,
                change.returned(),
                change.withdrawn(),
                change.standing().left().orElseGet(() -> decision.visit().orElseThrow()),
                left,
                change.standing().rules(),
                Rejudging.of(version, outside, decision, left, change.withdrawn()),
                List.of());
    }

    private Version version(Decision decision) {
        return outside.version(decision.version()).orElse(current);
    }

    private static Optional<Visit> left(Decision decision, Optional<Returned> returned, Programme programme) {
        if (returned.isEmpty()) {
            return decision.visit();
        }
        return returned.get().left((Purchase) decision.event()).map(purchase -> Visit.of(programme, purchase));
    }

    private void withdraw(Standing tied, Revision of) {
        EventKey key = tied.decision().event().key();
        Change before = changes.getOrDefault(key, new Change(tied, tied.returned(), tied.withdrawn()));
        Set<RuleKey> withdrawn = new LinkedHashSet<>(before.withdrawn());
        boolean isCaused = tied.decision().event() instanceof HubEvent;
        for (RuleDecision rule : tied.decision().rules()) {
            boolean hangs = isCaused ? of.rulesAfter().stream().noneMatch(RuleDecision::gives) : isGone(rule, of);
            if (hangs) {
                withdrawn.add(rule.rule().key());
            }
        }
        if (!withdrawn.equals(before.withdrawn())) {
            changes.put(key, new Change(tied, before.returned(), withdrawn));
            open.add(key);
        }
    }

    /** Whether the rule had used up the event, and what is left of that is not what it looks for. */
    private static boolean isGone(RuleDecision rule, Revision of) {
        return Past.uses(rule, of.of())
                && of.after()
                        .filter(visit ->
                                rule.rule().unused().orElseThrow().pattern().matches(visit))
                        .isEmpty();
    }

    /** Thanks to a referrer stand otherwise: fewer points, or none. */
    static List<Revision> thanks(Version current, Outside outside, Subject.ThanksTaken taken) {
        return outside.past().of(taken.thanks()).map(standing -> thanks(current, outside, standing, taken)).stream()
                .toList();
    }

    private static Revision thanks(Version current, Outside outside, Standing standing, Subject.ThanksTaken taken) {
        Decision decision = standing.decision();
        Visit visit = decision.visit().orElseThrow();
        Version version = outside.version(decision.version()).orElse(current);
        Bearing borne = Borne.by(decision.rules());
        Payers payers = new Payers(version.programme(), decision.recordedAt(), borne);
        List<RuleDecision> less = new ArrayList<>();
        for (RuleDecision rule : decision.rules()) {
            List<Award> awards = new ArrayList<>();
            for (Award award : rule.awards()) {
                Award left = Award.of(
                        award.effect(),
                        award.asked(),
                        payers.lots(rule.rule(), award.effect(), visit, taken.left()),
                        award.heldUntil());
                if (!left.granted().isZero()) {
                    awards.add(left);
                }
            }
            less.add(rule.withAwards(awards));
        }
        return new Revision(
                version.id(),
                taken.thanks(),
                decision.sequence(),
                true,
                Optional.empty(),
                Set.of(),
                visit,
                Optional.of(visit),
                standing.rules(),
                less,
                List.of());
    }
}
