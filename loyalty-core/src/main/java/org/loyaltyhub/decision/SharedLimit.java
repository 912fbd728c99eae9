package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.programme.Budget;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.RuleKey;

/**
 * A limit that all members use up together: of a rule, or the budget of an agreement, which all rules of its owner share.
 *
 * @param rule whose it is; of a budget the owner of the rules, and a name that says so
 * @param firstDay of the calendar period; {@link LocalDate#MIN} if it is for ever
 */
public record SharedLimit(RuleKey rule, Limit limit, LocalDate firstDay) {
    /**
     * What is counted for a limit. It goes on when a later version of the rule raises or lowers the limit: how much there
     * may be is not part of it.
     */
    public record Key(
            RuleKey rule, Limit.Measure measure, Limit.Reach reach, Optional<Period> period, LocalDate firstDay) {}

    /** Under what its use is counted. */
    public Key key() {
        return new Key(rule, limit.measure(), limit.reach(), limit.period(), firstDay);
    }

    /** Whether it counts what this limit of the rule counts, in whatever period. */
    boolean counts(RuleKey ofRule, Limit other) {
        return rule.equals(ofRule)
                && limit.measure() == other.measure()
                && limit.reach() == other.reach()
                && limit.period().equals(other.period());
    }

    static SharedLimit of(RuleKey rule, Limit limit, LocalDate date) {
        LocalDate firstDay = limit.period().map(period -> period.firstDay(date)).orElse(LocalDate.MIN);
        return new SharedLimit(rule, limit, firstDay);
    }

    /** The budget of an agreement that has one. */
    static SharedLimit of(Agreement agreement, LocalDate date) {
        String name = "budget of " + agreement.payer();
        return of(new RuleKey(agreement.rulesOf(), name), limit(agreement), date);
    }

    /** The budget of an agreement that has one, as a limit. */
    public static Limit limit(Agreement agreement) {
        Budget budget = agreement.budget().orElseThrow();
        return new Limit(
                "budget of " + agreement.payer() + " for rules of " + agreement.rulesOf() + ", " + budget,
                Limit.Measure.COST,
                budget.mostMicros(),
                budget.period().isPresent() ? Limit.Reach.ALL_PERIOD : Limit.Reach.ALL_EVER,
                budget.period());
    }
}
