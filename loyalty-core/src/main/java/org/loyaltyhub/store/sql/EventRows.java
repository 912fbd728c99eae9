package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.EventKey;

/**
 * Events under their ids, which are presumed to be free: which of them are taken after all is asked only with care, for it
 * takes an answer for each. Used once.
 */
final class EventRows implements Taking {
    private static final Comparator<NumberedCommit> BY_KEY = Comparator.comparing(
                    (NumberedCommit each) -> each.commit().event().key().partner())
            .thenComparing(each -> each.commit().event().key().id());

    private final int programme;
    private final Codec codec;
    private final boolean isCareful;
    private final List<NumberedCommit> fresh = new ArrayList<>();
    /** That are answered now. */
    private final List<NumberedCommit> waited = new ArrayList<>();

    private final Set<EventKey> inserted = new HashSet<>();
    /** The places of bundles whose event did not wait any more. */
    private final Set<Integer> tooLate = new HashSet<>();

    private int count;

    private EventRows(int programme, Codec codec, boolean isCareful) {
        this.programme = programme;
        this.codec = codec;
        this.isCareful = isCareful;
    }

    static EventRows of(List<NumberedCommit> commits, int programme, Codec codec, boolean isCareful) {
        EventRows rows = new EventRows(programme, codec, isCareful);
        for (NumberedCommit each : commits) {
            (each.commit().waited() ? rows.waited : rows.fresh).add(each);
        }
        rows.fresh.sort(BY_KEY);
        return rows;
    }

    @Override
    public void addTo(RoundTrip trip) throws SQLException {
        waited.forEach(each -> answer(trip, each));
        Rows rows = Rows.into(
                "loyalty_event",
                "programme, partner, id, hash, kind, happened_at, outcome, place, event, answer",
                "on conflict (programme, partner, id) do nothing" + (isCareful ? " returning partner, id" : ""));
        for (NumberedCommit each : fresh) {
            rows.add(row(each));
        }
        if (isCareful) {
            rows.insertReturning(trip, Reading::key, inserted::add);
        } else {
            rows.insert(trip, added -> count += added);
        }
    }

    /** Whether nothing can be said, as some id is taken: it has to be tried again with care. */
    boolean isSomeIdTaken() {
        return !isCareful && count < fresh.size();
    }

    @Override
    public Map<Integer, Fate> refused() {
        Map<Integer, Fate> refused = new TreeMap<>();
        tooLate.forEach(bundle -> refused.put(bundle, Fate.KNOWN));
        if (isCareful) {
            for (NumberedCommit each : fresh) {
                if (!inserted.contains(each.commit().event().key())) {
                    refused.put(each.bundle(), Fate.KNOWN);
                }
            }
        }
        return refused;
    }

    private Object[] row(NumberedCommit numbered) {
        Commit commit = numbered.commit();
        Event event = commit.event();
        return new Object[] {
            programme,
            event.key().partner().value(),
            event.key().id(),
            commit.hash().text(),
            event.type(),
            Moments.micros(event.happenedAt()),
            outcome(commit.answer()),
            place(numbered),
            Texts.of(commit).event(),
            answer(commit.answer())
        };
    }

    private static Object place(NumberedCommit numbered) {
        return numbered.place() == 0 ? Session.No.NUMBER : numbered.place();
    }

    private static String outcome(Answer answer) {
        if (answer instanceof Waiting) {
            return Reading.WAITING;
        }
        return answer instanceof Declined ? Reading.DECLINED : Reading.ACCEPTED;
    }

    /** An accepted event's answer is its decision, which has a row of its own. */
    private Object answer(Answer answer) {
        if (answer instanceof Waiting waiting) {
            return codec.write(waiting);
        }
        return answer instanceof Declined declined ? codec.write(declined) : Session.No.TEXT;
    }

    private void answer(RoundTrip trip, NumberedCommit numbered) {
        Commit commit = numbered.commit();
        EventKey key = commit.event().key();
        trip.updateOne(
                "update loyalty_event set outcome = ?, place = ?, answer = ?"
                        + " where programme = ? and partner = ? and id = ? and outcome = ?",
                List.of(
                        outcome(commit.answer()),
                        place(numbered),
                        answer(commit.answer()),
                        programme,
                        key.partner().value(),
                        key.id(),
                        Reading.WAITING),
                changed -> {
                    if (changed == 0) {
                        tooLate.add(numbered.bundle());
                    }
                });
        trip.updateOne(
                "delete from loyalty_waiting where programme = ? and partner = ? and id = ?",
                List.of(programme, key.partner().value(), key.id()),
                deleted -> {});
    }
}
