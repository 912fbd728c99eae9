package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.value.MemberId;

/** New states of members, each for the one that it was decided on. Used once. */
final class MemberRows {
    private final int programme;
    private final Rows fresh = Rows.into(
            "loyalty_member",
            "programme, member, version, due_at, birthday, state",
            "on conflict (programme, member) do nothing returning member");
    private final List<Object[]> changed = new ArrayList<>();

    MemberRows(int programme) {
        this.programme = programme;
    }

    /**
     * @param decidedOn the version that it replaces; 0 for nobody
     * @param last the member's last
     */
    void add(long decidedOn, Commit last) {
        MemberState next = last.change().orElseThrow().next();
        MemberId member = next.id();
        Object dueAt = MemberPages.dueAt(next);
        Object birthday = MemberPages.birthday(next);
        String state = Texts.of(last).change().orElseThrow().state();
        if (decidedOn == 0) {
            fresh.add(programme, member.value(), next.version(), dueAt, birthday, state);
        } else {
            changed.add(new Object[] {next.version(), dueAt, birthday, state, programme, member.value(), decidedOn});
        }
    }

    /** Whose state was the one expected, and is now the new one. */
    Set<String> write(Session session) throws SQLException {
        Set<String> written = new HashSet<>(fresh.insertReturning(session, row -> row.getString("member")));
        if (changed.isEmpty()) {
            return written;
        }
        if (session.dialect().takesArrays()) {
            written.addAll(changeTogether(session));
            return written;
        }
        int[] counts = session.updateEach(
                "update loyalty_member set version = ?, due_at = ?, birthday = ?, state = ?"
                        + " where programme = ? and member = ? and version = ?",
                changed);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                written.add((String) changed.get(i)[5]);
            }
        }
        return written;
    }

    /** The rows are taken in one order by all, whatever order the update comes to. */
    private List<String> changeTogether(Session session) throws SQLException {
        Columns columns = Columns.of(changed);
        return session.query(
                "with next as materialized (select * from " + columns.table()
                        + " as n (version, due_at, birthday, state, programme, member, decided_on)),"
                        + " held as materialized (select m.programme, m.member from loyalty_member m join next n"
                        + " on m.programme = n.programme and m.member = n.member order by m.member for no key update of m)"
                        + " update loyalty_member m set version = n.version, due_at = n.due_at,"
                        + " birthday = n.birthday, state = n.state from held h join next n"
                        + " on n.programme = h.programme and n.member = h.member"
                        + " where m.programme = h.programme and m.member = h.member and m.version = n.decided_on"
                        + " returning m.member",
                row -> row.getString("member"),
                columns.arrays(session.connection()));
    }
}
