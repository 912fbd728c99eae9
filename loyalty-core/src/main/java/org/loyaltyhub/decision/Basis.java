package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Asked;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.member.Counted;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;

/**
 * What a rule's conditions asked that the event alone does not tell, with the values they saw: explanations and refunds
 * read it, and no history.
 *
 * <p>Immutable and thread-safe.
 */
public record Basis(List<Value> numbers, List<Text> texts, List<Predicate> predicates) {
    public static final Basis NONE = new Basis(List.of(), List.of(), List.of());

    public Basis {
        numbers = List.copyOf(numbers);
        texts = List.copyOf(texts);
        predicates = List.copyOf(predicates);
    }

    /**
     * A figure's value when the event was judged.
     *
     * @param without this event's own share
     * @param with it; what the conditions saw
     */
    public record Value(Figure figure, long without, long with) {}

    /** A text about the member; empty if it was unknown. */
    public record Text(Figure.Text text, Optional<String> value) {}

    /** Whether a predicate held; of {@link Condition.First}, whether none was earlier. */
    public record Predicate(Condition condition, Truth truth) {}

    /** @param rule one that holds */
    static Basis of(Rule rule, Facts facts) {
        Asked asked = rule.askedOfTheMember();
        if (asked.isNothing()) {
            return NONE;
        }
        return new Basis(
                numbers(asked.figures(), facts),
                texts(asked.texts(), facts),
                predicates(asked.predicates(), facts, rule));
    }

    private static List<Value> numbers(Set<Figure> asked, Facts facts) {
        if (asked.isEmpty()) {
            return List.of();
        }
        Value[] numbers = new Value[asked.size()];
        int size = 0;
        for (Figure each : asked) {
            Counted counted = facts.counted(each);
            numbers[size++] = new Value(each, counted.without(), counted.with());
        }
        return List.of(numbers);
    }

    private static List<Text> texts(Set<Figure.Text> asked, Facts facts) {
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Text> texts = new ArrayList<>(asked.size());
        for (Figure.Text each : asked) {
            texts.add(new Text(each, Optional.ofNullable(facts.text(each))));
        }
        return texts;
    }

    private static List<Predicate> predicates(Set<Condition> asked, Facts facts, Rule rule) {
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Predicate> predicates = new ArrayList<>(asked.size());
        for (Condition each : asked) {
            boolean held = isStated(each, rule);
            predicates.add(new Predicate(each, held ? Truth.TRUE : truth(each, facts, rule)));
        }
        return predicates;
    }

    /** Whether the rule says it as it is: then it held, or the rule would not. */
    private static boolean isStated(Condition condition, Rule rule) {
        List<Stated> conditions = rule.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).condition().equals(condition)) {
                return true;
            }
        }
        return false;
    }

    private static Truth truth(Condition condition, Facts facts, Rule rule) {
        if (condition instanceof Condition.First first) {
            return Truth.of(facts.noneEarlier(first.pattern()));
        }
        return facts.of(rule.key()).predicate(condition);
    }
}
