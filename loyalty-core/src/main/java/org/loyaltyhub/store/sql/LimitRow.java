package org.loyaltyhub.store.sql;

import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.rule.Limit;

/**
 * The row in which a limit counts. Limits of one rule that count the same share it, and a limit that is raised or lowered
 * goes on in it.
 */
record LimitRow(String owner, String rule, String counts, String firstDay) implements Comparable<LimitRow> {
    static LimitRow of(SharedLimit shared) {
        Limit limit = shared.limit();
        String counts = limit.measure() + " " + limit.reach()
                + limit.period().map(period -> " " + period).orElse("");
        return new LimitRow(
                shared.rule().owner().value(),
                shared.rule().name(),
                counts,
                shared.firstDay().toString());
    }

    @Override
    public int compareTo(LimitRow other) {
        int order = owner.compareTo(other.owner);
        order = order != 0 ? order : rule.compareTo(other.rule);
        order = order != 0 ? order : counts.compareTo(other.counts);
        return order != 0 ? order : firstDay.compareTo(other.firstDay);
    }
}
