package org.loyaltyhub.store.sql;

import org.loyaltyhub.decision.SharedLimit;

/** The row in which a limit counts: its key, as columns. */
record LimitRow(String owner, String rule, String counts, String firstDay) implements Comparable<LimitRow> {
    static LimitRow of(SharedLimit shared) {
        SharedLimit.Key key = shared.key();
        String counts = key.measure() + " " + key.reach()
                + key.period().map(period -> " " + period).orElse("");
        return new LimitRow(
                key.rule().owner().value(),
                key.rule().name(),
                counts,
                key.firstDay().toString());
    }

    @Override
    public int compareTo(LimitRow other) {
        int order = owner.compareTo(other.owner);
        order = order != 0 ? order : rule.compareTo(other.rule);
        order = order != 0 ? order : counts.compareTo(other.counts);
        return order != 0 ? order : firstDay.compareTo(other.firstDay);
    }
}
