package org.loyaltyhub.rules.internal.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Asked;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rules.internal.syntax.Bounds;
import org.loyaltyhub.value.RuleKey;

/** What the files of one compilation have in common: names that must be there once, figures that are counted. */
public final class Seen {
    private final Map<RuleKey, Place> rules = new HashMap<>();
    private final Map<String, Place> books = new HashMap<>();
    private final Set<Object> history = new HashSet<>();

    /** Where the rule was seen before. */
    Optional<Place> rule(RuleKey key, Place place) {
        return Optional.ofNullable(rules.putIfAbsent(key, place));
    }

    /** Where the rulebook was seen before. */
    Optional<Place> book(String name, Place place) {
        return Optional.ofNullable(books.putIfAbsent(name, place));
    }

    /** Whether there is room for what is asked of members' pasts. */
    boolean hasRoomFor(Asked asked) {
        for (Figure figure : asked.figures()) {
            boolean past = figure instanceof Figure.History
                    || figure instanceof Figure.DaysSince
                    || figure instanceof Figure.Streak;
            if (past) {
                history.add(figure);
            }
        }
        for (Condition predicate : asked.predicates()) {
            if (predicate instanceof Condition.Earlier || predicate instanceof Condition.First) {
                history.add(predicate);
            }
        }
        return history.size() <= Bounds.HISTORY_FIGURES;
    }
}
