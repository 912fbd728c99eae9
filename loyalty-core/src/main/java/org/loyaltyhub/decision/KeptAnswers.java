package org.loyaltyhub.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.ReceiptAnswers;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.member.Memory;

/**
 * Answers a rule's questions about what is left of a purchase, by the values that were kept when it was judged, without
 * looking at the member's history: counts and sums are the value without the purchase and the share of what is left;
 * other figures are as they were while something that matches is left, and as they were without the purchase otherwise.
 *
 * <p>Not thread-safe.
 */
final class KeptAnswers implements Answers {
    private final Visit left;
    private final ReceiptAnswers receipt;
    private final Map<Figure, Basis.Value> numbers = new HashMap<>();
    private final Map<Figure.Text, Optional<String>> texts = new HashMap<>();
    private final Map<Condition, Truth> truths = new HashMap<>();

    KeptAnswers(Visit left, Basis basis) {
        this.left = left;
        this.receipt = new ReceiptAnswers(left);
        basis.numbers().forEach(each -> numbers.put(each.figure(), each));
        basis.texts().forEach(each -> texts.put(each.text(), each.value()));
        basis.predicates().forEach(each -> truths.put(each.condition(), each.truth()));
    }

    @Override
    public long number(Figure figure) {
        Basis.Value kept = numbers.get(figure);
        if (kept == null) {
            return receipt.number(figure);
        }
        if (figure instanceof Figure.History history) {
            return isSum(history) ? withShare(history, kept) : whileMatching(history.pattern(), kept);
        }
        return figure instanceof Figure.Streak streak ? whileMatching(streak.pattern(), kept) : kept.with();
    }

    private static boolean isSum(Figure.History history) {
        return switch (history.measure()) {
            case COUNT, AMOUNT, QUANTITY -> true;
            case AVERAGE_AMOUNT, DAYS, PARTNERS, KINDS, POINTS_EARNED -> false;
        };
    }

    private long withShare(Figure.History history, Basis.Value kept) {
        return kept.without() == UNKNOWN
                ? UNKNOWN
                : Math.addExact(
                        kept.without(),
                        Memory.EMPTY.recollect().history(history, left).with());
    }

    private long whileMatching(Pattern pattern, Basis.Value kept) {
        return pattern.matches(left) ? kept.with() : kept.without();
    }

    @Override
    public @Nullable String text(Figure.Text text) {
        Optional<String> kept = texts.get(text);
        return kept == null ? receipt.text(text) : kept.orElse(null);
    }

    @Override
    public Truth predicate(Condition condition) {
        Truth kept = truths.get(condition);
        if (kept == null) {
            return receipt.predicate(condition);
        }
        if (condition instanceof Condition.First first) {
            return first.pattern().matches(left) ? kept : Truth.FALSE;
        }
        return condition instanceof Condition.Multiple multiple ? reaches(multiple) : kept;
    }

    private Truth reaches(Condition.Multiple multiple) {
        Basis.Value kept = numbers.get(multiple.figure());
        if (kept == null || kept.without() == UNKNOWN) {
            return Truth.UNKNOWN;
        }
        long after = Math.floorDiv(number(multiple.figure()), multiple.step());
        return Truth.of(after > Math.floorDiv(kept.without(), multiple.step()));
    }
}
