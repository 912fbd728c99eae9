package org.loyaltyhub.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.programme.Budget;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Shares;

/** Who pays for what a rule gives. */
final class Payers {
    private static final Duration SHORTEST_LIFE = Duration.ofDays(30);

    private final Programme programme;
    /** Bounds whoever has no agreement any more. */
    private final Programme promising;

    private final Instant recordedAt;
    private final Bearing bearing;

    Payers(Programme programme, Instant recordedAt, Bearing bearing) {
        this(programme, programme, recordedAt, bearing);
    }

    private Payers(Programme programme, Programme promising, Instant recordedAt, Bearing bearing) {
        this.programme = programme;
        this.promising = promising;
        this.recordedAt = recordedAt;
        this.bearing = bearing;
    }

    /** The same for what that programme had promised: who ended its agreement since is bounded as it was then. */
    Payers ofPromises(Programme then) {
        return new Payers(programme, then, recordedAt, bearing);
    }

    /** A lot for each payer, at the prices in force; less than {@code granted} where budgets are too small. */
    List<Lot> lots(Rule rule, Effect effect, Visit visit, Points granted) {
        Instant expires = expires(rule, visit);
        PartnerId at = where(visit);
        if (rule.payers().size() == 1 && !granted.isZero()) {
            PartnerId payer = rule.payers().get(0).partner().orElse(at);
            if (boundedBy(rule, payer).isEmpty()) {
                return List.of(lot(payer, expires, granted));
            }
        }
        Sharing sharing = new Sharing(rule, effect, at, visit.date(), programme::issuePriceMicros, false);
        return sharing.share(granted.units(), (payer, units) -> lot(payer, expires, Points.ofUnits(units)));
    }

    /** The partner where it happened; of thanks, where that happened for which the hub thanks. */
    private static PartnerId where(Visit visit) {
        Optional<EventKey> cause = visit.subject() instanceof Subject.Thanks && visit.event() instanceof HubEvent thanks
                ? thanks.cause()
                : Optional.empty();
        return cause.orElse(visit.key()).partner();
    }

    private Lot lot(PartnerId payer, Instant expires, Points points) {
        return new Lot(programme.issuedBy(payer, expires), points);
    }

    /** The agreement that bounds what the payer pays for the rule. */
    private Optional<Agreement> boundedBy(Rule rule, PartnerId payer) {
        PartnerId owner = rule.key().owner();
        Optional<Agreement> agreement = payer.equals(owner)
                ? Optional.empty()
                : programme.agreement(payer, owner).or(() -> promising.agreement(payer, owner));
        return agreement.isPresent() && agreement.get().budget().isPresent() ? agreement : Optional.empty();
    }

    /** The first moment at which held points can be spent. */
    static Optional<Instant> heldUntil(Rule rule, Visit visit) {
        return rule.hold().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        rule.hold().get().after(visit.localTime(), visit.zone()).toInstant());
    }

    /** Counted from when it happened, but never within thirty days of recording. */
    private Instant expires(Rule rule, Visit visit) {
        if (rule.expiry().isEmpty()) {
            return Instant.MAX;
        }
        Expiry expiry = rule.expiry().get();
        Instant expires = expiry.firstUnusable(visit.localTime(), visit.zone()).toInstant();
        Instant soonest = recordedAt.plus(SHORTEST_LIFE);
        return expires.isBefore(soonest) ? soonest : expires;
    }

    /** Money among the payers; less than {@code minor} where budgets are too small. */
    List<Gift.Share> money(Rule rule, Effect effect, Visit visit, long minor) {
        return money(
                new Sharing(rule, effect, visit.key().partner(), visit.date(), payer -> PointTerms.MICROS, false),
                minor);
    }

    /**
     * Money that was promised, among the payers: what budgets are too small for the others bear, whatever was agreed.
     *
     * @param at the partner where it happened for which the promise was made
     * @param day on which it is kept
     */
    List<Gift.Share> promised(Rule rule, Effect effect, PartnerId at, LocalDate day, long minor) {
        return money(new Sharing(rule, effect, at, day, payer -> PointTerms.MICROS, true), minor);
    }

    private static List<Gift.Share> money(Sharing sharing, long minor) {
        return sharing.share(minor, Gift.Share::new);
    }

    /** What a payer bears, in points or in money. */
    private interface Part<T> {
        T of(PartnerId payer, long units);
    }

    /** One amount among the payers of a rule. */
    private final class Sharing {
        private final Rule rule;
        private final Effect effect;
        private final LocalDate day;
        private final ToLongFunction<PartnerId> price;
        private final boolean isPromised;
        /** In the named order, each once; then the owner, if it is none of them. */
        private final PartnerId[] payers;

        private final long[] weights;
        private final long[] borne;
        private int size;

        /**
         * @param at the partner where it happened
         * @param price of one unit to the payer, in millionths of the minor unit
         */
        Sharing(
                Rule rule,
                Effect effect,
                PartnerId at,
                LocalDate day,
                ToLongFunction<PartnerId> price,
                boolean isPromised) {
            this.rule = rule;
            this.effect = effect;
            this.day = day;
            this.price = price;
            this.isPromised = isPromised;
            int most = rule.payers().size() + 1;
            this.payers = new PartnerId[most];
            this.weights = new long[most];
            this.borne = new long[most];
            for (Payer payer : rule.payers()) {
                int place = place(payer.partner().orElse(at));
                weights[place] = Math.addExact(weights[place], payer.weight());
            }
        }

        private int place(PartnerId payer) {
            int place = 0;
            while (place < size && !payers[place].equals(payer)) {
                place++;
            }
            if (place == size) {
                payers[size++] = payer;
            }
            return place;
        }

        /** The parts above zero, in the named order; a payer named twice bears both shares as one. */
        <T> List<T> share(long amount, Part<T> part) {
            share(amount);
            List<T> parts = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                if (borne[i] != 0) {
                    parts.add(part.of(payers[i], borne[i]));
                }
            }
            return parts;
        }

        /** What a budget is too small for, the payers that have not reached theirs share anew; the owner is the last. */
        private void share(long amount) {
            long[] parts = Shares.split(amount, weights);
            long left = 0;
            boolean isAnyOpen = false;
            for (int i = 0; i < size; i++) {
                if (weights[i] > 0) {
                    long part = parts[i];
                    Optional<Agreement> bounded = boundedBy(rule, payers[i]);
                    long bears = bounded.isEmpty() ? part : bears(bounded.get(), part);
                    borne[i] = Math.addExact(borne[i], bears);
                    if (bears < part) {
                        weights[i] = 0;
                        left += isLeftToOthers(bounded.orElseThrow()) ? part - bears : 0;
                    }
                    isAnyOpen |= weights[i] > 0;
                }
            }
            if (left > 0) {
                if (!isAnyOpen) {
                    weights[place(rule.key().owner())] = 1;
                }
                share(left);
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
