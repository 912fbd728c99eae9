package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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
     * so that it does not fit, or that were granted too little. If there are any, nothing of this transaction may stay.
     */
    Map<Integer, Fate> take(Session session, int programme) throws SQLException {
        Map<LimitRow, Long> levels = add(session, programme);
        for (Map.Entry<LimitRow, Map<Integer, List<SharedUse>>> each : answers.entrySet()) {
            Long after = levels.get(each.getKey());
            if (after != null) {
                look(each.getValue(), after - used(each.getValue()));
            } else if (isAnyCut(each.getValue())) {
                look(each.getValue(), level(session, programme, each.getKey()));
            }
        }
        return out;
    }

    /** @param before how much was used before any of these */
    private void look(Map<Integer, List<SharedUse>> byBundle, long before) {
        long level = before;
        for (Map.Entry<Integer, List<SharedUse>> each : byBundle.entrySet()) {
            if (SharedUse.areRight(each.getValue(), level)) {
                level += used(each.getValue());
            } else {
                out.put(each.getKey(), Fate.OUTRUN);
            }
        }
    }

    private static boolean isAnyCut(Map<Integer, List<SharedUse>> byBundle) {
        return byBundle.values().stream().flatMap(List::stream).anyMatch(SharedUse::isCut);
    }

    private static boolean isAnyUsed(Map<Integer, List<SharedUse>> byBundle) {
        return byBundle.values().stream().flatMap(List::stream).anyMatch(use -> use.used() != 0);
    }

    private static long used(Map<Integer, List<SharedUse>> byBundle) {
        long used = 0;
        for (List<SharedUse> each : byBundle.values()) {
            used = Math.addExact(used, used(each));
        }
        return used;
    }

    private static long used(List<SharedUse> answers) {
        long used = 0;
        for (SharedUse each : answers) {
            used = Math.addExact(used, each.used());
        }
        return used;
    }

    /** How much is used then of each limit of which anything is; by one statement, for whoever writes waits for each. */
    private Map<LimitRow, Long> add(Session session, int programme) throws SQLException {
        Rows rows = Rows.into(
                "loyalty_limit",
                "programme, owner, rule, counts, first_day, used",
                "on conflict (programme, owner, rule, counts, first_day)"
                        + " do update set used = loyalty_limit.used + excluded.used"
                        + " returning owner, rule, counts, first_day, used");
        answers.forEach((row, byBundle) -> {
            if (isAnyUsed(byBundle)) {
                rows.add(programme, row.owner(), row.rule(), row.counts(), row.firstDay(), used(byBundle));
            }
        });
        Map<LimitRow, Long> levels = new HashMap<>();
        rows.insertReturning(session, result -> Map.entry(LimitRow.read(result), result.getLong("used")))
                .forEach(level -> levels.put(level.getKey(), level.getValue()));
        return levels;
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
