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
import org.loyaltyhub.decision.SharedUse;
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
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * One try to write bundles in one transaction. Rows that others may hold are taken in one order by all: members,
 * identifiers, events, limits, the journal's head; so nobody waits for somebody who waits for them. Used once.
 */
final class Writing {
    private final Session session;
    private final int programme;
    private final Codec codec;
    private final List<Bundle> bundles;
    /** Bundles that cannot be written, by their place. */
    private final Map<Integer, Fate> out = new TreeMap<>();

    Writing(Session session, int programme, Codec codec, List<Bundle> bundles) {
        this.session = session;
        this.programme = programme;
        this.codec = codec;
        this.bundles = bundles;
    }

    /** Those that cannot be written; only if there are none, the rest is ready to be committed. */
    Map<Integer, Fate> run() throws SQLException {
        checkAmongThemselves();
        if (out.isEmpty()) {
            members();
        }
        if (out.isEmpty()) {
            identifiers();
        }
        if (out.isEmpty()) {
            events();
        }
        if (out.isEmpty()) {
            limits();
        }
        if (out.isEmpty()) {
            journal();
        }
        return out;
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

    /** A member's first and last state among the bundles. */
    private record Stretch(long decidedOn, Commit last, List<Integer> bundles) {}

    private Map<MemberId, Stretch> stretches() {
        Map<MemberId, Stretch> stretches = new TreeMap<>();
        for (int i = 0; i < bundles.size(); i++) {
            Bundle bundle = bundles.get(i);
            Optional<MemberId> member = bundle.member();
            if (member.isPresent()) {
                Commit last = bundle.commits().get(bundle.commits().size() - 1);
                Stretch before = stretches.get(member.get());
                List<Integer> places = before == null ? new ArrayList<>() : before.bundles();
                places.add(i);
                long decidedOn = before == null ? bundle.decidedOn() : before.decidedOn();
                stretches.put(member.get(), new Stretch(decidedOn, last, places));
            }
        }
        return stretches;
    }

    private void members() throws SQLException {
        Map<MemberId, Stretch> stretches = stretches();
        MemberRows rows = new MemberRows(programme);
        stretches.values().forEach(stretch -> rows.add(stretch.decidedOn(), stretch.last()));
        Set<String> written = rows.write(session);
        stretches.forEach((member, stretch) -> {
            if (!written.contains(member.value())) {
                outrun(stretch.bundles());
            }
        });
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

    /** A commit and the bundle it is of. */
    private record Placed(int bundle, Commit commit) {}

    private void events() throws SQLException {
        Map<EventKey, Placed> commits = new TreeMap<>(Writing::order);
        for (int i = 0; i < bundles.size(); i++) {
            for (Commit commit : bundles.get(i).commits()) {
                commits.put(commit.event().key(), new Placed(i, commit));
            }
        }
        Rows rows = Rows.into(
                "loyalty_event",
                "programme, partner, id, hash, kind, happened_at, outcome, member, sequence, event, answer",
                "on conflict (programme, partner, id) do nothing returning partner, id");
        commits.forEach((key, placed) -> rows.add(eventRow(key, placed.commit())));
        rows.insertReturning(session, Reading::key).forEach(commits::remove);
        for (Placed taken : commits.values()) {
            if (!answered(taken.commit())) {
                out.put(taken.bundle(), Fate.KNOWN);
            }
        }
    }

    private static int order(EventKey a, EventKey b) {
        int byPartner = a.partner().compareTo(b.partner());
        return byPartner != 0 ? byPartner : a.id().compareTo(b.id());
    }

    private Object[] eventRow(EventKey key, Commit commit) {
        Event event = commit.event();
        Optional<Decision> decision = commit.change().map(Commit.Change::decision);
        return new Object[] {
            programme,
            key.partner().value(),
            key.id(),
            commit.hash().text(),
            event.type(),
            Moments.micros(event.happenedAt()),
            outcome(commit.answer()),
            decision.<Object>map(each -> each.member().value()).orElse(Session.No.TEXT),
            decision.<Object>map(Decision::sequence).orElse(Session.No.NUMBER),
            Texts.of(commit).event(),
            answer(commit.answer()).<Object>map(text -> text).orElse(Session.No.TEXT)
        };
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

    /** Whether the event waited, and is answered now. */
    private boolean answered(Commit commit) throws SQLException {
        if (commit.answer() instanceof Waiting) {
            return false;
        }
        EventKey key = commit.event().key();
        Optional<Decision> decision = commit.change().map(Commit.Change::decision);
        int count = session.update(
                "update loyalty_event set outcome = ?, member = ?, sequence = ?, answer = ?"
                        + " where programme = ? and partner = ? and id = ? and outcome = ?",
                outcome(commit.answer()),
                decision.<Object>map(each -> each.member().value()).orElse(Session.No.TEXT),
                decision.<Object>map(Decision::sequence).orElse(Session.No.NUMBER),
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

    /** What one bundle uses of a limit. */
    private record Use(int bundle, long more, long most) {}

    private void limits() throws SQLException {
        Map<LimitRow, List<Use>> uses = new TreeMap<>();
        for (int i = 0; i < bundles.size(); i++) {
            for (Commit commit : bundles.get(i).commits()) {
                Map<LimitRow, Use> ofOne = new TreeMap<>();
                for (SharedUse use : commit.sharedUses()) {
                    long most = use.used() > 0 ? use.limit().limit().most() : Long.MAX_VALUE;
                    ofOne.merge(LimitRow.of(use.limit()), new Use(i, use.used(), most), Writing::both);
                }
                ofOne.forEach((row, use) -> {
                    if (use.more() != 0) {
                        uses.computeIfAbsent(row, r -> new ArrayList<>()).add(use);
                    }
                });
            }
        }
        for (Map.Entry<LimitRow, List<Use>> each : uses.entrySet()) {
            take(each.getKey(), each.getValue());
        }
    }

    private static Use both(Use a, Use b) {
        return new Use(a.bundle(), Math.addExact(a.more(), b.more()), Math.min(a.most(), b.most()));
    }

    private void take(LimitRow row, List<Use> uses) throws SQLException {
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

    private void journal() throws SQLException {
        int decisions = 0;
        long entries = 0;
        String recordedAt = "";
        for (Bundle bundle : bundles) {
            for (Commit commit : bundle.commits()) {
                if (commit.change().isPresent()) {
                    Decision decision = commit.change().get().decision();
                    decisions++;
                    entries += decision.entries().size();
                    recordedAt = decision.recordedAt().toString();
                }
            }
        }
        waiting();
        errandsDone();
        Head head = session.first(
                        "update loyalty_journal_head set number = number + ?, place = place + ?,"
                                + " recorded_at = coalesce(?, recorded_at)"
                                + " where programme = ? returning number, place, activations",
                        row -> new Head(row.getLong("number"), row.getLong("place"), row.getLong("activations")),
                        entries,
                        (long) decisions,
                        decisions == 0 ? Session.No.TEXT : recordedAt,
                        programme)
                .orElseThrow();
        for (int i = 0; i < bundles.size(); i++) {
            if (bundles.get(i).isOutdated(head.activations())) {
                out.put(i, Fate.OUTDATED);
            }
        }
        if (out.isEmpty() && decisions > 0) {
            new Booking(programme, codec, head.number() - entries, head.place() - decisions).book(session, bundles);
        }
    }

    /** The journal's head, which is ours until the end of the transaction. */
    private record Head(long number, long place, long activations) {}

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
