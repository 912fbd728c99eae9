package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.store.Due;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.MemberId;

/** Members a page at a time, in the database's order. In one transaction, and not thread-safe. */
final class MemberPages {
    private final Session session;
    private final int programme;

    MemberPages(Session session, int programme) {
        this.session = session;
        this.programme = programme;
    }

    /** For its column. */
    static Object dueAt(MemberState state) {
        return state.idleUntil().<Object>map(Moments::micros).orElse(Session.No.NUMBER);
    }

    /** For its column. */
    static Object birthday(MemberState state) {
        return state.profile()
                .birthday()
                .<Object>map(date -> number(MonthDay.from(date)))
                .orElse(Session.No.NUMBER);
    }

    private static int number(MonthDay day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    List<MemberId> members(Optional<MemberId> after, int most) throws SQLException {
        return session.query(
                "select member from loyalty_member where programme = ? and member > ? order by member limit ?",
                row -> new MemberId(row.getString("member")),
                programme,
                behind(after),
                most);
    }

    List<MemberId> bornOn(MonthDay day, Optional<MemberId> after, int most) throws SQLException {
        return session.query(
                "select member from loyalty_member where programme = ? and birthday = ? and member > ?"
                        + " order by member limit ?",
                row -> new MemberId(row.getString("member")),
                programme,
                number(day),
                behind(after),
                most);
    }

    List<Due> due(Instant by, Optional<Due> after, int most) throws SQLException {
        long first = after.map(Due::at).map(Moments::micros).orElse(Long.MIN_VALUE);
        return session.query(
                "select due_at, member from loyalty_member where programme = ? and due_at <= ?"
                        + " and (due_at, member) > (?, ?) order by due_at, member limit ?",
                row -> new Due(Moments.instant(row.getLong("due_at")), new MemberId(row.getString("member"))),
                programme,
                Moments.micros(by),
                first,
                behind(after.map(Due::member)),
                most);
    }

    /** Every id is behind none. */
    private static String behind(Optional<MemberId> after) {
        return after.map(MemberId::value).orElse("");
    }
}
