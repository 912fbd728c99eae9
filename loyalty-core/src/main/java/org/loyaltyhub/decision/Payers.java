package org.loyaltyhub.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Shares;

/** Who pays for what a rule gives. */
final class Payers {
    private static final Duration SHORTEST_LIFE = Duration.ofDays(30);

    private final Programme programme;
    private final Instant recordedAt;

    Payers(Programme programme, Instant recordedAt) {
        this.programme = programme;
        this.recordedAt = recordedAt;
    }

    /** A lot for each payer, at the prices in force. */
    List<Lot> lots(Rule rule, Visit visit, Points granted) {
        Instant expires = expires(rule, visit);
        long reserve = programme.points().valueMicros();
        List<Lot> lots = new ArrayList<>();
        shares(rule, visit, granted.units()).forEach((payer, units) -> {
            long price = programme.partner(payer).map(Partner::issuePriceMicros).orElse(reserve);
            lots.add(new Lot(new LotTerms(payer, price, reserve, expires), Points.ofUnits(units)));
        });
        return lots;
    }

    /** The first moment at which held points can be spent. */
    static Optional<Instant> heldUntil(Rule rule, Visit visit) {
        return rule.hold()
                .map(span -> span.after(visit.localTime(), visit.zone()).toInstant());
    }

    /** Counted from when it happened, but never within thirty days of recording. */
    private Instant expires(Rule rule, Visit visit) {
        Instant soonest = recordedAt.plus(SHORTEST_LIFE);
        return rule.expiry()
                .map(expiry ->
                        expiry.firstUnusable(visit.localTime(), visit.zone()).toInstant())
                .map(instant -> instant.isBefore(soonest) ? soonest : instant)
                .orElse(Instant.MAX);
    }

    /** Money among the payers. */
    List<Gift.Share> money(Rule rule, Visit visit, long minor) {
        List<Gift.Share> shares = new ArrayList<>();
        shares(rule, visit, minor).forEach((payer, part) -> shares.add(new Gift.Share(payer, part)));
        return shares;
    }

    /** The parts above zero, in the named order; a payer named twice bears both shares as one. */
    private static Map<PartnerId, Long> shares(Rule rule, Visit visit, long amount) {
        Map<PartnerId, Long> weights = new LinkedHashMap<>();
        for (Payer payer : rule.payers()) {
            PartnerId partner = payer.partner().orElse(visit.key().partner());
            weights.merge(partner, payer.weight(), Math::addExact);
        }
        long[] parts = Shares.split(
                amount, weights.values().stream().mapToLong(Long::longValue).toArray());
        Map<PartnerId, Long> shares = new LinkedHashMap<>();
        int i = 0;
        for (PartnerId payer : weights.keySet()) {
            long part = parts[i++];
            if (part > 0) {
                shares.put(payer, part);
            }
        }
        return shares;
    }
}
