package org.loyaltyhub.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.ReceiptAnswers;
import org.loyaltyhub.figure.Truth;

/** Answers from a decision's record what a rule's conditions saw; no history is read. Immutable and thread-safe. */
public final class RecordedAnswers implements Answers {
    private final Visit visit;
    private final ReceiptAnswers receipt;
    private final Map<Figure, Long> numbers = new HashMap<>();
    private final Map<Figure.Text, Optional<String>> texts = new HashMap<>();
    private final Map<Condition, Truth> truths = new HashMap<>();

    public RecordedAnswers(Visit visit, RuleDecision decision) {
        this.visit = visit;
        this.receipt = new ReceiptAnswers(visit);
        decision.basis().numbers().forEach(each -> numbers.put(each.figure(), each.with()));
        decision.basis().texts().forEach(each -> texts.put(each.text(), each.value()));
        decision.basis().predicates().forEach(each -> truths.put(each.condition(), each.truth()));
    }

    @Override
    public long number(Figure figure) {
        Long value = numbers.get(figure);
        return value == null ? receipt.number(figure) : value;
    }

    @Override
    public @Nullable String text(Figure.Text text) {
        Optional<String> kept = texts.get(text);
        return kept == null ? receipt.text(text) : kept.orElse(null);
    }

    @Override
    public Truth predicate(Condition condition) {
        Truth truth = truths.get(condition);
        if (truth == null) {
            return receipt.predicate(condition);
        }
        boolean isOne =
                !(condition instanceof Condition.First first) || first.pattern().matches(visit);
        return isOne ? truth : Truth.FALSE;
    }
}
