package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;

/**
 * What was decided on one member's earlier events, and how it stands. Refunds ask it, and what is judged
 * later than memory reaches.
 *
 * <p>Immutable and thread-safe. Made in O(decisions).
 */
public final class Past {
    public static final Past NONE = new Past(List.of());

    private final Map<EventKey, Standing> standings = new LinkedHashMap<>();

    private Past(List<Decision> decisions) {
        for (Decision decision : decisions) {
            standings.put(decision.event().key(), new Standing(decision, Optional.empty()));
            for (Revision revision : decision.revisions()) {
                standings.computeIfPresent(
                        revision.of(), (key, standing) -> new Standing(standing.decision(), Optional.of(revision)));
            }
        }
    }

    /**
     * How everything stands after these decisions.
     *
     * @param decisions of one member, in the order recorded
     */
    public static Past of(List<Decision> decisions) {
        return decisions.isEmpty() ? NONE : new Past(decisions);
    }

    /** How the event stands; empty if it is not known. */
    public Optional<Standing> of(EventKey key) {
        return Optional.ofNullable(standings.get(key));
    }

    /** The decisions, in the order recorded. */
    List<Decision> decisions() {
        return standings.values().stream().map(Standing::decision).toList();
    }

    /** The member's purchases at the partner, the newest first. */
    List<Standing> purchasesAt(PartnerId partner) {
        List<Standing> purchases = new ArrayList<>();
        for (Standing each : standings.values()) {
            if (each.decision().event() instanceof Purchase purchase
                    && purchase.key().partner().equals(partner)) {
                purchases.add(each);
            }
        }
        Comparator<Standing> oldest = Comparator.comparing(
                        (Standing each) -> each.decision().event().happenedAt())
                .thenComparing(each -> each.decision().sequence());
        purchases.sort(oldest.reversed());
        return purchases;
    }

    /** Events whose awards hang on this one: they used it up, or it caused them. */
    List<Standing> tiedTo(EventKey key) {
        List<Standing> tied = new ArrayList<>();
        for (Standing each : standings.values()) {
            boolean isCaused = each.decision().event() instanceof HubEvent hubEvent
                    && hubEvent.cause().equals(Optional.of(key));
            if (isCaused || each.rules().stream().anyMatch(rule -> uses(rule, key))) {
                tied.add(each);
            }
        }
        return tied;
    }

    static boolean uses(RuleDecision rule, EventKey key) {
        return rule.taken().filter(taken -> taken.event().equals(key)).isPresent();
    }
}
