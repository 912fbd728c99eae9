package org.loyaltyhub.rules.internal.syntax;

import java.util.Optional;
import org.loyaltyhub.figure.Figure.History.Measure;

/** Says figures and their windows in the canonical way. */
final class FigureText {
    private final Words words;
    private final ValueText values;
    private final OccasionText occasions;

    FigureText(Words words, ValueText values, OccasionText occasions) {
        this.words = words;
        this.values = values;
        this.occasions = occasions;
    }

    /** {@code count of purchases of fuel this month}. */
    String figure(FigureTree figure) {
        if (figure instanceof FigureTree.Simple simple) {
            return simple(simple.kind());
        }
        if (figure instanceof FigureTree.OfGoods of) {
            return simple(of.kind()) + " " + words.one(Keyword.OF) + " " + occasions.goods(of.goods());
        }
        if (figure instanceof FigureTree.Attribute attribute) {
            return words.one(attribute.ofLine() ? Keyword.LINE : Keyword.ATTRIBUTE) + " "
                    + ValueText.quoted(attribute.name());
        }
        if (figure instanceof FigureTree.History history) {
            return measure(history.measure())
                    + history.occasion()
                            .map(occasion -> " " + occasions.occasions(occasion))
                            .orElse("")
                    + window(history.window());
        }
        if (figure instanceof FigureTree.DaysSince days) {
            return words.many(Keyword.DAY) + " " + words.one(Keyword.SINCE) + " " + occasions.occasion(days.occasion());
        }
        if (figure instanceof FigureTree.MemberAttribute attribute) {
            return words.phrase(Keyword.MEMBER, Keyword.ATTRIBUTE) + " " + ValueText.quoted(attribute.name());
        }
        if (figure instanceof FigureTree.PointsExpiring expiring) {
            return words.many(Keyword.POINT) + " " + words.phrase(Keyword.EXPIRING, Keyword.WITHIN) + " "
                    + values.value(expiring.within());
        }
        if (figure instanceof FigureTree.Rank rank) {
            String ties = rank.tiesByEarliest() ? ", " + words.phrase(Keyword.TIES, Keyword.BY, Keyword.EARLIEST) : "";
            return words.phrase(Keyword.RANK, Keyword.BY) + " " + figure(rank.by()) + ties;
        }
        FigureTree.Streak streak = (FigureTree.Streak) figure;
        return words.phrase(Keyword.STREAK, Keyword.OF) + " " + words.many(Keyword.of(streak.period())) + " "
                + words.one(Keyword.WITH) + " " + occasions.occasion(streak.occasion());
    }

    private String simple(FigureTree.Kind kind) {
        return switch (kind) {
            case AMOUNT -> words.one(Keyword.AMOUNT);
            case TOTAL -> words.one(Keyword.TOTAL);
            case QUANTITY -> words.one(Keyword.QUANTITY);
            case UNIT_PRICE -> words.phrase(Keyword.UNIT, Keyword.PRICE);
            case LINES -> words.many(Keyword.LINE);
            case SITE -> words.one(Keyword.SITE);
            case CHANNEL -> words.one(Keyword.CHANNEL);
            case SKU -> words.one(Keyword.SKU);
            case DAY -> words.one(Keyword.DAY);
            case TIME -> words.one(Keyword.TIME);
            case DATE -> words.one(Keyword.DATE);
            case MONTH -> words.one(Keyword.MONTH);
            case MEMBER_TIER -> words.phrase(Keyword.MEMBER, Keyword.TIER);
            case MEMBER_FOR -> words.phrase(Keyword.MEMBER, Keyword.FOR);
            case MEMBER_AGE -> words.phrase(Keyword.MEMBER, Keyword.AGE);
            case BALANCE -> words.one(Keyword.BALANCE);
        };
    }

    private String measure(Measure measure) {
        return switch (measure) {
            case COUNT -> words.phrase(Keyword.COUNT, Keyword.OF);
            case AMOUNT -> words.phrase(Keyword.AMOUNT, Keyword.OF);
            case AVERAGE_AMOUNT -> words.phrase(Keyword.AVERAGE, Keyword.AMOUNT, Keyword.OF);
            case QUANTITY -> words.phrase(Keyword.QUANTITY, Keyword.OF);
            case DAYS -> words.many(Keyword.DAY) + " " + words.one(Keyword.WITH);
            case PARTNERS -> words.many(Keyword.PARTNER) + " " + words.one(Keyword.VISITED);
            case KINDS -> words.many(Keyword.KIND) + " " + words.one(Keyword.VISITED);
            case POINTS_EARNED -> words.many(Keyword.POINT) + " " + words.one(Keyword.EARNED);
        };
    }

    String window(Optional<WindowTree> window) {
        return window.map(tree -> " " + window(tree)).orElse("");
    }

    String window(WindowTree window) {
        if (window instanceof WindowTree.Last last) {
            String count = ValueText.number(last.count()) + " " + words.counted(Keyword.of(last.unit()), last.count());
            return words.phrase(Keyword.IN, Keyword.LAST) + " " + count;
        }
        if (window instanceof WindowTree.This current) {
            return words.phrase(Keyword.THIS, Keyword.of(current.period()));
        }
        if (window instanceof WindowTree.Previous previous) {
            return words.phrase(Keyword.PREVIOUS, Keyword.of(previous.period()));
        }
        if (window instanceof WindowTree.Since since) {
            return words.one(Keyword.SINCE) + " " + since.first();
        }
        return words.one(Keyword.EVER);
    }
}
