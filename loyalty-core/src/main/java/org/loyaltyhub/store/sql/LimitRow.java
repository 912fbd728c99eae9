package org.loyaltyhub.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.store.codec.UnreadableException;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.RuleKey;

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

    static LimitRow read(ResultSet row) throws SQLException {
        return new LimitRow(
                row.getString("owner"), row.getString("rule"), row.getString("counts"), row.getString("first_day"));
    }

    /** What is counted here. */
    SharedLimit.Key key() {
        String[] words = counts.split(" ", -1);
        try {
            return new SharedLimit.Key(
                    new RuleKey(new PartnerId(owner), rule),
                    Limit.Measure.valueOf(words[0]),
                    Limit.Reach.valueOf(words.length > 1 ? words[1] : ""),
                    words.length > 2 ? Optional.of(Period.valueOf(words[2])) : Optional.empty(),
                    LocalDate.parse(firstDay));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableException("the stored " + this + " is wrong: " + e.getMessage());
        }
    }

    @Override
    public int compareTo(LimitRow other) {
        int order = owner.compareTo(other.owner);
        order = order != 0 ? order : rule.compareTo(other.rule);
        order = order != 0 ? order : counts.compareTo(other.counts);
        return order != 0 ? order : firstDay.compareTo(other.firstDay);
    }
}
