package org.loyaltyhub.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.MemberId;

/** New states of members, each for the one that it was decided on. Used once. */
final class MemberRows {
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
    private final Rows fresh = Rows.into(
            "loyalty_member",
            "programme, member, version, due_at, birthday, newest, newest_before, state",
            "on conflict (programme, member) do nothing returning member, newest_before");
    private final List<Object[]> changed = new ArrayList<>();

    MemberRows(int programme) {
        this.programme = programme;
    }

    /**
     * @param decidedOn the version that it replaces; 0 for nobody
     * @param last the member's last
     */
    void add(long decidedOn, NumberedCommit last) {
        MemberState next = last.commit().change().orElseThrow().next();
        MemberId member = next.id();
        Object dueAt = MemberPages.dueAt(next);
        Object birthday = MemberPages.birthday(next);
        String state = Texts.of(last.commit()).change().orElseThrow().state();
        if (decidedOn == 0) {
            fresh.add(programme, member.value(), next.version(), dueAt, birthday, last.place(), 0L, state);
        } else {
            changed.add(new Object[] {next.version(), dueAt, birthday, last.place(), state, member.value(), decidedOn});
        }
    }

    /** Whose state was the one expected, and is now the new one: the place of the newest decision before; 0 for none. */
    Map<MemberId, Long> write(Session session) throws SQLException {
        List<Row> written = fresh.insertReturning(session, MemberRows::row);
        String change = session.dialect().takesArrays() ? CHANGE_LOOKED_UP : CHANGE_BY_KEY;
        written.addAll(session.queryAmong(change, MemberRows::row, changed, programme));
        Map<MemberId, Long> newest = new HashMap<>();
        written.forEach(row -> newest.put(row.member(), row.before()));
        return newest;
    }

    private record Row(MemberId member, long before) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new MemberId(row.getString("member")), row.getLong("newest_before"));
    }
}
