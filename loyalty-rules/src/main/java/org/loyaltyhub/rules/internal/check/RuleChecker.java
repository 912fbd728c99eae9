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

    /** Empty if it is not known which purchases the rule looks at; the rest is checked all the same. */
    Optional<Rule> rule(RuleTree tree) {
        Validity validity = validity(tree);
        Optional<Pattern> trigger = trigger(tree);
        Subject subject = trigger.map(pattern -> new Subject(pattern.lines(), pattern.partners()))
                .orElseGet(() -> new Subject(Selection.of(scope.earning()), scope.everywhere()));
        String triggerText = tree.trigger().map(scope.printer()::purchase).orElse("");
        List<Stated> stated = conditions(tree, subject, trigger, triggerText);
        List<Effect> given = effects(tree, subject);
        Clauses rest = clauses(tree, subject, trigger.isPresent());
        return trigger.map(pattern -> new Rule(
                new RuleKey(owner, tree.name().value()),
                tree.tell().map(text -> text.value()),
                validity,
                pattern,
                triggerText,
                stated,
                given,
                rest.limits,
                rest.payers,
                rest.rounding,
                scope.findings().source().placeOf(tree.word())));
    }

    private Optional<Pattern> trigger(RuleTree tree) {
        try {
            return tree.trigger().map(conditions.purchases()::pattern);
        } catch (Refused reported) {
            return Optional.empty();
        }
    }

    /** What stands after the effects. */
    private final class Clauses {
        private final List<Limit> limits = new ArrayList<>();
        private List<Payer> payers = List.of(new Payer(Optional.of(owner), 1));
        private Rounding rounding = Rounding.DOWN;
    }

    private Clauses clauses(RuleTree tree, Subject subject, boolean whereIsKnown) {
        Clauses all = new Clauses();
        for (ClauseTree clause : tree.clauses()) {
            try {
                if (clause instanceof ClauseTree.LimitTo limit) {
                    all.limits.add(clauses.limit(limit));
                } else if (clause instanceof ClauseTree.Round round) {
                    all.rounding = round.rounding();
                } else if (whereIsKnown) {
                    all.payers = clauses.payers((ClauseTree.PaidBy) clause, owner, subject);
                }
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        return all;
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

    private List<Stated> conditions(RuleTree tree, Subject subject, Optional<Pattern> trigger, String triggerText) {
        Feasibility feasibility = new Feasibility(scope);
        for (Condition filter : trigger.map(Pattern::filters).orElse(List.of())) {
            feasibility.add(filter, tree.trigger().orElseThrow().extent(), triggerText);
        }
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
