package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;

/** Collects the figures of a rule's conditions that the receipt alone does not tell, with their values. */
final class KeptFigures {
    private KeptFigures() {}

    static List<RuleDecision.Kept> of(Rule rule, Facts facts) {
        Set<Figure> figures = new LinkedHashSet<>();
        for (Stated stated : rule.conditions()) {
            collect(stated.condition(), figures);
        }
        List<RuleDecision.Kept> kept = new ArrayList<>(figures.size());
        for (Figure figure : figures) {
            kept.add(new RuleDecision.Kept(figure, facts.numberWithoutThis(figure), facts.number(figure)));
        }
        return kept;
    }

    private static void collect(Condition condition, Set<Figure> figures) {
        if (condition instanceof Condition.Compare compare) {
            keep(compare.left(), figures);
            keep(compare.right(), figures);
        } else if (condition instanceof Condition.Within within) {
            keep(within.figure(), figures);
        } else if (condition instanceof Condition.Not not) {
            collect(not.condition(), figures);
        } else if (condition instanceof Condition.All all) {
            all.conditions().forEach(each -> collect(each, figures));
        } else if (condition instanceof Condition.Any any) {
            any.conditions().forEach(each -> collect(each, figures));
        }
    }

    private static void keep(Figure figure, Set<Figure> figures) {
        if (Facts.isOfTheMember(figure)) {
            figures.add(figure);
        }
    }
}
