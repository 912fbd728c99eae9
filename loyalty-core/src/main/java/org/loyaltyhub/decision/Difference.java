package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.member.Counters.Usage;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * What one rule gave for an event until a refund, and what it gives from then on.
 *
 * @param staying points that it gives less, and that stay with who paid for them
 */
record Difference(Rule rule, Optional<RuleDecision> before, Optional<RuleDecision> after, List<Lot> staying) {
    /** One for each rule that gives otherwise, in rule order. */
    static List<Difference> of(Revision revision) {
        List<RuleDecision> before = revision.rulesBefore();
        List<RuleDecision> after = revision.rulesAfter();
        List<Difference> differences = new ArrayList<>();
        for (RuleDecision had : before) {
            Optional<RuleDecision> has = in(after, had);
            if (!has.equals(Optional.of(had))) {
                differences.add(new Difference(had.rule(), Optional.of(had), has, staying(revision, had)));
            }
        }
        for (RuleDecision has : after) {
            if (has.indexIn(before) < 0) {
                differences.add(new Difference(has.rule(), Optional.empty(), Optional.of(has), List.of()));
            }
        }
        return differences;
    }

    private static List<Lot> staying(Revision revision, RuleDecision had) {
        return revision.staying().stream()
                .filter(each ->
                        !had.awards().isEmpty() && each.rule().equals(had.rule().key()))
                .map(Revision.Staying::lot)
                .toList();
    }

    private static Optional<RuleDecision> in(List<RuleDecision> decisions, RuleDecision of) {
        int at = of.indexIn(decisions);
        return at < 0 ? Optional.empty() : Optional.of(decisions.get(at));
    }

    /** The id of the version whose rule it is. */
    String version() {
        return before.or(() -> after).orElseThrow().version();
    }

    /** What limits do not count any more. */
    Usage less() {
        Usage had = before.map(RuleDecision::usage).orElse(Usage.NONE);
        Usage has = after.map(RuleDecision::usage).orElse(Usage.NONE);
        return had.less(has).less(stays());
    }

    /** What limits count on, though the rule does not give it any more. */
    Usage stays() {
        return new Usage(0, Lot.sum(staying), 0);
    }

    /**
     * How much less a payer bears, in millionths of the minor unit.
     *
     * @param off of the money taken off, or of all else
     */
    long costsLess(PartnerId payer, boolean off) {
        long stays = off ? 0 : Cost.of(staying, payer);
        return costs(before, payer, off) - costs(after, payer, off) - stays;
    }

    private static long costs(Optional<RuleDecision> decision, PartnerId payer, boolean off) {
        return decision.map(each -> Cost.of(each).of(payer, off)).orElse(0L);
    }

    /** Whether the rule gave something, and gives nothing any more but what a quote had promised. */
    boolean isTakenBack() {
        return before.filter(RuleDecision::gives).isPresent()
                && after.filter(has -> has.gives() && !has.isOnlyPromised()).isEmpty();
    }

    /** Points that are taken back, by their terms. */
    List<Lot> fewer() {
        return beyond(before, after);
    }

    /** Points that are given instead, by their terms. */
    List<Lot> more() {
        return beyond(after, before);
    }

    private static List<Lot> beyond(Optional<RuleDecision> one, Optional<RuleDecision> other) {
        Map<LotTerms, Long> units = new LinkedHashMap<>();
        lots(one).forEach(lot -> units.merge(lot.terms(), lot.points().units(), Math::addExact));
        lots(other).forEach(lot -> units.merge(lot.terms(), -lot.points().units(), Math::addExact));
        List<Lot> lots = new ArrayList<>();
        units.forEach((terms, left) -> {
            if (left > 0) {
                lots.add(new Lot(terms, Points.ofUnits(left)));
            }
        });
        return lots;
    }

    private static List<Lot> lots(Optional<RuleDecision> decision) {
        return decision.stream()
                .flatMap(each -> each.awards().stream())
                .flatMap(award -> award.lots().stream())
                .toList();
    }

    /** The first moment at which what is given instead can be spent, if the rule holds it. */
    Optional<Instant> heldUntil() {
        return after.stream()
                .flatMap(each -> each.awards().stream())
                .flatMap(award -> award.heldUntil().stream())
                .findFirst();
    }

    /** Money off that was given and is not any more, or not so much. */
    List<Gift.Off> offTakenBack() {
        return offBeyond(before, after);
    }

    /** Money off that is given instead. */
    List<Gift.Off> offGiven() {
        return offBeyond(after, before);
    }

    private static List<Gift.Off> offBeyond(Optional<RuleDecision> one, Optional<RuleDecision> other) {
        List<Gift> known = other.map(RuleDecision::gifts).orElse(List.of());
        List<Gift.Off> off = new ArrayList<>();
        one.ifPresent(decision -> decision.gifts().forEach(gift -> {
            if (gift instanceof Gift.Off each && !known.contains(each)) {
                off.add(each);
            }
        }));
        return off;
    }

    /** Fees for the reporter that were given and are not any more. */
    List<Gift.ReporterFee> feesTakenBack() {
        List<Gift.ReporterFee> fees = new ArrayList<>();
        before.ifPresent(had -> had.gifts().forEach(gift -> {
            boolean stays = after.filter(has -> has.gifts().contains(gift)).isPresent();
            if (gift instanceof Gift.ReporterFee fee && !stays) {
                fees.add(fee);
            }
        }));
        return fees;
    }
}
