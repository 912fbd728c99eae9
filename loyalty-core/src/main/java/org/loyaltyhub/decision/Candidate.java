package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit.Measure;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Points;

/** A rule that holds, on its way to what it gives. Used by one decision and let go. */
final class Candidate {
    private final String version;
    private final int place;
    private final Rule rule;
    private final Limits limits;
    private final Map<Milestones.Key, Long> milestones;
    private List<Award> awards = List.of();
    private List<Gift> gifts = List.of();
    private Facts facts;
    private Points asked = Points.ZERO;

    /** @param place among the rules of the version; of no matter where these are not matched */
    Candidate(String version, int place, Rule rule, Facts facts, Limits limits, Map<Milestones.Key, Long> milestones) {
        this.version = version;
        this.place = place;
        this.rule = rule;
        this.facts = facts;
        this.limits = limits;
        this.milestones = milestones;
    }

    int place() {
        return place;
    }

    Rule rule() {
        return rule;
    }

    Facts facts() {
        return facts;
    }

    /** The amounts of the receipt are others from now on. */
    void judgeOn(Facts net) {
        facts = net;
    }

    List<Award> awards() {
        return awards;
    }

    List<Gift> gifts() {
        return gifts;
    }

    boolean gives() {
        return !awards.isEmpty() || !gifts.isEmpty();
    }

    /** Points through the rule's limits, shared among its payers; nothing is added if nothing is granted. */
    void award(Effect effect, Points ask, Payers payers) {
        if (ask.isZero()) {
            return;
        }
        asked = asked.plus(ask);
        long granted = limits.grant(Measure.POINTS, ask.units());
        if (granted > 0) {
            Points points = granted == ask.units() ? ask : Points.ofUnits(granted);
            List<Lot> lots = payers.lots(rule, effect, facts.visit(), points);
            Award award = Award.of(effect, ask, lots, Payers.heldUntil(rule, facts.visit()));
            limits.giveBack(Measure.POINTS, granted - award.granted().units());
            if (!award.granted().isZero()) {
                awards = and(awards, award);
            }
        }
    }

    /** Points for somebody else, through the rule's limits. */
    Points grantToOther(Points ask) {
        asked = asked.plus(ask);
        return ask.isZero() ? ask : Points.ofUnits(limits.grant(Measure.POINTS, ask.units()));
    }

    long grantMoney(long ask) {
        return ask == 0 ? 0 : limits.grant(Measure.MONEY, ask);
    }

    /** Of the money granted last nobody pays for so much. */
    void giveBackMoney(long unpaid) {
        limits.giveBack(Measure.MONEY, unpaid);
    }

    boolean admits() {
        return limits.admits();
    }

    /** A gift that only limits on times bound. */
    void give(Gift gift) {
        if (limits.admits()) {
            add(gift);
        }
    }

    void add(Gift gift) {
        gifts = and(gifts, gift);
    }

    /** Most rules have one effect. */
    private static <T> List<T> and(List<T> some, T one) {
        if (some.isEmpty()) {
            return List.of(one);
        }
        List<T> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    /** Another rule of its group goes before it. */
    void drop() {
        awards = List.of();
        gifts = List.of();
        limits.drop();
    }

    List<SharedUse> shared() {
        if (!gives()) {
            limits.drop();
        }
        return limits.shared();
    }

    /** The rule's decision on what is left of an event, with what was kept when the whole of it was judged. */
    RuleDecision decidedAgain(RuleDecision whole) {
        Set<Effect> given = whole.gifts().stream().map(Gift::effect).collect(Collectors.toSet());
        return new RuleDecision(
                version,
                rule,
                asked,
                whole.basis(),
                whole.limits(),
                gives() ? whole.taken() : Optional.empty(),
                gives() ? whole.milestones() : Map.of(),
                awards,
                gifts.stream().filter(gift -> given.contains(gift.effect())).toList());
    }

    /** @param budgets that had too little for it */
    RuleDecision decided(List<RuleDecision.Left> budgets) {
        return new RuleDecision(
                version,
                rule,
                asked,
                Basis.of(rule, facts),
                left(budgets),
                gives() && rule.unused().isPresent() ? taken(rule.unused().get()) : Optional.empty(),
                gives() ? milestones : Map.of(),
                awards,
                gifts);
    }

    private List<RuleDecision.Left> left(List<RuleDecision.Left> budgets) {
        if (budgets.isEmpty()) {
            return limits.left();
        }
        List<RuleDecision.Left> left = new ArrayList<>(limits.left());
        left.addAll(budgets);
        return left;
    }

    private Optional<RuleDecision.Taken> taken(Condition.Earlier unused) {
        return facts.unused(rule.key(), unused).map(RuleDecision.Taken::of);
    }
}
