package org.loyaltyhub.rules.internal.syntax;

import java.util.stream.Collectors;

/** Says conditions in the canonical way. */
final class ConditionText {
    private final Words words;
    private final ValueText values;
    private final OccasionText occasions;
    private final FigureText figures;

    ConditionText(Words words, ValueText values) {
        this.words = words;
        this.values = values;
        this.occasions = new OccasionText(words, values, this);
        this.figures = new FigureText(words, values, occasions);
    }

    OccasionText occasions() {
        return occasions;
    }

    FigureText figures() {
        return figures;
    }

    /** {@code quantity >= 40 l}. */
    String condition(ConditionTree condition) {
        if (condition instanceof ConditionTree.Compare compare) {
            String right = compare.right() instanceof ValueTree value
                    ? values.value(value)
                    : figures.figure((FigureTree) compare.right());
            return figures.figure(compare.left()) + " " + compare.comparison().symbol() + " " + right;
        }
        if (condition instanceof ConditionTree.Among among) {
            String not = among.negated() ? words.one(Keyword.NOT) + " " : "";
            return figures.figure(among.left()) + " " + not + words.one(Keyword.IN) + " "
                    + values.set(among.set(), true);
        }
        if (condition instanceof ConditionTree.ReceiptHas has) {
            return words.phrase(Keyword.RECEIPT, Keyword.HAS) + " " + values.names(has.categories());
        }
        if (condition instanceof ConditionTree.Earlier earlier) {
            return earlier(earlier);
        }
        if (condition instanceof ConditionTree.First first) {
            return words.one(Keyword.FIRST) + " " + occasions.occasion(first.occasion());
        }
        if (condition instanceof ConditionTree.InSegment in) {
            return words.phrase(Keyword.MEMBER, Keyword.SEGMENT) + " " + ValueText.quoted(in.segment());
        }
        if (condition instanceof ConditionTree.BirthdayWithin birthday) {
            return words.phrase(Keyword.BIRTHDAY, Keyword.WITHIN) + " " + values.value(birthday.days());
        }
        if (condition instanceof ConditionTree.Multiple multiple) {
            return figures.figure(multiple.figure()) + " " + words.phrase(Keyword.IN, Keyword.MULTIPLES, Keyword.OF)
                    + " " + values.value(multiple.step());
        }
        if (condition instanceof ConditionTree.Not not) {
            return words.one(Keyword.NOT) + " " + condition(not.condition());
        }
        ConditionTree.Group group = (ConditionTree.Group) condition;
        String join = " " + words.one(group.any() ? Keyword.OR : Keyword.AND) + " ";
        return group.conditions().stream().map(this::condition).collect(Collectors.joining(join, "(", ")"));
    }

    private String earlier(ConditionTree.Earlier earlier) {
        String no = earlier.negated() ? words.one(Keyword.NO) + " " : "";
        String unused = earlier.unused().isPresent() ? ", " + words.one(Keyword.UNUSED) : "";
        return no + occasions.occasion(earlier.occasion()) + figures.window(earlier.window()) + unused;
    }
}
