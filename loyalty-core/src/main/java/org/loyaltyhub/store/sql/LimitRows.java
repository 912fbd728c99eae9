package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Fate;

/** What bundles use of limits over all members. Used once. */
final class LimitRows {
    private static final String OF_ROW =
            " where programme = ? and owner = ? and rule = ? and counts = ? and first_day = ?";

    private final Map<LimitRow, Map<Integer, List<SharedUse>>> answers;
    private final Map<Integer, Fate> out = new TreeMap<>();

    /** @param answers of each bundle by its place */
    private LimitRows(Map<LimitRow, Map<Integer, List<SharedUse>>> answers) {
        this.answers = answers;
    }

    static LimitRows of(List<Bundle> bundles) {
        Map<LimitRow, Map<Integer, List<SharedUse>>> answers = new TreeMap<>();
        for (int i = 0; i < bundles.size(); i++) {
            int bundle = i;
            for (Commit commit : bundles.get(i).commits()) {
                for (SharedUse use : commit.sharedUses()) {
                    answers.computeIfAbsent(LimitRow.of(use.limit()), row -> new TreeMap<>())
                            .computeIfAbsent(bundle, place -> new ArrayList<>())
                            .add(use);
                }
            }
        }
        return new LimitRows(answers);
    }

    /**
     * Takes it in that transaction, which has the journal's head: the bundles, by their place, that others were quicker than,
     * so that it does not fit, or that were granted too little.
     */
    Map<Integer, Fate> take(Session session, int programme) throws SQLException {
        for (Map.Entry<LimitRow, Map<Integer, List<SharedUse>>> each : answers.entrySet()) {
            take(session, programme, each.getKey(), each.getValue());
        }
        return out;
    }

    private void take(Session session, int programme, LimitRow row, Map<Integer, List<SharedUse>> byBundle)
            throws SQLException {
        List<SharedUse> all = byBundle.values().stream().flatMap(List::stream).toList();
        long level;
        if (all.stream().anyMatch(use -> use.used() != 0)) {
            long more = used(all);
            // if it does not fit, nothing of this transaction stays
            level = add(session, programme, row, more) - more;
        } else if (all.stream().anyMatch(SharedUse::isCut)) {
            level = level(session, programme, row);
        } else {
            return; // asked for, and not needed
        }
        for (Map.Entry<Integer, List<SharedUse>> each : byBundle.entrySet()) {
            if (SharedUse.areRight(each.getValue(), level)) {
                level += used(each.getValue());
            } else {
                out.put(each.getKey(), Fate.OUTRUN);
            }
        }
    }

    private static long used(List<SharedUse> answers) {
        long used = 0;
        for (SharedUse each : answers) {
            used = Math.addExact(used, each.used());
        }
        return used;
    }

    /** How much is used then. */
    private static long add(Session session, int programme, LimitRow row, long more) throws SQLException {
        session.update(
                "insert into loyalty_limit (programme, owner, rule, counts, first_day, used) values (?, ?, ?, ?, ?, 0)"
                        + " on conflict (programme, owner, rule, counts, first_day) do nothing",
                programme,
                row.owner(),
                row.rule(),
                row.counts(),
                row.firstDay());
        return session.first(
                        "update loyalty_limit set used = used + ?" + OF_ROW + " returning used",
                        result -> result.getLong("used"),
                        more,
                        programme,
                        row.owner(),
                        row.rule(),
                        row.counts(),
                        row.firstDay())
                .orElseThrow();
    }

    static long level(Session session, int programme, LimitRow row) throws SQLException {
        return session.first(
                        "select used from loyalty_limit" + OF_ROW,
                        result -> result.getLong("used"),
                        programme,
                        row.owner(),
                        row.rule(),
                        row.counts(),
                        row.firstDay())
                .orElse(0L);
    }
}
