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
    private final Map<LimitRow, List<Use>> uses;
    private final Map<Integer, Fate> out = new TreeMap<>();

    private LimitRows(Map<LimitRow, List<Use>> uses) {
        this.uses = uses;
    }

    /** What one bundle uses of a limit. */
    private record Use(int bundle, long more, long most) {}

    static LimitRows of(List<Bundle> bundles) {
        Map<LimitRow, List<Use>> uses = new TreeMap<>();
        for (int i = 0; i < bundles.size(); i++) {
            for (Commit commit : bundles.get(i).commits()) {
                Map<LimitRow, Use> ofOne = new TreeMap<>();
                for (SharedUse use : commit.sharedUses()) {
                    long most = use.used() > 0 ? use.limit().limit().most() : Long.MAX_VALUE;
                    ofOne.merge(LimitRow.of(use.limit()), new Use(i, use.used(), most), LimitRows::both);
                }
                ofOne.forEach((row, use) -> {
                    if (use.more() != 0) {
                        uses.computeIfAbsent(row, r -> new ArrayList<>()).add(use);
                    }
                });
            }
        }
        return new LimitRows(uses);
    }

    /** Takes it in that transaction: the bundles, by their place, that others were quicker than, so that it does not fit. */
    Map<Integer, Fate> take(Session session, int programme) throws SQLException {
        for (Map.Entry<LimitRow, List<Use>> each : uses.entrySet()) {
            take(session, programme, each.getKey(), each.getValue());
        }
        return out;
    }

    private static Use both(Use a, Use b) {
        return new Use(a.bundle(), Math.addExact(a.more(), b.more()), Math.min(a.most(), b.most()));
    }

    private void take(Session session, int programme, LimitRow row, List<Use> uses) throws SQLException {
        session.update(
                "insert into loyalty_limit (programme, owner, rule, counts, first_day, used) values (?, ?, ?, ?, ?, 0)"
                        + " on conflict (programme, owner, rule, counts, first_day) do nothing",
                programme,
                row.owner(),
                row.rule(),
                row.counts(),
                row.firstDay());
        long more = 0;
        for (Use use : uses) {
            more = Math.addExact(more, use.more());
        }
        // the row is ours from here on; if it does not fit, nothing of this transaction stays
        long used = session.first(
                        "update loyalty_limit set used = used + ? where programme = ? and owner = ? and rule = ?"
                                + " and counts = ? and first_day = ? returning used",
                        result -> result.getLong("used"),
                        more,
                        programme,
                        row.owner(),
                        row.rule(),
                        row.counts(),
                        row.firstDay())
                .orElseThrow();
        long level = used - more;
        for (Use use : uses) {
            if (use.more() > 0 && level + use.more() > use.most()) {
                out.putIfAbsent(use.bundle(), Fate.OUTRUN);
            } else {
                level += use.more();
            }
        }
    }
}
