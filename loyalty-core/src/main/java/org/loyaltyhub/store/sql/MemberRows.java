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
            changed.add(new Object[] {
                next.version(), dueAt, birthday, last.place(), state, programme, member.value(), decidedOn
            });
        }
    }

    /** Whose state was the one expected, and is now the new one: the place of the newest decision before; 0 for none. */
    Map<MemberId, Long> write(Session session) throws SQLException {
        List<Row> written = fresh.insertReturning(session, MemberRows::row);
        if (session.dialect().takesArrays()) {
            written.addAll(changeTogether(session));
        } else {
            for (Object[] arguments : changed) {
                written.addAll(session.query(
                        "update loyalty_member set version = ?, due_at = ?, birthday = ?, newest_before = newest,"
                                + " newest = ?, state = ? where programme = ? and member = ? and version = ?"
                                + " returning member, newest_before",
                        MemberRows::row,
                        arguments));
            }
        }
        Map<MemberId, Long> newest = new HashMap<>();
        written.forEach(row -> newest.put(row.member(), row.before()));
        return newest;
    }

    private record Row(MemberId member, long before) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new MemberId(row.getString("member")), row.getLong("newest_before"));
    }

    private List<Row> changeTogether(Session session) throws SQLException {
        if (changed.isEmpty()) {
            return List.of();
        }
        Columns columns = Columns.of(changed);
        return session.query(
                "update loyalty_member m set version = n.version, due_at = n.due_at, birthday = n.birthday,"
                        + " newest_before = m.newest, newest = n.newest, state = n.state from " + columns.table()
                        + " as n (version, due_at, birthday, newest, state, programme, member, decided_on)"
                        + " where m.programme = n.programme and m.member = n.member and m.version = n.decided_on"
                        + " returning m.member, m.newest_before",
                MemberRows::row,
                columns.arrays(session.connection()));
    }
}
