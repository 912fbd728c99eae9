package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.store.Fate;

/** What bundles use of limits over all members. Used once. */
final class LimitRows implements Taking {
    private static final String OF_ROW =
            " where programme = ? and owner = ? and rule = ? and counts = ? and first_day = ?";

    private final Session session;
    private final int programme;
    /** Of each bundle by its place. */
    private final Map<LimitRow, Map<Integer, List<SharedUse>>> answers = new TreeMap<>();
    /** How much is used now of each limit of which any of these uses something. */
    private final Map<LimitRow, Long> levels = new HashMap<>();

    private LimitRows(Session session, int programme) {
        this.session = session;
        this.programme = programme;
    }

    static LimitRows of(List<NumberedCommit> commits, Session session, int programme) {
        LimitRows rows = new LimitRows(session, programme);
        for (NumberedCommit each : commits) {
            for (SharedUse use : each.commit().sharedUses()) {
                rows.answers
                        .computeIfAbsent(LimitRow.of(use.limit()), row -> new TreeMap<>())
                        .computeIfAbsent(each.bundle(), bundle -> new ArrayList<>())
                        .add(use);
            }
        }
        return rows;
    }

    @Override
    public Map<Integer, Fate> refused() throws SQLException {
        Map<Integer, Fate> refused = new TreeMap<>();
        for (Map.Entry<LimitRow, Map<Integer, List<SharedUse>>> each : answers.entrySet()) {
            Long after = levels.get(each.getKey());
            if (after != null) {
                look(each.getValue(), after - used(each.getValue()), refused);
            } else if (isAnyCut(each.getValue())) {
                look(each.getValue(), level(session, programme, each.getKey()), refused);
            }
        }
        return refused;
    }

    /**
     * Those that others were quicker than, so that it does not fit, or that were granted too little.
     *
     * @param before how much was used before any of these
     */
    private static void look(Map<Integer, List<SharedUse>> byBundle, long before, Map<Integer, Fate> refused) {
        long level = before;
        for (Map.Entry<Integer, List<SharedUse>> each : byBundle.entrySet()) {
            if (SharedUse.areRight(each.getValue(), level)) {
                level += used(each.getValue());
            } else {
                refused.put(each.getKey(), Fate.OUTRUN);
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

    /** By one statement, for whoever writes waits for each. */
    @Override
    public void addTo(RoundTrip trip) throws SQLException {
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
        rows.insertReturning(
                trip,
                result -> Map.entry(LimitRow.read(result), result.getLong("used")),
                level -> levels.put(level.getKey(), level.getValue()));
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
