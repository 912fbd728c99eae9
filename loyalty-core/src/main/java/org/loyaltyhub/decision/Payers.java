package org.loyaltyhub.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.programme.Budget;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
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
    private final Bearing bearing;

    Payers(Programme programme, Instant recordedAt, Bearing bearing) {
        this.programme = programme;
        this.recordedAt = recordedAt;
        this.bearing = bearing;
    }

    /** A lot for each payer, at the prices in force; less than {@code granted} where budgets are too small. */
    List<Lot> lots(Rule rule, Effect effect, Visit visit, Points granted) {
        Instant expires = expires(rule, visit);
        long reserve = programme.points().valueMicros();
        if (rule.payers().size() == 1 && !granted.isZero()) {
            PartnerId payer = rule.payers().get(0).partner().orElse(visit.key().partner());
            if (boundedBy(rule, payer).isEmpty()) {
                LotTerms terms = new LotTerms(payer, programme.issuePriceMicros(payer), reserve, expires);
                return List.of(new Lot(terms, granted));
            }
        }
        List<Lot> lots = new ArrayList<>();
        Sharing sharing = new Sharing(rule, effect, visit.date(), programme::issuePriceMicros, false);
        sharing.share(visit.key().partner(), granted.units()).forEach((payer, units) -> {
            lots.add(new Lot(
                    new LotTerms(payer, programme.issuePriceMicros(payer), reserve, expires), Points.ofUnits(units)));
        });
        return lots;
    }

    /** The agreement that bounds what the payer pays for the rule. */
    private Optional<Agreement> boundedBy(Rule rule, PartnerId payer) {
        return programme
                .agreement(payer, rule.key().owner())
                .filter(agreement -> agreement.budget().isPresent());
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

    /** Money among the payers; less than {@code minor} where budgets are too small. */
    List<Gift.Share> money(Rule rule, Effect effect, Visit visit, long minor) {
        Sharing sharing = new Sharing(rule, effect, visit.date(), payer -> PointTerms.MICROS, false);
        return money(sharing.share(visit.key().partner(), minor));
    }

    /**
     * Money that was promised, among the payers: what budgets are too small for the others bear, whatever was agreed.
     *
     * @param at the partner where it happened for which the promise was made
     * @param day on which it is kept
     */
    List<Gift.Share> promised(Rule rule, Effect effect, PartnerId at, LocalDate day, long minor) {
        return money(new Sharing(rule, effect, day, payer -> PointTerms.MICROS, true).share(at, minor));
    }

    private static List<Gift.Share> money(Map<PartnerId, Long> shares) {
        List<Gift.Share> money = new ArrayList<>();
        shares.forEach((payer, part) -> money.add(new Gift.Share(payer, part)));
        return money;
    }

    /** One amount among the payers of a rule. */
    private final class Sharing {
        private final Rule rule;
        private final Effect effect;
        private final LocalDate day;
        private final ToLongFunction<PartnerId> price;
        private final boolean isPromised;
        private final Map<PartnerId, Long> borne = new LinkedHashMap<>();

        /** @param price of one unit to the payer, in millionths of the minor unit */
        Sharing(Rule rule, Effect effect, LocalDate day, ToLongFunction<PartnerId> price, boolean isPromised) {
            this.rule = rule;
            this.effect = effect;
            this.day = day;
            this.price = price;
            this.isPromised = isPromised;
        }

        /** The parts above zero, in the named order; a payer named twice bears both shares as one. */
        Map<PartnerId, Long> share(PartnerId at, long amount) {
            Map<PartnerId, Long> weights = new LinkedHashMap<>();
            for (Payer payer : rule.payers()) {
                weights.merge(payer.partner().orElse(at), payer.weight(), Math::addExact);
            }
            weights.keySet().forEach(payer -> borne.put(payer, 0L));
            share(weights, amount);
            borne.values().removeIf(part -> part == 0);
            return borne;
        }

        /** What a budget is too small for, the payers that have not reached theirs share anew; the owner is the last. */
        private void share(Map<PartnerId, Long> weights, long amount) {
            long[] parts = Shares.split(
                    amount, weights.values().stream().mapToLong(Long::longValue).toArray());
            Map<PartnerId, Long> others = new LinkedHashMap<>(weights);
            long left = 0;
            int i = 0;
            for (PartnerId payer : weights.keySet()) {
                long part = parts[i++];
                Optional<Agreement> bounded = boundedBy(rule, payer);
                long bears = bounded.map(agreement -> bears(agreement, part)).orElse(part);
                borne.merge(payer, bears, Math::addExact);
                if (bears < part) {
                    others.remove(payer);
                    left += isLeftToOthers(bounded.orElseThrow()) ? part - bears : 0;
                }
            }
            if (left > 0) {
                share(others.isEmpty() ? Map.of(rule.key().owner(), 1L) : others, left);
            }
        }

        private boolean isLeftToOthers(Agreement agreement) {
            return isPromised || agreement.budget().orElseThrow().then() == Budget.Then.OTHERS;
        }

        /** Whole units only. */
        private long bears(Agreement agreement, long part) {
            long one = price.applyAsLong(agreement.payer());
            long cost = Math.multiplyExact(part, one);
            return cost == 0 ? part : bearing.bears(rule, effect, agreement, day, cost) / one;
        }
    }
}
