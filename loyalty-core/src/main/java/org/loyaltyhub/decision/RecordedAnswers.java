package org.loyaltyhub.decision;

import java.util.HashMap;
import java.util.Map;
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
    private final Map<Figure, Long> kept = new HashMap<>();
    private final Map<Condition, Boolean> truths = new HashMap<>();

    public RecordedAnswers(Visit visit, RuleDecision decision) {
        this.visit = visit;
        this.receipt = new ReceiptAnswers(visit);
        decision.kept().forEach(each -> kept.put(each.figure(), each.with()));
        decision.truths().forEach(each -> truths.put(each.predicate(), each.held()));
    }

    @Override
    public long number(Figure figure) {
        Long value = kept.get(figure);
        return value == null ? receipt.number(figure) : value;
    }

    @Override
    public @Nullable String text(Figure.Text text) {
        return receipt.text(text);
    }

    @Override
    public Truth predicate(Condition condition) {
        Boolean held = truths.get(condition);
        if (held == null) {
            return receipt.predicate(condition);
        }
        boolean isOne =
                !(condition instanceof Condition.First first) || first.pattern().matches(visit);
        return Truth.of(held && isOne);
    }
}
