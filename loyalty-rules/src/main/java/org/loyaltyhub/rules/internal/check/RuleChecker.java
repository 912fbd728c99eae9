package org.loyaltyhub.rules.internal.check;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Group;
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
import org.loyaltyhub.rules.internal.syntax.SegmentTree;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Span;

/** Makes a rule of a tree, or reports all that is wrong with it. */
final class RuleChecker {
    private final Scope scope;
    private final PartnerId owner;
    private final Optional<LocalDate> today;
    private final Seen seen;
    private final ConditionChecker conditions;
    private final EffectChecker effects;
    private final ClauseChecker clauses;

    RuleChecker(Scope scope, PartnerId owner, Optional<LocalDate> today, Seen seen) {
        this.scope = scope;
        this.owner = owner;
        this.today = today;
        this.seen = seen;
        Values values = new Values(scope);
        this.conditions = new ConditionChecker(scope, values);
        this.effects = new EffectChecker(scope, owner, seen, values, conditions);
        this.clauses = new ClauseChecker(scope, values);
    }

    /** Empty if it is not known which purchases the rule looks at; the rest is checked all the same. */
    Optional<Rule> rule(RuleTree tree) {
        Validity validity = validity(tree);
        Optional<Pattern> trigger = trigger(tree);
        String triggerText = tree.trigger().map(scope.printer()::trigger).orElse("");
        About about = trigger.map(pattern -> About.of(pattern, triggerText))
                .orElseGet(() -> new About(
                        new Subject.Purchases(), Selection.of(scope.earning()), scope.everywhere(), triggerText));
        List<Stated> stated = conditions(tree, about, trigger, triggerText, validity);
        List<Effect> given = effects(tree, about, stated);
        Clauses rest = clauses(tree, about, trigger.isPresent(), given);
        checkFees(tree, given, rest.payers);
        RuleKey key = new RuleKey(owner, tree.name().value());
        return trigger.map(pattern -> Rule.of(key, scope.findings().source().placeOf(tree.word()))
                .tell(tree.tell().map(text -> text.value()))
                .validity(validity)
                .when(pattern, triggerText)
                .conditions(stated)
                .effects(given)
                .limits(rest.limits)
                .payers(rest.payers)
                .group(rest.group, rest.priority)
                .hold(rest.hold)
                .expiry(rest.expiry)
                .round(rest.rounding)
                .build());
    }

    /** A partner has no business with fees for reports, unless another agreed to pay. */
    private void checkFees(RuleTree tree, List<Effect> given, List<Payer> payers) {
        boolean may = owner.equals(PartnerId.PROGRAMME)
                || payers.stream().anyMatch(payer -> !payer.partner().equals(Optional.of(owner)));
        for (int i = 0; i < given.size() && !may; i++) {
            if (given.get(i) instanceof Effect.PayReporter) {
                scope.findings()
                        .add(Code.FEE_NEEDS_AGREEMENT, tree.word(), tree.name().value());
            }
        }
    }

    /** The condition of a segment of the file's own; empty if it has mistakes, which are reported. */
    Optional<Scope.Segment> segment(SegmentTree tree) {
        About nothing = new About(
                new Subject.Anything(),
                Selection.of(Bits.NONE),
                Bits.NONE,
                scope.findings().source().text(tree.word()));
        conditions.startRule();
        List<Condition> all = new ArrayList<>();
        for (ConditionTree each : tree.conditions()) {
            try {
                all.add(conditions.condition(each, nothing, false));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        int size = tree.conditions().stream().mapToInt(RuleChecker::size).sum();
        boolean sound = all.size() == tree.conditions().size();
        Condition condition = all.size() == 1 ? all.get(0) : new Condition.All(all);
        return sound ? Optional.of(new Scope.Segment(condition, size)) : Optional.empty();
    }

    private static int size(ConditionTree tree) {
        if (tree instanceof ConditionTree.Not not) {
            return size(not.condition());
        }
        return tree instanceof ConditionTree.Group group
                ? group.conditions().stream().mapToInt(RuleChecker::size).sum()
                : 1;
    }

    private Optional<Pattern> trigger(RuleTree tree) {
        try {
            return tree.trigger().map(conditions.purchases()::trigger);
        } catch (Refused reported) {
            return Optional.empty();
        }
    }

    /** What stands after the effects. */
    private final class Clauses {
        private final List<Limit> limits = new ArrayList<>();
        private List<Payer> payers = List.of(new Payer(Optional.of(owner), 1));
        private Rounding rounding = Rounding.DOWN;
        private Optional<Group> group = Optional.empty();
        private int priority;
        private Optional<Span> hold = Optional.empty();
        private Optional<Expiry> expiry = Optional.empty();
    }

    private Clauses clauses(RuleTree tree, About about, boolean whereIsKnown, List<Effect> given) {
        Clauses all = new Clauses();
        for (ClauseTree clause : tree.clauses()) {
            try {
                if (whereIsKnown || !(clause instanceof ClauseTree.PaidBy)) {
                    clause(clause, about, given, all);
                }
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        return all;
    }

    private void clause(ClauseTree clause, About about, List<Effect> given, Clauses all) {
        if (clause instanceof ClauseTree.LimitTo limit) {
            boolean takesMoneyOff = given.stream().anyMatch(Effect.Discount.class::isInstance);
            all.limits.add(clauses.limit(limit, takesMoneyOff));
        } else if (clause instanceof ClauseTree.Round round) {
            all.rounding = round.rounding();
        } else if (clause instanceof ClauseTree.PaidBy paid) {
            all.payers = clauses.payers(paid, owner, about);
        } else if (clause instanceof ClauseTree.InGroup group) {
            all.group = Optional.of(group(group, given));
        } else if (clause instanceof ClauseTree.Priority priority) {
            all.priority = clauses.priority(priority);
        } else if (clause instanceof ClauseTree.Hold hold) {
            all.hold = Optional.of(clauses.hold(hold));
        } else {
            all.expiry = Optional.of(clauses.expiry(clause));
        }
    }

    private Group group(ClauseTree.InGroup tree, List<Effect> given) {
        String name = tree.name().value();
        Group group = new Group(seen.ownerOfGroup(owner, name), name, tree.mode());
        seen.otherMode(group, scope.findings().source().placeOf(tree.extent()))
                .ifPresent(before -> scope.findings().add(Code.GROUP_MODES_DIFFER, tree.extent(), name, before));
        if (seen.sizeOfGroup(group) == 1) {
            scope.findings().add(Code.GROUP_OF_ONE, tree.extent(), name);
        }
        if (tree.mode() == Group.Mode.BEST) {
            given.stream()
                    .filter(effect -> !isWorthMoney(effect))
                    .findFirst()
                    .ifPresent(effect -> scope.findings().add(Code.CANNOT_COMPETE, tree.extent(), effect.text(), name));
        }
        return group;
    }

    /** Whether it can be said what the effect is worth; a message takes no part. */
    private static boolean isWorthMoney(Effect effect) {
        return effect instanceof Effect.Award
                || effect instanceof Effect.Discount
                || effect instanceof Effect.PayReporter
                || effect instanceof Effect.Message;
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

    private List<Stated> conditions(
            RuleTree tree, About about, Optional<Pattern> trigger, String triggerText, Validity validity) {
        Feasibility feasibility = new Feasibility(scope);
        feasibility.during(validity, validityText(tree));
        for (Condition filter : trigger.map(Pattern::filters).orElse(List.of())) {
            feasibility.add(filter, tree.trigger().orElseThrow().extent(), triggerText);
        }
        conditions.startRule();
        List<Stated> stated = new ArrayList<>();
        boolean unused = false;
        for (ConditionTree each : topConditions(tree.conditions())) {
            try {
                Condition condition = conditions.condition(each, about, true);
                String text = scope.printer().condition(each);
                if (condition instanceof Condition.Earlier earlier && earlier.unused()) {
                    if (unused) {
                        throw scope.refuse(Code.SECOND_UNUSED, each.extent());
                    }
                    unused = true;
                }
                boolean overBefore = isOver(feasibility);
                feasibility.add(condition, each.extent(), text);
                if (!overBefore && isOver(feasibility)) {
                    scope.findings()
                            .add(Code.IS_OVER, each.extent(), tree.name().value(), text);
                }
                stated.add(new Stated(text, condition, scope.findings().source().placeOf(each.extent())));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        return stated;
    }

    private boolean isOver(Feasibility feasibility) {
        return today.filter(feasibility::isOver).isPresent();
    }

    private String validityText(RuleTree tree) {
        return tree.from()
                .flatMap(from -> tree.until().map(until -> from.extent().to(until.extent())))
                .map(scope.findings().source()::text)
                .orElse("");
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

    private List<Effect> effects(RuleTree tree, About about, List<Stated> stated) {
        boolean first = stated.stream().anyMatch(each -> each.condition() instanceof Condition.First);
        List<Effect> given = new ArrayList<>();
        for (EffectTree effect : tree.effects()) {
            try {
                given.add(effects.effect(effect, about, first));
            } catch (Refused reported) {
                // the others are checked all the same
            }
        }
        return given;
    }
}
