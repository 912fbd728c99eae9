package org.loyaltyhub.rules.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.event.Activity;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.member.Changes;
import org.loyaltyhub.member.Details;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Recall;
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
        return rule(name, validity, new Pattern(of(category), Bits.of(partners), List.of()), conditions);
    }

    static Rule rule(String name, Subject subject, int[] partners, Condition... conditions) {
        Pattern trigger = new Pattern(subject, of("fuel"), Bits.of(partners), List.of());
        return rule(name, Validity.ALWAYS, trigger, conditions);
    }

    private static Rule rule(String name, Validity validity, Pattern trigger, Condition... conditions) {
        Place place = new Place("club.loyalty", 1, 1);
        return Rule.of(new RuleKey(new PartnerId("partner-0"), name), place)
                .validity(validity)
                .when(trigger, trigger.toString())
                .conditions(Arrays.stream(conditions)
                        .map(condition -> new Stated(condition.toString(), condition, place))
                        .toList())
                .effects(List.of(new Effect.AwardFlat("award 1 point", Points.ofUnits(1))))
                .payers(List.of(new Payer(Optional.empty(), 1)))
                .build();
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
                key(partner),
                at,
                List.of(new Identifier("card", "1")),
                lines,
                rub(paidWithPoints),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                attributes);
        return facts(purchase);
    }

    static Facts activity(int partner, String name) {
        return facts(new Activity(
                key(partner),
                Instant.parse("2026-03-02T09:00:00Z"),
                List.of(new Identifier("card", "1")),
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of()));
    }

    static Facts enrolment(int partner) {
        return facts(new Enrolment(
                key(partner), Instant.parse("2026-03-02T09:00:00Z"), List.of(new Identifier("card", "1"))));
    }

    /** The same event of a member who shares this birthday. */
    static Facts bornOn(LocalDate birthday, Facts facts) {
        Enrolment told = new Enrolment(
                new EventKey(PartnerId.PROGRAMME, "told"),
                facts.visit().happenedAt(),
                List.of(new Identifier("card", "1")),
                Optional.of(birthday),
                Optional.empty());
        MemberState known = facts.member()
                .after(
                        told,
                        Changes.NOTHING,
                        new Recall(Duration.ofDays(60), Duration.ofDays(730), 0, List.of(), Details.NONE),
                        told.happenedAt());
        return new Facts(PROGRAMME, known, facts.visit());
    }

    private static EventKey key(int partner) {
        return new EventKey(new PartnerId("partner-" + partner), "e1");
    }

    private static Facts facts(Event event) {
        MemberState anna = MemberState.enrolled(new MemberId("anna"), event.happenedAt(), true);
        return new Facts(PROGRAMME, anna, Visit.of(PROGRAMME, event).orElseThrow());
    }

    private static Money rub(long minor) {
        return Money.ofMinor(minor, RandomCoalition.RUB);
    }
}
