package org.loyaltyhub.rules.drl;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;

/** Why the conditions of a rule cannot be asked of a receipt alone. */
final class Expressible {
    private final Set<String> reasons = new TreeSet<>();

    private Expressible() {}

    /** All reasons, in one text; empty if there are none. */
    static Optional<String> reasonAgainst(Rule rule) {
        Expressible reasons = new Expressible();
        if (!rule.trigger().isOfPurchases()) {
            return Optional.of("it is about no purchase");
        }
        if (rule.trigger().partners().isEmpty()) {
            reasons.because("it is for no partner");
        }
        reasons.look(rule.trigger().lines());
        Stream.concat(
                        rule.trigger().filters().stream(),
                        rule.conditions().stream().map(Stated::condition))
                .forEach(reasons::look);
        return reasons.reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons.reasons));
    }

    private void because(String reason) {
        reasons.add(reason);
    }

    private void look(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            look(compare.left());
            look(compare.right());
        } else if (condition instanceof Condition.Within within) {
            look(within.figure());
        } else if (condition instanceof Condition.OneOf oneOf) {
            oneOf.values().forEach(this::look);
            oneOf.text().attribute().ifPresent(this::look);
        } else if (condition instanceof Condition.Not not) {
            look(not.condition());
        } else if (condition instanceof Condition.All all) {
            lookAll(all.conditions());
        } else if (condition instanceof Condition.Any any) {
            lookAll(any.conditions());
        } else if (condition instanceof Condition.Earlier earlier && earlier.unused()) {
            because("what is unused is between the rule and its member");
        } else if (condition instanceof Condition.First || condition instanceof Condition.Multiple) {
            because("what gives only once is kept with the member");
        }
    }

    private void lookAll(Iterable<Condition> conditions) {
        if (!conditions.iterator().hasNext()) {
            because("a group of conditions is empty");
        }
        conditions.forEach(this::look);
    }

    private void look(Figure figure) {
        if (figure instanceof Figure.Rank) {
            because("a rank is of a period's end");
        } else if (figure instanceof Figure.Amount amount) {
            look(amount.lines());
        } else if (figure instanceof Figure.QuantityOf quantity) {
            look(quantity.lines());
        } else if (figure instanceof Figure.UnitPrice price) {
            look(price.lines());
        } else if (figure instanceof Figure.LineCount count) {
            look(count.lines());
        }
    }

    private void look(Selection lines) {
        if (!lines.filters().isEmpty()) {
            because("lines are filtered one by one");
        }
    }

    private void look(String text) {
        if (!DrlText.isPlain(text)) {
            because("a text has characters that DRL does not carry safely");
        }
    }
}
