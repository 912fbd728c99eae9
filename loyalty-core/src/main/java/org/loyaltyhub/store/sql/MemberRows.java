package org.loyaltyhub.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.value.MemberId;

/** New states of members, each for the one that it was decided on. Used once. */
final class MemberRows implements Taking {
    private static final String CHANGE =
            "with n (next_version, next_due_at, next_birthday, place, next_state, whose, decided_on)"
                    + " as (%s) update loyalty_member set version = next_version, due_at = next_due_at, birthday = next_birthday,"
                    + " newest_before = newest, newest = place, state = next_state from ";
    private static final String RETURNING = " returning member, newest_before";

    private static final String CHANGE_BY_KEY =
            CHANGE + "n where programme = ? and member = whose and version = decided_on" + RETURNING;

    /** Each is looked up by its key: of an array a server does not know the length, and joined it would read all members there are. */
    private static final String CHANGE_LOOKED_UP = CHANGE
            + "(select n.*, (select ctid from loyalty_member m where m.programme = ? and m.member = n.whose"
            + " and m.version = n.decided_on) as found from n) f where loyalty_member.ctid = f.found" + RETURNING;

    private final int programme;
    private final Map<MemberId, Stretch> stretches = new TreeMap<>();
    private final Map<MemberId, Long> newest = new HashMap<>();

    private MemberRows(int programme) {
        this.programme = programme;
    }

    /**
     * What happens to a member.
     *
     * @param decidedOn the version of the state that the first was decided on; 0 for nobody
     * @param bundles those of the member, by their places
     */
    private record Stretch(long decidedOn, NumberedCommit last, List<Integer> bundles) {}

    static MemberRows of(List<NumberedCommit> commits, int programme) {
        MemberRows rows = new MemberRows(programme);
        for (NumberedCommit each : commits) {
            if (each.commit().change().isPresent()) {
                rows.add(each, each.commit().change().get());
            }
        }
        return rows;
    }

    private void add(NumberedCommit commit, Commit.Change change) {
        MemberId member = change.next().id();
        Stretch before = stretches.get(member);
        List<Integer> places = before == null ? new ArrayList<>() : before.bundles();
        places.add(commit.bundle());
        long decidedOn = before == null ? change.decision().sequence() : before.decidedOn();
        stretches.put(member, new Stretch(decidedOn, commit, places));
    }

    @Override
    public void addTo(RoundTrip trip) throws SQLException {
        Rows fresh = Rows.into(
                "loyalty_member",
                "programme, member, version, due_at, birthday, newest, newest_before, state",
                "on conflict (programme, member) do nothing returning member, newest_before");
        List<Object[]> changed = new ArrayList<>();
        for (Stretch stretch : stretches.values()) {
            NumberedCommit last = stretch.last();
            MemberState next = last.commit().change().orElseThrow().next();
            String member = next.id().value();
            Object dueAt = MemberPages.dueAt(next);
            Object birthday = MemberPages.birthday(next);
            String state = Texts.of(last.commit()).change().orElseThrow().state();
            if (stretch.decidedOn() == 0) {
                fresh.add(programme, member, next.version(), dueAt, birthday, last.place(), 0L, state);
            } else {
                Object[] row = {next.version(), dueAt, birthday, last.place(), state, member, stretch.decidedOn()};
                changed.add(row);
            }
        }
        fresh.insertReturning(trip, MemberRows::row, this::found);
        String change = trip.session().dialect().takesArrays() ? CHANGE_LOOKED_UP : CHANGE_BY_KEY;
        trip.queryAmong(change, changed, List.of(programme), MemberRows::row, this::found);
    }

    private void found(Row row) {
        newest.put(row.member(), row.before());
    }

    /** Of each whose state was the one expected, and is now the new one: the place of the decision before; 0 for none. */
    Map<MemberId, Long> newest() {
        return newest;
    }

    @Override
    public Map<Integer, Fate> refused() {
        Map<Integer, Fate> refused = new TreeMap<>();
        stretches.forEach((member, stretch) -> {
            if (!newest.containsKey(member)) {
                stretch.bundles().forEach(bundle -> refused.put(bundle, Fate.OUTRUN));
            }
        });
        return refused;
    }

    private record Row(MemberId member, long before) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new MemberId(row.getString("member")), row.getLong("newest_before"));
    }
}
