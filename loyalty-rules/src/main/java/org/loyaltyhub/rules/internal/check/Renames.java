package org.loyaltyhub.rules.internal.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.value.RuleKey;

/** Finds rules of the version before under their new names. */
final class Renames {
    /** Of trigger, conditions, effects, limits and the name itself, so much must be as before, or near. */
    private static final int ALIKE = 3;

    /** Of more rules than these that are gone, the first are looked at: each new rule is compared with all of them. */
    private static final int MOST = 200;

    private final Set<RuleKey> before = new HashSet<>();
    private final List<Rule> gone = new ArrayList<>();

    /** @param goOn the rules of now */
    Renames(List<Rule> previous, Set<RuleKey> goOn) {
        for (Rule rule : previous) {
            before.add(rule.key());
            if (gone.size() < MOST && !goOn.contains(rule.key())) {
                gone.add(rule);
            }
        }
    }

    /** The rule that is gone and is most like this new one, if one is much like it. Each is found once. O(rules gone). */
    Optional<Rule> formerly(Rule rule) {
        if (before.contains(rule.key())) {
            return Optional.empty();
        }
        Optional<Rule> found = gone.stream()
                .filter(each -> each.key().owner().equals(rule.key().owner()))
                .filter(each -> likeness(each, rule) >= ALIKE)
                .max(Comparator.comparingInt(each -> likeness(each, rule)));
        found.ifPresent(gone::remove);
        return found;
    }

    private static int likeness(Rule one, Rule other) {
        int same = (one.trigger().equals(other.trigger()) ? 1 : 0)
                + (conditions(one).equals(conditions(other)) ? 1 : 0)
                + (one.effects().equals(other.effects()) ? 1 : 0)
                + (one.limits().equals(other.limits()) ? 1 : 0);
        return same == ALIKE - 1 && areNear(one.key().name(), other.key().name()) ? ALIKE : same;
    }

    private static boolean areNear(String one, String other) {
        return !Suggestion.didYouMean(other, List.of(one)).isEmpty();
    }

    private static Set<Condition> conditions(Rule rule) {
        Set<Condition> conditions = new HashSet<>();
        for (Stated stated : rule.conditions()) {
            conditions.add(stated.condition());
        }
        return conditions;
    }
}
