package org.loyaltyhub.figure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything that conditions ask for, each once, in the order in which it is asked first.
 *
 * @param figures constants left out
 * @param texts such as the site
 * @param predicates conditions that are no comparison and no connective
 */
public record Asked(Set<Figure> figures, Set<Figure.Text> texts, Set<Condition> predicates) {

    /** O(nodes). */
    public static Asked by(Collection<? extends Condition> conditions) {
        Asked asked = new Asked(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        conditions.forEach(asked::add);
        return asked;
    }

    public boolean isNothing() {
        return figures.isEmpty() && texts.isEmpty() && predicates.isEmpty();
    }

    /** That of it which the event alone does not tell. */
    public Asked ofTheMember() {
        return new Asked(
                only(figures, Figure::isOfTheMember),
                only(texts, Figure.Text::isOfTheMember),
                only(predicates, each -> !(each instanceof Condition.ReceiptHas)));
    }

    private static <T> Set<T> only(Set<T> asked, Predicate<T> which) {
        Set<T> some = new LinkedHashSet<>(asked);
        some.removeIf(which.negate());
        return some;
    }

    private void add(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            add(compare.left());
            add(compare.right());
        } else if (condition instanceof Condition.Within within) {
            add(within.figure());
        } else if (condition instanceof Condition.OneOf oneOf) {
            texts.add(oneOf.text());
        } else if (condition instanceof Condition.Not not) {
            add(not.condition());
        } else if (condition instanceof Condition.All all) {
            all.conditions().forEach(this::add);
        } else if (condition instanceof Condition.Any any) {
            any.conditions().forEach(this::add);
        } else {
            predicates.add(condition);
            if (condition instanceof Condition.Multiple multiple) {
                figures.add(multiple.figure());
            }
        }
    }

    private void add(Figure figure) {
        if (!(figure instanceof Figure.Constant)) {
            figures.add(figure);
        }
    }

    /** The patterns of every history that is asked for. */
    public Set<Pattern> patterns() {
        Set<Pattern> patterns = new LinkedHashSet<>();
        for (Figure figure : figures) {
            if (figure instanceof Figure.History history) {
                patterns.add(history.pattern());
            } else if (figure instanceof Figure.DaysSince days) {
                patterns.add(days.pattern());
            } else if (figure instanceof Figure.Streak streak) {
                patterns.add(streak.pattern());
            } else if (figure instanceof Figure.Rank rank) {
                patterns.add(rank.by().pattern());
            }
        }
        for (Condition predicate : predicates) {
            if (predicate instanceof Condition.Earlier earlier) {
                patterns.add(earlier.pattern());
            } else if (predicate instanceof Condition.First first) {
                patterns.add(first.pattern());
            }
        }
        return patterns;
    }
}
