package org.loyaltyhub.rules.analysis;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * The most that a rule may give, whatever happens. Vouchers count in full when given; tickets, badges and messages cost
 * nothing. Held back by a group or not, a rule counts alone.
 *
 * <p>Immutable and thread-safe.
 *
 * @param points in the smallest unit, worth the programme's value each
 * @param money taken off, paid to reporters and promised by vouchers, in the minor unit
 */
public record WorstCase(RuleKey rule, Bounds points, Bounds money) {
    /**
     * Bounds over three stretches.
     *
     * @param event one purchase or other event
     * @param memberDay one member on one local day
     * @param memberMonth one member in one calendar month
     */
    public record Bounds(Cost event, Cost memberDay, Cost memberMonth) {}

    /** O(effects and limits). */
    public static WorstCase of(Rule rule, Programme programme) {
        return new CostOfRule(rule, programme).worstCase();
    }

    /** In words, a line for points and one for money, as far as the rule gives them. */
    public List<String> text(Programme programme) {
        List<String> lines = new ArrayList<>();
        line(points, true, programme, lines);
        line(money, false, programme, lines);
        return lines;
    }

    private static void line(Bounds bounds, boolean points, Programme programme, List<String> lines) {
        if (bounds.event().isNothing()) {
            return;
        }
        String what = points ? "points worth " : "";
        if (bounds.memberMonth().most().isPresent()) {
            lines.add("at most " + amount(bounds.memberDay(), points, programme) + " per member per day, "
                    + amount(bounds.memberMonth(), points, programme) + " per member per month");
        } else if (bounds.event().most().isPresent()) {
            lines.add("at most " + amount(bounds.event(), points, programme) + " each time, any number of times");
        } else if (bounds.event().ofSales().isPresent()) {
            lines.add(what + bounds.event().percentOfSales().orElseThrow() + " of what is bought");
        } else {
            lines.add(points ? "points without a bound of their own" : "money without a bound of its own");
        }
    }

    private static String amount(Cost cost, boolean points, Programme programme) {
        long units = cost.most().orElseThrow();
        return points
                ? programme.points().text(Points.ofUnits(units))
                : Money.ofMinor(units, programme.currency()).toString();
    }
}
