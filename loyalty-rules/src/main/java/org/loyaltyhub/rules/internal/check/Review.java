package org.loyaltyhub.rules.internal.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.RuleTree;
import org.loyaltyhub.value.PartnerId;

/** Looks at whole rules: whether others pay without a bound, whether another rule makes one useless. */
final class Review {
    /** Rules of one group that are compared with each other. */
    private static final int MOST_RIVALS = 200;

    private final Scope scope;
    private final Findings findings;
    private final Seen seen;
    private final Map<Group, List<Rival>> rivals = new HashMap<>();

    private record Rival(RuleTree tree, Rule rule) {}

    Review(Scope scope, Seen seen) {
        this.scope = scope;
        this.findings = scope.findings();
        this.seen = seen;
    }

    void rule(RuleTree tree, Rule rule) {
        String name = rule.key().name();
        if (othersPayWithoutBudget(rule)
                && isRepeatable(rule)
                && rule.limits().stream().noneMatch(Review::boundsRepetition)) {
            flat(rule).ifPresent(award -> findings.add(Code.FLAT_WITHOUT_LIMIT, tree.word(), name, award.text()));
        }
        if (multipliesOthers(rule)
                && rule.limits().stream().noneMatch(limit -> limit.measure() == Limit.Measure.POINTS)) {
            findings.add(Code.MULTIPLIER_WITHOUT_LIMIT, tree.word(), name);
        }
        if (rule.priority() != 0
                && rule.group()
                        .filter(group -> group.mode() == Group.Mode.FIRST)
                        .isEmpty()) {
            findings.add(Code.PRIORITY_OF_NOTHING, tree.word(), name);
        }
        if (expiresOnHold(rule)) {
            findings.add(Code.EXPIRES_ON_HOLD, tree.word(), name);
        }
        seen.formerly(rule).ifPresent(before -> countsAnew(tree, rule, before));
        seen.sameAs(rule)
                .ifPresent(same -> findings.add(
                        Code.SAME_RULE, tree.word(), name, same.key().name(), same.place()));
        rule.group()
                .ifPresent(group ->
                        rivals.computeIfAbsent(group, key -> new ArrayList<>()).add(new Rival(tree, rule)));
    }

    /** A rule is its name; what it counted under another one is lost to it. */
    private void countsAnew(RuleTree tree, Rule rule, Rule before) {
        List<String> anew = new ArrayList<>();
        rule.limits().stream().filter(Review::boundsRepetition).forEach(limit -> anew.add("`" + limit.text() + "`"));
        rule.unused().ifPresent(used -> anew.add(findings.help("anew.unused").text()));
        if (rule.hasMilestones()) {
            anew.add(findings.help("anew.once").text());
        }
        if (!anew.isEmpty()) {
            findings.add(
                    Code.COUNTS_ANEW,
                    tree.word(),
                    rule.key().name(),
                    before.key().name(),
                    new Findings.Help(String.join(", ", anew)));
        }
    }

    private static Optional<Effect> flat(Rule rule) {
        return rule.effects().stream()
                .filter(Effect.AwardFlat.class::isInstance)
                .findFirst();
    }

    private boolean othersPayWithoutBudget(Rule rule) {
        PartnerId owner = rule.key().owner();
        boolean elsewhere = rule.trigger().partners().stream()
                .mapToObj(scope::partnerAt)
                .anyMatch(partner -> paysWithoutBudget(partner, owner));
        return rule.payers().stream()
                .anyMatch(payer -> payer.partner()
                        .map(partner -> paysWithoutBudget(partner, owner))
                        .orElse(elsewhere));
    }

    private boolean paysWithoutBudget(PartnerId payer, PartnerId owner) {
        boolean hasBudget = scope.programme()
                .agreement(payer, owner)
                .flatMap(Agreement::budget)
                .isPresent();
        return !payer.equals(owner) && !hasBudget;
    }

    private static boolean boundsRepetition(Limit limit) {
        return limit.reach() != Limit.Reach.PURCHASE;
    }

    private static boolean isRepeatable(Rule rule) {
        Subject subject = rule.trigger().subject();
        boolean once = rule.conditions().stream().anyMatch(each -> each.condition() instanceof Condition.First);
        return !once && (subject.isRemembered() || subject instanceof Subject.Enrolments);
    }

    private static boolean multipliesOthers(Rule rule) {
        PartnerId owner = rule.key().owner();
        return rule.effects().stream()
                .filter(Effect.MultiplyPoints.class::isInstance)
                .map(Effect.MultiplyPoints.class::cast)
                .anyMatch(multiply -> multiply.rules().isEmpty()
                        ? owner.equals(PartnerId.PROGRAMME)
                        : multiply.rules().stream().anyMatch(key -> !key.owner().equals(owner)));
    }

    private static boolean expiresOnHold(Rule rule) {
        return rule.hold().isPresent()
                && rule.expiry().isPresent()
                && rule.expiry().get() instanceof Expiry.After after
                && rule.hold().get().mostDays() >= after.span().mostDays();
    }

    /** Rules of a group that another always goes before. O(rules of a group, squared, for small groups). */
    void groups() {
        rivals.forEach((group, all) -> {
            if (group.mode() != Group.Mode.ALL && all.size() <= MOST_RIVALS) {
                for (int i = 0; i < all.size(); i++) {
                    report(all, i, group.mode());
                }
            }
        });
    }

    private void report(List<Rival> all, int index, Group.Mode mode) {
        Rival rival = all.get(index);
        for (int i = 0; i < all.size(); i++) {
            Rule other = all.get(i).rule();
            if (i != index && alwaysBefore(other, rival.rule(), mode, i < index)) {
                findings.add(
                        Code.USELESS_RULE,
                        rival.tree().word(),
                        rival.rule().key().name(),
                        other.key().name());
                return;
            }
        }
    }

    private static boolean alwaysBefore(Rule first, Rule second, Group.Mode mode, boolean earlier) {
        return first.limits().isEmpty() && holdsWhenever(first, second) && goesBefore(first, second, mode, earlier);
    }

    private static boolean goesBefore(Rule first, Rule second, Group.Mode mode, boolean earlier) {
        long one = flatOnly(first);
        if (mode == Group.Mode.FIRST) {
            boolean higher = first.priority() > second.priority() || (first.priority() == second.priority() && earlier);
            return higher && one > 0;
        }
        long other = flatOnly(second);
        return one > 0 && other >= 0 && (one > other || (one == other && earlier));
    }

    /** The points of a rule that gives nothing but fixed points to the member; −1 for others. */
    private static long flatOnly(Rule rule) {
        long sum = 0;
        for (Effect effect : rule.effects()) {
            if (!(effect instanceof Effect.AwardFlat flat) || flat.toReferrer()) {
                return -1;
            }
            sum += flat.points().units();
        }
        return sum;
    }

    /** Whether the first rule holds for every event for which the second does, as far as it can be seen. */
    private static boolean holdsWhenever(Rule first, Rule second) {
        Set<Condition> asked = conditions(second);
        boolean longer = !first.validity().from().isAfter(second.validity().from())
                && !first.validity().until().isBefore(second.validity().until());
        boolean sameLines = first.trigger().lines().equals(second.trigger().lines());
        return longer
                && isWider(first.trigger(), second.trigger())
                && (first.conditions().isEmpty() || sameLines)
                && asked.containsAll(conditions(first));
    }

    private static Set<Condition> conditions(Rule rule) {
        Set<Condition> conditions = new HashSet<>();
        for (Stated stated : rule.conditions()) {
            conditions.add(stated.condition());
        }
        return conditions;
    }

    private static boolean isWider(Pattern wide, Pattern narrow) {
        return wide.subject().equals(narrow.subject())
                && narrow.lines().categories().minus(wide.lines().categories()).isEmpty()
                && narrow.partners().minus(wide.partners()).isEmpty()
                && Set.copyOf(narrow.lines().filters()).containsAll(wide.lines().filters())
                && Set.copyOf(narrow.filters()).containsAll(wide.filters())
                && (wide.filters().isEmpty() || wide.lines().equals(narrow.lines()));
    }
}
