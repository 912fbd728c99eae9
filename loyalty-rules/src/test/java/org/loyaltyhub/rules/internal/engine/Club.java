package org.loyaltyhub.rules.internal.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.rules.generated.RandomCoalition;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Unit;

/** Rules and purchases of the random coalition, in the words of the trade. */
final class Club {
    static final Programme PROGRAMME = RandomCoalition.programme();
    static final int[] EVERYWHERE = IntStream.range(0, RandomCoalition.PARTNERS).toArray();

    private Club() {}

    static int[] at(int... partners) {
        return partners;
    }

    static Rule rule(String name, int[] partners, String category, Condition... conditions) {
        return rule(name, Validity.ALWAYS, partners, category, conditions);
    }

    static Rule rule(String name, Validity validity, int[] partners, String category, Condition... conditions) {
        Place place = new Place("club.loyalty", 1, 1);
        return new Rule(
                new RuleKey(new PartnerId("partner-0"), name),
                Optional.empty(),
                validity,
                new Pattern(of(category), Bits.of(partners), List.of()),
                "purchase of " + category,
                Arrays.stream(conditions)
                        .map(condition -> new Stated(condition.toString(), condition, place))
                        .toList(),
                List.of(new Effect.AwardFlat("award 1 point", Points.ofUnits(1))),
                List.of(),
                List.of(new Payer(Optional.empty(), 1)),
                Rounding.DOWN,
                place);
    }

    static Selection of(String category) {
        BitSet below = PROGRAMME.categoriesBelow(category);
        below.stream().filter(i -> !PROGRAMME.isEarning(i)).forEach(below::clear);
        return Selection.of(Bits.of(below));
    }

    static Condition amountAtLeast(String category, long minor) {
        return new Condition.Compare(
                new Figure.Amount(of(category)), Comparison.AT_LEAST, new Figure.Constant(minor, ValueType.MONEY));
    }

    static Condition pumpIs(long number) {
        return new Condition.Compare(
                new Figure.NumberAttribute("pump"),
                Comparison.EQUAL,
                new Figure.Constant(number * 1_000_000, ValueType.NUMBER));
    }

    /** A purchase of 100 RUB of each category. */
    static Facts purchase(int partner, String... categories) {
        return purchase(partner, Instant.parse("2026-03-02T09:00:00Z"), Map.of(), 0, categories);
    }

    static Facts purchase(
            int partner, Instant at, Map<String, String> attributes, long paidWithPoints, String... categories) {
        List<Line> lines = new ArrayList<>();
        for (String category : categories) {
            lines.add(new Line(category, Optional.empty(), Quantity.of("1", Unit.PIECE), rub(10_000), Map.of()));
        }
        Purchase purchase = new Purchase(
                new EventKey(new PartnerId("partner-" + partner), "e1"),
                at,
                List.of(new Identifier("card", "1")),
                lines,
                rub(paidWithPoints),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                attributes);
        MemberState anna = MemberState.enrolled(new MemberId("anna"), at, true);
        return new Facts(PROGRAMME, anna, Visit.of(PROGRAMME, purchase));
    }

    private static Money rub(long minor) {
        return Money.ofMinor(minor, RandomCoalition.RUB);
    }
}
