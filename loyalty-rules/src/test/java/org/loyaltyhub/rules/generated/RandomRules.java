package org.loyaltyhub.rules.generated;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.RuleKey;

/**
 * Well-typed rules for the {@link RandomCoalition}, of its programme and of two partners: every kind of trigger and clause,
 * with the conditions of {@link RandomConditions} and the effects of {@link RandomEffects}.
 */
public final class RandomRules {
    private static final LocalDate FIRST_DAY = RandomEvents.FIRST_DAY;

    private final Choices choose;
    private final RandomConditions conditions;

    public RandomRules(Programme programme, Choices choose) {
        this.choose = choose;
        this.conditions = new RandomConditions(programme, choose);
    }

    /** So many rules, each with its own name. */
    public List<Rule> rules(int count) {
        List<RuleKey> keys = IntStream.range(0, count)
                .mapToObj(i -> new RuleKey(owner(), "rule " + i))
                .toList();
        RandomEffects effects = new RandomEffects(choose, conditions, keys);
        List<Rule> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rules.add(rule(keys.get(i), effects, i + 1));
        }
        return rules;
    }

    private PartnerId owner() {
        return choose.percent(20) ? PartnerId.PROGRAMME : new PartnerId("partner-" + choose.between(0, 1));
    }

    private Rule rule(RuleKey key, RandomEffects effects, int line) {
        Place place = new Place("random.loyalty", line, 1);
        Pattern trigger = trigger();
        return Rule.of(key, place)
                .validity(validity())
                .when(trigger, trigger.toString())
                .conditions(conditions(trigger).stream()
                        .map(condition -> new Stated(condition.toString(), condition, place))
                        .toList())
                .effects(choose.many(1, 3, effects::effect))
                .limits(choose.percent(40) ? choose.many(1, 2, this::limit) : List.of())
                .payers(choose.many(1, 3, () -> new Payer(choose.sometimes(70, this::partner), choose.between(1, 5))))
                .group(choose.sometimes(30, () -> group(key.owner())), choose.between(0, 3))
                .hold(choose.sometimes(15, conditions::span))
                .expiry(choose.sometimes(40, this::expiry))
                .round(choose.one(Rounding.values()))
                .build();
    }

    private Pattern trigger() {
        int kind = choose.between(0, 99);
        if (kind < 65) {
            return choose.percent(30)
                    ? conditions.anyPurchase()
                    : conditions.pattern(new Subject.Purchases(), conditions.partners());
        }
        if (kind < 80) {
            return conditions.pattern(
                    choose.from(conditions::activity, Subject.Enrolments::new), conditions.partners());
        }
        return kind < 82 ? Pattern.anything() : conditions.pattern(ofTheHub(), programmeAlone());
    }

    private Subject ofTheHub() {
        return choose.from(
                Subject.Birthdays::new,
                () -> new Subject.EndOf(choose.one(Period.values())),
                () -> new Subject.EndOf(choose.one(Period.values())),
                () -> new Subject.BalanceReaches(Points.ofUnits(choose.between(1, 300))),
                () -> new Subject.TierBecomes(choose.one(RandomCoalition.TIERS)),
                () -> new Subject.TierFalls(choose.one(RandomCoalition.TIERS)));
    }

    /** The hub's own events are the programme's, which stands behind all partners. */
    private static Bits programmeAlone() {
        return Bits.of(RandomCoalition.PARTNERS);
    }

    private List<Condition> conditions(Pattern trigger) {
        List<Condition> all = choose.many(0, 2, () -> conditions.condition(choose.between(0, 2)));
        if (choose.percent(12)) {
            all.add(
                    choose.between(0, all.size()),
                    new Condition.Earlier(conditions.pattern(), conditions.window(), true));
        }
        if (choose.percent(10)) {
            all.add(conditions.multiple());
        }
        if (trigger.subject() instanceof Subject.EndOf && choose.percent(60)) {
            all.add(conditions.rank());
        }
        return all;
    }

    private PartnerId partner() {
        return choose.percent(10)
                ? PartnerId.PROGRAMME
                : new PartnerId("partner-" + choose.between(0, RandomCoalition.PARTNERS - 1));
    }

    private Validity validity() {
        if (choose.percent(75)) {
            return Validity.ALWAYS;
        }
        LocalDateTime from = FIRST_DAY.atStartOfDay().plusHours(choose.between(-100, 1500));
        return choose.from(
                () -> new Validity(from, LocalDateTime.MAX),
                () -> new Validity(LocalDateTime.MIN, from),
                () -> new Validity(from, from.plusDays(choose.between(1, 40))));
    }

    /** One of each mode for the owner, and one of each that all share. */
    private Group group(PartnerId owner) {
        Group.Mode mode = choose.one(Group.Mode.values());
        return new Group(choose.percent(50) ? owner : PartnerId.PROGRAMME, "take " + mode, mode);
    }

    private Expiry expiry() {
        return choose.percent(50)
                ? new Expiry.After(conditions.span(), choose.percent(50))
                : new Expiry.AtEndOf(choose.one(Period.values()), choose.percent(50));
    }

    private Limit limit() {
        Limit.Measure measure = choose.one(Limit.Measure.TIMES, Limit.Measure.POINTS, Limit.Measure.MONEY);
        Limit.Reach reach = choose.one(Limit.Reach.values());
        boolean periodic = reach == Limit.Reach.MEMBER_PERIOD || reach == Limit.Reach.ALL_PERIOD;
        long most = measure == Limit.Measure.TIMES ? choose.between(1, 4) : choose.between(1, 300);
        Optional<Period> period = periodic ? Optional.of(choose.one(Period.values())) : Optional.empty();
        return new Limit(most + " " + measure + " " + reach, measure, most, reach, period);
    }
}
