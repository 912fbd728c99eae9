package org.loyaltyhub.rules.internal.check;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.ClauseTree;
import org.loyaltyhub.rules.internal.syntax.ConditionTree;
import org.loyaltyhub.rules.internal.syntax.EffectTree;
import org.loyaltyhub.rules.internal.syntax.PurchaseTree;
import org.loyaltyhub.rules.internal.syntax.RuleTree;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.RuleKey;

/** Makes a rule of a tree, or reports all that is wrong with it. */
final class RuleChecker {
    private final Scope scope;
    private final PartnerId owner;
    private final Optional<LocalDate> today;
    private final ConditionChecker conditions;
    private final EffectChecker effects;
    private final ClauseChecker clauses;

    RuleChecker(Scope scope, PartnerId owner, Optional<LocalDate> today) {
        this.scope = scope;
        this.owner = owner;
        this.today = today;
        Values values = new Values(scope);
        this.conditions = new ConditionChecker(scope, values);
        this.effects = new EffectChecker(scope, values, conditions.figures());
        this.clauses = new ClauseChecker(scope, values);
    }

    Optional<Rule> rule(RuleTree tree) {
        Validity validity = validity(tree);
        if (tree.trigger().isEmpty()) {
            return Optional.empty();
        }
        PurchaseTree trigger = tree.trigger().get();
        try {
            Pattern pattern = conditions.purchases().pattern(trigger);
            return Optional.of(rule(tree, validity, trigger, pattern));
        } catch (Refused reported) {
            checkWithoutTrigger(tree);
            return Optional.empty();
        }
    }

    /** What can still be found when it is not known which purchases are meant. */
    private void checkWithoutTrigger(RuleTree tree) {
        for (ConditionTree condition : tree.conditions()) {
            if (!(condition instanceof ConditionTree.Compare) && !(condition instanceof ConditionTree.Among)) {
                try {
                    conditions.condition(condition, everything(), true);
                } catch (Refused reported) {
                    // the others are checked all the same
                }
            }
        }
    }

    private Subject everything() {
        return new Subject(Selection.of(scope.earning()), scope.everywhere());
    }

    private Rule rule(RuleTree tree, Validity validity, PurchaseTree trigger, Pattern pattern) {
        Subject subject = new Subject(pattern.lines(), pattern.partners());
        List<Limit> limits = new ArrayList<>();
        List<Payer> payers = List.of(new Payer(Optional.of(owner), 1));
        Rounding rounding = Rounding.DOWN;
        List<Stated> stated = conditions(tree, subject, pattern, trigger);
        List<Effect> given = effects(tree, subject);
        for (ClauseTree clause : tree.clauses()) {
            try {
                if (clause instanceof ClauseTree.LimitTo limit) {
                    limits.add(clauses.limit(limit));
                } else if (clause instanceof ClauseTree.PaidBy paid) {
                    payers = clauses.payers(paid, owner, subject);
                } else {
                    rounding = ((ClauseTree.Round) clause).rounding();
                }
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        return new Rule(
                new RuleKey(owner, tree.name().value()),
                tree.tell().map(text -> text.value()),
                validity,
                pattern,
                scope.printer().purchase(trigger),
                stated,
                given,
                limits,
                payers,
                rounding,
                scope.findings().source().placeOf(tree.word()));
    }

    private Validity validity(RuleTree tree) {
        LocalDateTime from = tree.from().map(RuleChecker::start).orElse(LocalDateTime.MIN);
        LocalDateTime until = tree.until().map(RuleChecker::end).orElse(LocalDateTime.MAX);
        if (!from.isBefore(until)) {
            scope.findings()
                    .add(
                            Code.UNTIL_BEFORE_FROM,
                            tree.until().orElseThrow().extent(),
                            scope.findings().source().text(tree.until().get().extent()),
                            scope.findings()
                                    .source()
                                    .text(tree.from().orElseThrow().extent()));
        } else if (tree.until().isPresent()
                && today.filter(day -> !until.isAfter(day.atStartOfDay())).isPresent()) {
            scope.findings()
                    .add(
                            Code.IS_OVER,
                            tree.until().get().extent(),
                            tree.name().value(),
                            scope.findings().source().text(tree.until().get().extent()));
        }
        return new Validity(from, until);
    }

    private static LocalDateTime start(RuleTree.Moment moment) {
        return moment.date().atStartOfDay().plusMinutes(moment.minutes().orElse(0));
    }

    /** Without a time the whole day is in; with one it ends at that time. */
    private static LocalDateTime end(RuleTree.Moment moment) {
        return moment.minutes().isPresent()
                ? start(moment)
                : moment.date().plusDays(1).atStartOfDay();
    }

    private List<Stated> conditions(RuleTree tree, Subject subject, Pattern pattern, PurchaseTree trigger) {
        Feasibility feasibility = new Feasibility(scope);
        String triggerText = scope.printer().purchase(trigger);
        pattern.filters().forEach(filter -> feasibility.add(filter, trigger.extent(), triggerText));
        List<Stated> stated = new ArrayList<>();
        boolean unused = false;
        for (ConditionTree each : topConditions(tree.conditions())) {
            try {
                Condition condition = conditions.condition(each, subject, true);
                String text = scope.printer().condition(each);
                if (condition instanceof Condition.Earlier earlier && earlier.unused()) {
                    if (unused) {
                        throw scope.refuse(Code.SECOND_UNUSED, each.extent());
                    }
                    unused = true;
                }
                feasibility.add(condition, each.extent(), text);
                stated.add(new Stated(text, condition, scope.findings().source().placeOf(each.extent())));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        return stated;
    }

    /** {@code (a and b)} at the top is a and b. */
    private static List<ConditionTree> topConditions(List<ConditionTree> conditions) {
        List<ConditionTree> top = new ArrayList<>();
        for (ConditionTree condition : conditions) {
            if (condition instanceof ConditionTree.Group group
                    && (!group.any() || group.conditions().size() == 1)) {
                top.addAll(topConditions(group.conditions()));
            } else {
                top.add(condition);
            }
        }
        return top;
    }

    private List<Effect> effects(RuleTree tree, Subject subject) {
        List<Effect> given = new ArrayList<>();
        for (EffectTree effect : tree.effects()) {
            try {
                given.add(effects.effect(effect, subject));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        return given;
    }
}
