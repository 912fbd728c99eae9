package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * One try to write bundles in one transaction. The journal's head comes first: all that write wait there, and holding it
 * wait for nobody who writes, too. Ids are presumed to be free: which of them are taken after all only a try
 * that is careful asks. Used once.
 */
final class Writing {
    private final Session session;
    private final int programme;
    private final Codec codec;
    private final List<Bundle> bundles;
    private final boolean isCareful;
    /** Bundles that cannot be written, by their place. */
    private final Map<Integer, Fate> out = new TreeMap<>();

    private boolean isSomeIdTaken;

    Writing(Session session, int programme, Codec codec, List<Bundle> bundles, boolean isCareful) {
        this.session = session;
        this.programme = programme;
        this.codec = codec;
        this.bundles = bundles;
        this.isCareful = isCareful;
    }

    /** Whether nothing can be said, as some id is taken: the transaction is of no use, the next try has to be careful. */
    boolean isSomeIdTaken() {
        return isSomeIdTaken;
    }

    /** Those that cannot be written; only if there are none, the rest is ready to be committed. */
    Map<Integer, Fate> run() throws SQLException {
        checkAmongThemselves();
        if (goesOn()) {
            Head head = head();
            List<NumberedCommit> commits = numbered(head);
            checkActivations(head);
            if (goesOn()) {
                write(head, commits);
            }
        }
        return out;
    }

    private boolean goesOn() {
        return out.isEmpty() && !isSomeIdTaken;
    }

    private void write(Head head, List<NumberedCommit> commits) throws SQLException {
        Map<MemberId, Long> newest = members(commits);
        if (goesOn()) {
            identifiers();
        }
        if (goesOn()) {
            events(commits);
        }
        if (goesOn()) {
            out.putAll(LimitRows.of(bundles).take(session, programme));
        }
        if (goesOn()) {
            waiting();
            errandsDone();
            new Booking(programme, codec, head.number(), newest).book(session, commits);
        }
    }

    private void checkAmongThemselves() {
        Set<EventKey> keys = new HashSet<>();
        Map<MemberId, Long> versions = new HashMap<>();
        for (int i = 0; i < bundles.size(); i++) {
            Bundle bundle = bundles.get(i);
            for (Commit commit : bundle.commits()) {
                if (!keys.add(commit.event().key())) {
                    out.putIfAbsent(i, Fate.KNOWN);
                }
                if (commit.change().isPresent()) {
                    MemberState next = commit.change().get().next();
                    Long before = versions.put(next.id(), next.version());
                    boolean goesOn = before == null || before == next.version() - 1;
                    if (!goesOn) {
                        out.putIfAbsent(i, Fate.OUTRUN);
                    }
                }
            }
        }
    }

    /** The journal's head, which is ours until the end of the transaction: what was taken until now. */
    private record Head(long number, long place, long activations) {}

    private Head head() throws SQLException {
        long decisions = 0;
        long entries = 0;
        Object recordedAt = Session.No.TEXT;
        for (Bundle bundle : bundles) {
            for (Decision decision : bundle.decisions()) {
                decisions++;
                entries += decision.entries().size();
                recordedAt = decision.recordedAt().toString();
            }
        }
        Head after = session.first(
                        "update loyalty_journal_head set number = number + ?, place = place + ?,"
                                + " recorded_at = coalesce(?, recorded_at)"
                                + " where programme = ? returning number, place, activations",
                        row -> new Head(row.getLong("number"), row.getLong("place"), row.getLong("activations")),
                        entries,
                        decisions,
                        recordedAt,
                        programme)
                .orElseThrow();
        return new Head(after.number() - entries, after.place() - decisions, after.activations());
    }

    private void checkActivations(Head head) {
        for (int i = 0; i < bundles.size(); i++) {
            if (bundles.get(i).isOutdated(head.activations())) {
                out.put(i, Fate.OUTDATED);
            }
        }
    }

    private List<NumberedCommit> numbered(Head head) {
        List<NumberedCommit> numbered = new ArrayList<>();
        long place = head.place();
        for (int i = 0; i < bundles.size(); i++) {
            for (Commit commit : bundles.get(i).commits()) {
                place += commit.change().isPresent() ? 1 : 0;
                numbered.add(new NumberedCommit(i, commit, commit.change().isPresent() ? place : 0));
            }
        }
        return numbered;
    }

    /** A member's first and last state among the bundles. */
    private record Stretch(long decidedOn, NumberedCommit last, List<Integer> bundles) {}

    private Map<MemberId, Stretch> stretches(List<NumberedCommit> commits) {
        Map<MemberId, Stretch> stretches = new TreeMap<>();
        for (NumberedCommit each : commits) {
            Bundle bundle = bundles.get(each.bundle());
            if (each.commit().change().isPresent()) {
                MemberId member = each.commit().change().get().next().id();
                Stretch before = stretches.get(member);
                List<Integer> places = before == null ? new ArrayList<>() : before.bundles();
                places.add(each.bundle());
                stretches.put(
                        member, new Stretch(before == null ? bundle.decidedOn() : before.decidedOn(), each, places));
            }
        }
        return stretches;
    }

    /** The place of the newest decision on each member so far; 0 for none. */
    private Map<MemberId, Long> members(List<NumberedCommit> commits) throws SQLException {
        Map<MemberId, Stretch> stretches = stretches(commits);
        MemberRows rows = new MemberRows(programme);
        stretches.values().forEach(stretch -> rows.add(stretch.decidedOn(), stretch.last()));
        Map<MemberId, Long> newest = rows.write(session);
        stretches.forEach((member, stretch) -> {
            if (!newest.containsKey(member)) {
                outrun(stretch.bundles());
            }
        });
        return newest;
    }

    private void outrun(List<Integer> places) {
        places.forEach(place -> out.putIfAbsent(place, Fate.OUTRUN));
    }

    /** Whom a bundle wants an identifier to name. */
    private record Claim(int bundle, MemberId member) {}

    private void identifiers() throws SQLException {
        Map<Identifier, List<Claim>> claims = new TreeMap<>();
        for (int i = 0; i < bundles.size(); i++) {
            for (Commit commit : bundles.get(i).commits()) {
                if (commit.change().isPresent()) {
                    Claim claim = new Claim(i, commit.change().get().next().id());
                    commit.change()
                            .get()
                            .identifiers()
                            .forEach(identifier -> claims.computeIfAbsent(identifier, each -> new ArrayList<>())
                                    .add(claim));
                }
            }
        }
        Rows rows = Rows.into(
                "loyalty_identifier",
                "programme, kind, value, member",
                "on conflict (programme, kind, value) do nothing returning kind, value");
        claims.forEach((identifier, by) -> rows.add(
                programme,
                identifier.kind(),
                identifier.value(),
                by.get(0).member().value()));
        Set<Identifier> fresh = Set.copyOf(
                rows.insertReturning(session, row -> new Identifier(row.getString("kind"), row.getString("value"))));
        for (Map.Entry<Identifier, List<Claim>> each : claims.entrySet()) {
            MemberId owner =
                    fresh.contains(each.getKey()) ? each.getValue().get(0).member() : owner(each.getKey());
            each.getValue().stream()
                    .filter(claim -> !claim.member().equals(owner))
                    .forEach(claim -> out.putIfAbsent(claim.bundle(), Fate.OUTRUN));
        }
    }

    private MemberId owner(Identifier identifier) throws SQLException {
        return session.first(
                        "select member from loyalty_identifier where programme = ? and kind = ? and value = ?",
                        row -> new MemberId(row.getString("member")),
                        programme,
                        identifier.kind(),
                        identifier.value())
                .orElseThrow();
    }

    private void events(List<NumberedCommit> commits) throws SQLException {
        Map<EventKey, NumberedCommit> fresh = new TreeMap<>(Writing::order);
        for (NumberedCommit each : commits) {
            if (!each.commit().waited()) {
                fresh.put(each.commit().event().key(), each);
            } else if (!answered(each)) {
                out.put(each.bundle(), Fate.KNOWN);
            }
        }
        Rows rows = Rows.into(
                "loyalty_event",
                "programme, partner, id, hash, kind, happened_at, outcome, place, event, answer",
                "on conflict (programme, partner, id) do nothing" + (isCareful ? " returning partner, id" : ""));
        fresh.forEach((key, numbered) -> rows.add(eventRow(key, numbered)));
        if (isCareful) {
            rows.insertReturning(session, Reading::key).forEach(fresh::remove);
            fresh.values().forEach(taken -> out.put(taken.bundle(), Fate.KNOWN));
        } else {
            isSomeIdTaken = rows.insert(session) < fresh.size();
        }
    }

    private static int order(EventKey a, EventKey b) {
        int byPartner = a.partner().compareTo(b.partner());
        return byPartner != 0 ? byPartner : a.id().compareTo(b.id());
    }

    private Object[] eventRow(EventKey key, NumberedCommit numbered) {
        Commit commit = numbered.commit();
        Event event = commit.event();
        return new Object[] {
            programme,
            key.partner().value(),
            key.id(),
            commit.hash().text(),
            event.type(),
            Moments.micros(event.happenedAt()),
            outcome(commit.answer()),
            place(numbered),
            Texts.of(commit).event(),
            answer(commit.answer()).<Object>map(text -> text).orElse(Session.No.TEXT)
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
    private Optional<String> answer(Answer answer) {
        if (answer instanceof Waiting waiting) {
            return Optional.of(codec.write(waiting));
        }
        return answer instanceof Declined declined ? Optional.of(codec.write(declined)) : Optional.empty();
    }

    /** Whether the event still waited, and is answered now. */
    private boolean answered(NumberedCommit numbered) throws SQLException {
        Commit commit = numbered.commit();
        EventKey key = commit.event().key();
        int count = session.update(
                "update loyalty_event set outcome = ?, place = ?, answer = ?"
                        + " where programme = ? and partner = ? and id = ? and outcome = ?",
                outcome(commit.answer()),
                place(numbered),
                answer(commit.answer()).<Object>map(text -> text).orElse(Session.No.TEXT),
                programme,
                key.partner().value(),
                key.id(),
                Reading.WAITING);
        if (count == 1) {
            session.update(
                    "delete from loyalty_waiting where programme = ? and partner = ? and id = ?",
                    programme,
                    key.partner().value(),
                    key.id());
        }
        return count == 1;
    }

    private void waiting() throws SQLException {
        Rows rows = Rows.into("loyalty_waiting", "programme, kind, value, place, partner, id, waits_until");
        long place = 0;
        for (Bundle bundle : bundles) {
            for (Commit commit : bundle.commits()) {
                if (commit.answer() instanceof Waiting waits) {
                    if (place == 0) {
                        place = session.first(
                                                "update loyalty_journal_head set waited = waited + ? where programme = ?"
                                                        + " returning waited",
                                                row -> row.getLong("waited"),
                                                (long) bundles.size(),
                                                programme)
                                        .orElseThrow()
                                - bundles.size();
                    }
                    place++;
                    EventKey key = commit.event().key();
                    for (Awaited awaited : Awaited.of(commit.event())) {
                        rows.add(
                                programme,
                                awaited.kind(),
                                awaited.value(),
                                place,
                                key.partner().value(),
                                key.id(),
                                Moments.micros(waits.until()));
                    }
                }
            }
        }
        rows.insert(session);
    }

    /** An errand is done once its event is written, whatever came of it. */
    private void errandsDone() throws SQLException {
        for (Bundle bundle : bundles) {
            for (Commit commit : bundle.commits()) {
                if (Errand.isOne(commit.event())) {
                    session.update(
                            "delete from loyalty_errand where programme = ? and id = ?",
                            programme,
                            commit.event().key().id());
                }
            }
        }
    }
}
