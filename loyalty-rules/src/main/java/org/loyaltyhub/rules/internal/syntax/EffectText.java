package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what rules give in the canonical way. */
final class EffectText {
    private final Words words;
    private final ValueText values;
    private final OccasionText occasions;
    private final FigureText figures;

    EffectText(Words words, ValueText values, ConditionText conditions) {
        this.words = words;
        this.values = values;
        this.occasions = conditions.occasions();
        this.figures = conditions.figures();
    }

    /** {@code award 1 point per full 100 RUB}. */
    String effect(EffectTree effect) {
        if (effect instanceof EffectTree.Award award) {
            return words.one(Keyword.AWARD) + " " + values.value(award.points())
                    + award.per().map(this::per).orElse("")
                    + award.of()
                            .map(figure -> " " + words.one(Keyword.OF) + " " + figures.figure(figure))
                            .orElse("")
                    + cap(award.cap())
                    + toReferrer(award.toReferrer());
        }
        if (effect instanceof EffectTree.Brackets award) {
            String brackets = award.brackets().stream().map(this::bracket).collect(Collectors.joining(", "));
            return words.one(Keyword.AWARD) + " " + brackets + cap(award.cap()) + toReferrer(award.toReferrer());
        }
        if (effect instanceof EffectTree.Multiply multiply) {
            return multiply(multiply);
        }
        if (effect instanceof EffectTree.Take take) {
            return words.one(Keyword.TAKE) + " " + values.value(take.what())
                    + take.per().map(this::per).orElse("") + " " + words.one(Keyword.OFF) + cap(take.cap());
        }
        return gift(effect);
    }

    String cap(Optional<ValueTree.Measure> cap) {
        return cap.map(most -> " " + words.phrase(Keyword.UP, Keyword.TO) + " " + values.value(most))
                .orElse("");
    }

    String toReferrer(boolean toReferrer) {
        return toReferrer ? " " + words.phrase(Keyword.TO, Keyword.REFERRER) : "";
    }

    private String bracket(EffectTree.Bracket bracket) {
        String end = bracket.upTo().isPresent() ? cap(bracket.upTo()) : " " + words.one(Keyword.ABOVE);
        return values.value(bracket.points()) + per(bracket.per()) + end;
    }

    private String multiply(EffectTree.Multiply multiply) {
        String rules = multiply.rules().stream().map(ValueText::quoted).collect(Collectors.joining(", ", "(", ")"));
        String of = multiply.rules().isEmpty() ? "" : " " + words.one(Keyword.OF) + " " + rules;
        return words.one(Keyword.MULTIPLY) + " " + words.many(Keyword.POINT) + of + " " + words.one(Keyword.BY) + " "
                + values.value(multiply.factor());
    }

    private String gift(EffectTree effect) {
        if (effect instanceof EffectTree.GiveVoucher voucher) {
            return words.phrase(Keyword.GIVE, Keyword.VOUCHER) + " " + ValueText.quoted(voucher.code()) + " "
                    + words.one(Keyword.FOR) + " "
                    + values.value(voucher.off()) + " " + words.one(Keyword.OFF) + " "
                    + occasions.goods(voucher.goods())
                    + voucher.places()
                            .map(places -> " " + words.one(Keyword.AT) + " " + values.names(places))
                            .orElse("")
                    + ", " + words.one(Keyword.VALID) + " " + values.value(voucher.valid());
        }
        if (effect instanceof EffectTree.GiveBadge badge) {
            return words.phrase(Keyword.GIVE, Keyword.BADGE) + " " + ValueText.quoted(badge.name());
        }
        if (effect instanceof EffectTree.EnterDraw draw) {
            return words.phrase(Keyword.ENTER, Keyword.DRAW) + " " + ValueText.quoted(draw.draw())
                    + draw.times().map(times -> " " + values.value(times)).orElse("")
                    + draw.per().map(this::per).orElse("");
        }
        if (effect instanceof EffectTree.PayReporter fee) {
            return words.phrase(Keyword.PAY, Keyword.REPORTER) + " " + values.value(fee.money());
        }
        return words.one(Keyword.MESSAGE) + " " + ValueText.quoted(((EffectTree.Message) effect).text());
    }

    String per(EffectTree.Per per) {
        String full = per.full() ? " " + words.one(Keyword.FULL) : "";
        String measure = per.numbered()
                ? " " + values.value(per.measure())
                : per.measure()
                        .unit()
                        .map(unit -> values.unit(unit, BigDecimal.ONE))
                        .orElse("");
        return " " + words.one(Keyword.PER) + full + measure;
    }
}
