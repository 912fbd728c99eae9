package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Revision;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.MemberId;

/** What is appended once the journal's head has given the numbers. Used once. */
final class Booking {
    private static final Comparator<Account> BY_HOLDER =
            Comparator.comparing(Account::holder).thenComparing(Account::kind);

    private final Rows decisions = Rows.into(
            "loyalty_decision",
            "programme, member, sequence, place, before, version, partner, id, happened_at, recorded_at, earned,"
                    + " first_entry, entries, decision");
    private final Rows entries =
            Rows.into("loyalty_entry", "programme, number, code, member, happened_at, recorded_at, entry");
    private final Rows errands = Rows.into("loyalty_errand", "programme, id, place, errand");
    private final Rows sums = Rows.into(
            "loyalty_balance",
            "programme, holder, kind, amount",
            "on conflict (programme, holder, kind) do update set amount = loyalty_balance.amount + excluded.amount"
                    + " where case when excluded.amount > 0"
                    + " then loyalty_balance.amount <= 9223372036854775807 - excluded.amount"
                    + " else loyalty_balance.amount >= -9223372036854775807 - 1 - excluded.amount end");
    private final Rows revisions = Rows.into(
            "loyalty_revision",
            "programme, member, sequence, event, earned",
            "on conflict (programme, member, sequence) do update set event = excluded.event, earned = excluded.earned");
    private final Map<String, Object[]> revised = new TreeMap<>();
    private final Map<Account, Long> balances = new HashMap<>();
    private final int programme;
    private final Codec codec;
    private final boolean isCounted;
    private final Map<MemberId, Long> newest;
    private long number;
    /** Whether what the postings come to cannot be counted. */
    private boolean isTooMuch;
    /** How many balances were written: not those that would be too much. */
    private int written;

    /**
     * @param number the last that is taken
     * @param newest the place of the newest decision on each member so far; 0 for none
     * @param isCounted whether it is known that what all comes to can be counted, whatever some of it does
     */
    Booking(int programme, Codec codec, long number, Map<MemberId, Long> newest, boolean isCounted) {
        this.isCounted = isCounted;
        this.programme = programme;
        this.codec = codec;
        this.number = number;
        this.newest = new HashMap<>(newest);
    }

    void addTo(RoundTrip trip, List<NumberedCommit> commits) throws SQLException {
        for (NumberedCommit each : commits) {
            Commit commit = each.commit();
            if (commit.change().isPresent()) {
                add(
                        each.place(),
                        commit.change().get(),
                        Texts.of(commit).change().orElseThrow());
            }
        }
        insert(trip);
    }

    /** An entry that no decision wrote. */
    void addTo(RoundTrip trip, Entry entry) throws SQLException {
        add(entry, codec.write(entry));
        insert(trip);
    }

    private void insert(RoundTrip trip) throws SQLException {
        decisions.insert(trip);
        entries.insert(trip);
        errands.insert(trip);
        revised.values().forEach(revisions::add);
        revisions.insert(trip);
        balances.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_HOLDER))
                .forEach(each -> sums.add(
                        programme, each.getKey().holder(), each.getKey().kind().name(), each.getValue()));
        sums.insert(trip, rows -> written += rows);
    }

    /** Whether some account would stand at more than can be counted; once the trip was run. Then this is not to be kept. */
    boolean isTooMuch() {
        return isTooMuch || written < balances.size();
    }

    private void add(long place, Commit.Change change, Texts.OfChange texts) {
        Decision decision = change.decision();
        long before = Objects.requireNonNull(newest.put(decision.member(), place));
        decisions.add(
                programme,
                decision.member().value(),
                decision.sequence(),
                place,
                before,
                decision.version(),
                decision.event().key().partner().value(),
                decision.event().key().id(),
                Moments.micros(decision.event().happenedAt()),
                Moments.micros(decision.recordedAt()),
                decision.remembered()
                        .map(Remembered::pointsEarned)
                        .<Object>map(points -> points.units())
                        .orElse(Session.No.NUMBER),
                number + 1,
                decision.entries().size(),
                texts.decision());
        for (int i = 0; i < texts.entries().size(); i++) {
            add(decision.entries().get(i), texts.entries().get(i));
        }
        decision.revisions().forEach(revision -> add(decision, revision));
        for (Errand errand : change.owed()) {
            errands.add(programme, errand.event().id(), place, codec.write(errand));
        }
    }

    private void add(Decision decision, Revision revision) {
        Optional<Remembered> left = revision.rememberedAfter();
        Object[] row = {
            programme,
            decision.member().value(),
            revision.sequence(),
            left.<Object>map(each -> codec.write(each.visit().event())).orElse(Session.No.TEXT),
            left.<Object>map(each -> each.pointsEarned().units()).orElse(Session.No.NUMBER)
        };
        revised.put(decision.member().value() + "/" + revision.sequence(), row); // the newest has the last word
    }

    private long sum(long one, long other) {
        isTooMuch |= !isCounted && !Balances.canAdd(one, other);
        return one + other;
    }

    private void add(Entry entry, String text) {
        number++;
        entries.add(
                programme,
                number,
                entry.code().name(),
                entry.member().<Object>map(MemberId::value).orElse(Session.No.TEXT),
                Moments.micros(entry.happenedAt()),
                Moments.micros(entry.recordedAt()),
                text);
        for (Posting posting : entry.postings()) {
            balances.merge(posting.account(), posting.amount(), this::sum);
        }
    }
}
