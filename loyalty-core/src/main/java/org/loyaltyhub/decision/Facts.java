package org.loyaltyhub.decision;

import java.time.ZonedDateTime;
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
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.RuleKey;

/**
 * What is known about one purchase when it is judged: the receipt, the calendar, the member as before it. A history
 * figure is computed when first asked and kept.
 *
 * <p>Not thread-safe: one decision uses it and lets it go.
 */
public final class Facts {
    private final Programme programme;
    private final MemberState member;
    private final Visit visit;
    private final ReceiptAnswers receipt;
    private @Nullable Map<Figure, Long> asked;

    public Facts(Programme programme, MemberState member, Visit visit) {
        this.programme = programme;
        this.member = member;
        this.visit = visit;
        this.receipt = new ReceiptAnswers(visit);
    }

    public Visit visit() {
        return visit;
    }

    public MemberState member() {
        return member;
    }

    /** The figure's value in the meaning of its type, this purchase counted in where it counts. */
    public long number(Figure figure) {
        if (figure instanceof Figure.MemberTier) {
            return tierRank();
        }
        if (!isOfThePast(figure)) {
            return receipt.number(figure);
        }
        if (asked == null) {
            asked = new HashMap<>();
        }
        Long known = asked.get(figure);
        if (known == null) {
            known = past(figure, true);
            asked.put(figure, known);
        }
        return known;
    }

    /** The same without this purchase's own share. */
    public long numberWithoutThis(Figure figure) {
        return isOfThePast(figure) ? past(figure, false) : number(figure);
    }

    /** Whether the receipt alone does not tell the figure. */
    static boolean isOfTheMember(Figure figure) {
        return isOfThePast(figure) || figure instanceof Figure.MemberTier;
    }

    private static boolean isOfThePast(Figure figure) {
        return figure instanceof Figure.History
                || figure instanceof Figure.DaysSince
                || figure instanceof Figure.Streak;
    }

    private long past(Figure figure, boolean withThis) {
        if (figure instanceof Figure.History history) {
            return member.memory().history(history, visit, withThis);
        }
        if (figure instanceof Figure.Streak streak) {
            return member.memory().streak(streak, visit, withThis);
        }
        return member.memory().daysSince(((Figure.DaysSince) figure).pattern(), visit);
    }

    private long tierRank() {
        Optional<String> tier = member.profile().tier().at(visit.happenedAt());
        return tier.map(name -> (long) programme.tierRank(name)).orElse(0L);
    }

    public @Nullable String text(Figure.Text text) {
        return receipt.text(text);
    }

    public boolean receiptHas(Condition.ReceiptHas has) {
        return receipt.predicate(has) == Truth.TRUE;
    }

    /** Whether the member has been one for so long: joined, plus the span, against now. */
    public boolean memberFor(Condition.MemberFor tenure) {
        ZonedDateTime reached = tenure.span()
                .after(member.profile().enrolledAt().atZone(visit.zone()).toLocalDateTime(), visit.zone());
        ZonedDateTime now = visit.happenedAt().atZone(visit.zone());
        return tenure.comparison().holds(now.toInstant().compareTo(reached.toInstant()), 0);
    }

    /** Whether an earlier purchase lies in the window, not counting what is used or not. */
    public boolean hasEarlier(Pattern pattern, Window window) {
        return member.memory().hasEarlier(pattern, window, visit);
    }

    /** The earlier purchase that the rule would take. */
    public Optional<Remembered> unused(RuleKey rule, Condition.Earlier earlier) {
        return member.memory().earliestUnused(rule, earlier.pattern(), earlier.window(), visit);
    }

    public boolean isFirst(Pattern pattern) {
        return pattern.matches(visit) && noneEarlier(pattern);
    }

    boolean noneEarlier(Pattern pattern) {
        return !hasEarlier(pattern, new Window.Ever());
    }

    /** The same facts as one rule sees them: {@code unused} is a matter between a rule and its member. */
    public OfRule of(RuleKey rule) {
        return new OfRule(rule);
    }

    /** Answers for one rule. */
    public final class OfRule implements Answers {
        private final RuleKey rule;

        private OfRule(RuleKey rule) {
            this.rule = rule;
        }

        @Override
        public long number(Figure figure) {
            return Facts.this.number(figure);
        }

        @Override
        public @Nullable String text(Figure.Text text) {
            return Facts.this.text(text);
        }

        @Override
        public Truth predicate(Condition condition) {
            if (condition instanceof Condition.ReceiptHas has) {
                return Truth.of(receiptHas(has));
            }
            if (condition instanceof Condition.MemberFor tenure) {
                return Truth.of(memberFor(tenure));
            }
            if (condition instanceof Condition.First first) {
                return Truth.of(isFirst(first.pattern()));
            }
            if (condition instanceof Condition.Earlier earlier) {
                return Truth.of(
                        earlier.unused()
                                ? unused(rule, earlier).isPresent()
                                : hasEarlier(earlier.pattern(), earlier.window()));
            }
            throw new IllegalArgumentException("not a predicate: " + condition);
        }
    }
}
