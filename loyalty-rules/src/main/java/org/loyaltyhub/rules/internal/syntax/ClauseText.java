package org.loyaltyhub.rules.internal.syntax;

import java.util.stream.Collectors;
import org.loyaltyhub.rule.Limit;

/** Says clauses in the canonical way. */
final class ClauseText {
    private final Words words;
    private final ValueText values;

    ClauseText(Words words, ValueText values) {
        this.words = words;
        this.values = values;
    }

    /** {@code paid by nord-fuel 60%, aqua-wash 40%}. */
    String clause(ClauseTree clause) {
        if (clause instanceof ClauseTree.LimitTo limit) {
            return words.one(Keyword.LIMIT) + " " + limit(limit);
        }
        if (clause instanceof ClauseTree.PaidBy paid) {
            return words.phrase(Keyword.PAID, Keyword.BY) + " "
                    + paid.shares().stream().map(this::share).collect(Collectors.joining(", "));
        }
        if (clause instanceof ClauseTree.Round round) {
            return switch (round.rounding()) {
                case DOWN -> words.phrase(Keyword.ROUND, Keyword.DOWN);
                case UP -> words.phrase(Keyword.ROUND, Keyword.UP);
                case NEAREST -> words.phrase(Keyword.ROUND, Keyword.NEAREST);
                case NEAREST_EVEN ->
                    throw new IllegalArgumentException("rules have no word for rounding halves to even");
            };
        }
        if (clause instanceof ClauseTree.InGroup group) {
            Keyword mode = Keyword.valueOf(group.mode().name());
            return words.one(Keyword.GROUP) + " " + ValueText.quoted(group.name()) + " "
                    + words.phrase(Keyword.TAKE, mode);
        }
        if (clause instanceof ClauseTree.Priority priority) {
            return words.one(Keyword.PRIORITY) + " " + values.value(priority.number());
        }
        if (clause instanceof ClauseTree.Hold hold) {
            return words.one(Keyword.HOLD) + " " + values.value(hold.span());
        }
        if (clause instanceof ClauseTree.ExpireAfter after) {
            String end =
                    after.atEndOfMonth() ? " " + words.phrase(Keyword.AT, Keyword.END, Keyword.OF, Keyword.MONTH) : "";
            return words.phrase(Keyword.EXPIRE, Keyword.AFTER) + " " + values.value(after.span()) + end;
        }
        ClauseTree.ExpireAtEnd end = (ClauseTree.ExpireAtEnd) clause;
        String next = end.next() ? words.one(Keyword.NEXT) + " " : "";
        return words.phrase(Keyword.EXPIRE, Keyword.AT, Keyword.END, Keyword.OF) + " " + next
                + words.one(Keyword.of(end.period()));
    }

    /** {@code once per member per day}, without the word {@code limit}. */
    String limit(ClauseTree.LimitTo limit) {
        String most = limit.most().map(values::value).orElse(words.one(Keyword.ONCE));
        return most + " " + reach(limit.reach(), limit.period().map(Keyword::of).orElse(Keyword.EVER));
    }

    private String reach(Limit.Reach reach, Keyword period) {
        return switch (reach) {
            case PURCHASE -> words.phrase(Keyword.PER, Keyword.MEMBER, Keyword.PER, Keyword.PURCHASE);
            case MEMBER_PERIOD -> words.phrase(Keyword.PER, Keyword.MEMBER, Keyword.PER, period);
            case MEMBER_EVER -> words.phrase(Keyword.PER, Keyword.MEMBER, Keyword.EVER);
            case ALL_PERIOD -> words.phrase(Keyword.PER, period);
            case ALL_EVER -> words.phrase(Keyword.IN, Keyword.TOTAL);
        };
    }

    String share(ClauseTree.Share share) {
        String payer = share.role() == null ? share.name().text() : words.one(share.role());
        return payer + share.part().map(part -> " " + values.value(part)).orElse("");
    }
}
