package org.loyaltyhub.store;

import java.time.Instant;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * Keeps everything in memory, for tests, simulation and runs over files; gone with the process.
 *
 * <p>Thread-safe: one lock around every call. Ids with their hashes, member states and account balances are kept for
 * ever; events, decisions and entries up to a bound, the newest.
 */
public final class InMemoryStore implements Store, SettlementStore {
    private final IntSupplier keep;
    private final Map<EventKey, Known> known = new HashMap<>();
    private final Map<Identifier, MemberId> members = new HashMap<>();
    private final Map<String, Ranking> rankings = new HashMap<>();
    private final Map<MemberId, Row> rows = new HashMap<>();
    private final MemberIndex index = new MemberIndex();
    private final HeldWaiting waiting = new HeldWaiting();
    private final HeldVersions versions = new HeldVersions();
    private final HeldJournal journal = new HeldJournal();
    private final Map<SharedLimit.Key, Long> used = new HashMap<>();
    private final Map<EventKey, Errand> errands = new LinkedHashMap<>();
    private final HeldCommits newest = new HeldCommits();
    private Optional<Instant> advancedTo = Optional.empty();
    private @Nullable Instant lastRecordedAt;

    /**
     * An event id, and where to find what came of the event.
     *
     * @param waiting the event, while it waits
     * @param number of the commit, once it does not
     */
    private record Known(ContentHash hash, @Nullable Commit waiting, long number) {
        boolean waits() {
            return waiting != null;
        }
    }

    /** A member. */
    private static final class Row {
        private final HeldAccounts accounts;
        private MemberState state;
        /** The number of what was decided last. */
        private long newest = HeldCommits.NONE;

        Row(MemberState state, HeldAccounts accounts) {
            this.state = state;
            this.accounts = accounts;
        }
    }

    private InMemoryStore(IntSupplier keep) {
        this.keep = keep;
    }

    /** Keeps everything. */
    public static InMemoryStore keepingAll() {
        return new InMemoryStore(() -> Integer.MAX_VALUE);
    }

    /** Keeps the newest {@code events} events with their answers, decisions and entries, and of older ones the ids. */
    public static InMemoryStore keeping(int events) {
        if (events < 0) {
            throw new IllegalArgumentException("a store keeps no or some events, was told " + events);
        }
        return keeping(() -> events);
    }

    /** Keeps as many of the newest events as it is told whenever one is written. */
    public static InMemoryStore keeping(IntSupplier events) {
        return new InMemoryStore(events);
    }

    @Override
    public synchronized Optional<Recorded> find(EventKey key) {
        return Optional.ofNullable(known.get(key)).map(this::recorded);
    }

    private Recorded recorded(Known id) {
        Optional<Commit> commit = Optional.ofNullable(id.waits() ? id.waiting : newest.get(id.number));
        return new Recorded(id.hash, commit.map(Commit::event), commit.map(Commit::answer));
    }

    @Override
    public synchronized Set<EventKey> known(Collection<EventKey> keys) {
        Set<EventKey> taken = new HashSet<>();
        for (EventKey key : keys) {
            if (known.containsKey(key)) {
                taken.add(key);
            }
        }
        return taken;
    }

    @Override
    public synchronized Optional<MemberId> member(Identifier identifier) {
        return Optional.ofNullable(members.get(identifier));
    }

    @Override
    public synchronized Optional<MemberState> state(MemberId member) {
        return Optional.ofNullable(rows.get(member)).map(row -> row.state);
    }

    @Override
    public synchronized List<Fate> commit(List<Bundle> bundles) {
        List<Fate> fates = new ArrayList<>(bundles.size());
        Set<MemberId> left = Set.of();
        for (Bundle bundle : bundles) {
            Optional<MemberId> member = bundle.member();
            boolean isBehind = member.isPresent() && left.contains(member.get());
            Fate fate = isBehind ? Fate.OUTRUN : fate(bundle, member);
            if (fate == Fate.KEPT) {
                bundle.commits().forEach(this::write);
            } else if (member.isPresent()) {
                left = left.isEmpty() ? new HashSet<>() : left;
                left.add(member.get());
            }
            fates.add(fate);
        }
        return fates;
    }

    private Fate fate(Bundle bundle, Optional<MemberId> member) {
        for (Commit commit : bundle.commits()) {
            if (isTaken(commit)) {
                return Fate.KNOWN;
            }
        }
        if (bundle.isOutdated(versions.activations())) {
            return Fate.OUTDATED;
        }
        if (!isCurrent(bundle, member) || !nameOnlyTheirMember(bundle) || !fitsLimits(bundle)) {
            return Fate.OUTRUN;
        }
        return journal.canBook(bundle) ? Fate.KEPT : Fate.UNCOUNTABLE;
    }

    private boolean isCurrent(Bundle bundle, Optional<MemberId> member) {
        Row row = member.isPresent() ? rows.get(member.get()) : null;
        return bundle.decidedOn() == (row == null ? 0 : row.state.version());
    }

    private boolean nameOnlyTheirMember(Bundle bundle) {
        for (Commit commit : bundle.commits()) {
            if (commit.change().isPresent()
                    && !namesOnlyItsMember(commit.change().get())) {
                return false;
            }
        }
        return true;
    }

    private boolean isTaken(Commit commit) {
        Known before = known.get(commit.event().key());
        return commit.waited() ? before == null || !before.waits() : before != null;
    }

    private boolean namesOnlyItsMember(Commit.Change change) {
        MemberId member = change.next().id();
        for (Identifier each : change.identifiers()) {
            MemberId named = members.get(each);
            if (named != null && !named.equals(member)) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsLimits(Bundle bundle) {
        Map<SharedLimit.Key, List<SharedUse>> answers = Map.of();
        for (Commit commit : bundle.commits()) {
            for (SharedUse use : commit.sharedUses()) {
                answers = answers.isEmpty() ? new HashMap<>() : answers;
                answers.computeIfAbsent(use.limit().key(), key -> new ArrayList<>())
                        .add(use);
            }
        }
        return answers.isEmpty() || areRight(answers);
    }

    private boolean areRight(Map<SharedLimit.Key, List<SharedUse>> answers) {
        for (Map.Entry<SharedLimit.Key, List<SharedUse>> each : answers.entrySet()) {
            if (!SharedUse.areRight(each.getValue(), used.getOrDefault(each.getKey(), 0L))) {
                return false;
            }
        }
        return true;
    }

    private void write(Commit commit) {
        EventKey key = commit.event().key();
        boolean waits = commit.answer() instanceof Waiting;
        if (known.put(key, new Known(commit.hash(), waits ? commit : null, newest.next())) != null) {
            waiting.remove(commit.event());
        }
        if (waits) {
            waiting.add(commit.event());
            return;
        }
        errands.remove(key);
        newest.add(commit, commit.change().isPresent() ? apply(commit.change().get()) : HeldCommits.NONE);
        if (newest.size() > keep.getAsInt()) {
            journal.forget(newest.forgetOldest());
        }
    }

    /** The number of what was decided on the same member before. */
    private long apply(Commit.Change change) {
        MemberState next = change.next();
        Decision decision = change.decision();
        for (Identifier identifier : change.identifiers()) {
            members.put(identifier, next.id());
        }
        Row row = goOn(next);
        long before = row.newest;
        row.newest = newest.next();
        for (SharedUse use : decision.shared()) {
            used.merge(use.limit().key(), use.used(), Math::addExact);
        }
        for (Errand errand : change.owed()) {
            errands.put(errand.event().key(), errand);
        }
        Instant recordedAt = decision.recordedAt();
        if (lastRecordedAt == null || recordedAt.isAfter(lastRecordedAt)) {
            lastRecordedAt = recordedAt;
        }
        journal.book(decision.entries(), row.accounts);
        return before;
    }

    private Row goOn(MemberState next) {
        Row row = rows.get(next.id());
        index.changed(row == null ? null : row.state, next);
        if (row == null) {
            row = new Row(next, journal.accounts(next.id().value()));
            rows.put(next.id(), row);
        }
        row.state = next;
        return row;
    }

    @Override
    public synchronized long used(SharedLimit limit) {
        return used.getOrDefault(limit.key(), 0L);
    }

    @Override
    public synchronized List<Errand> errands() {
        return List.copyOf(errands.values());
    }

    @Override
    public synchronized void drop(Errand errand) {
        errands.remove(errand.event().key());
    }

    @Override
    public synchronized List<MemberId> members() {
        return index.all();
    }

    @Override
    public synchronized List<MemberId> members(Optional<MemberId> after, int most) {
        return index.members(after, most);
    }

    @Override
    public synchronized List<MemberId> bornOn(MonthDay day, Optional<MemberId> after, int most) {
        return index.bornOn(day, after, most);
    }

    @Override
    public synchronized List<Due> due(Instant by, Optional<Due> after, int most) {
        return index.due(by, after, most);
    }

    @Override
    public synchronized boolean replace(MemberState state) {
        Row row = rows.get(state.id());
        if (row == null || row.state.version() != state.version()) {
            return false;
        }
        row.state = state;
        return true;
    }

    @Override
    public synchronized List<Event> waitingFor(Collection<Identifier> identifiers) {
        return events(waiting.waitingFor(identifiers));
    }

    @Override
    public synchronized List<Event> waitingFor(EventKey purchase) {
        return waiting.isEmpty() ? List.of() : events(waiting.waitingFor(List.of(purchase)));
    }

    @Override
    public synchronized Set<EventKey> awaited(Collection<EventKey> purchases) {
        Set<EventKey> awaited = new HashSet<>();
        for (EventKey purchase : purchases) {
            if (!waiting.waitingFor(List.of(purchase)).isEmpty()) {
                awaited.add(purchase);
            }
        }
        return awaited;
    }

    @Override
    public synchronized boolean mayBeWaiting() {
        return !waiting.isEmpty();
    }

    @Override
    public synchronized List<Event> forgottenWaiting() {
        return events(waiting.waitingFor(this::hasCome));
    }

    private boolean hasCome(Object awaited) {
        if (awaited instanceof EventKey purchase) {
            return find(purchase).flatMap(Recorded::answer).orElse(null) instanceof Accepted;
        }
        return awaited instanceof Identifier identifier && members.containsKey(identifier);
    }

    @Override
    public synchronized List<Event> waitingUntil(Instant moment, int most) {
        return events(waiting.all()).stream()
                .filter(event -> find(event.key()).flatMap(Recorded::answer).orElse(null) instanceof Waiting answer
                        && answer.until().isBefore(moment))
                .limit(most)
                .toList();
    }

    private List<Event> events(List<EventKey> keys) {
        List<Event> events = new ArrayList<>(keys.size());
        for (EventKey key : keys) {
            find(key).flatMap(Recorded::event).ifPresent(events::add);
        }
        return Collections.unmodifiableList(events);
    }

    @Override
    public synchronized List<Decision> decisions(MemberId member) {
        Row row = rows.get(member);
        return row == null ? List.of() : newest.decisions(row.newest);
    }

    @Override
    public synchronized List<JournalLine> journal() {
        return journal.lines();
    }

    @Override
    public synchronized long balance(Account account) {
        return journal.balance(account);
    }

    @Override
    public SettlementStore settlements() {
        return this;
    }

    @Override
    public synchronized long lastNumber() {
        return journal.lastNumber();
    }

    @Override
    public synchronized long decisionCount() {
        return newest.decisions().size();
    }

    @Override
    public void entries(long first, long last, Unread each) {
        journal().stream()
                .filter(line -> line.number() >= first && line.number() <= last)
                .forEach(line -> each.entry(line.number(), line::entry));
    }

    @Override
    public void decisions(Consumer<? super Decision> each) {
        kept().forEach(each);
    }

    private synchronized List<Decision> kept() {
        return newest.decisions();
    }

    @Override
    public void balances(ObjLongConsumer<Account> each) {
        Map<Account, Long> all;
        synchronized (this) {
            all = journal.balances();
        }
        all.forEach(each::accept);
    }

    @Override
    public void limits(ObjLongConsumer<SharedLimit.Key> each) {
        Map<SharedLimit.Key, Long> all;
        synchronized (this) {
            all = Map.copyOf(used);
        }
        all.forEach(each::accept);
    }

    @Override
    public void identifiers(BiConsumer<Identifier, MemberId> each) {
        Map<Identifier, MemberId> all;
        synchronized (this) {
            all = Map.copyOf(members);
        }
        all.forEach(each);
    }

    @Override
    public synchronized List<Seal> seals() {
        return journal.seals();
    }

    @Override
    public synchronized boolean keep(Seal seal) {
        return journal.keep(seal);
    }

    @Override
    public synchronized Optional<Settled> settled(long period) {
        return journal.settled(period);
    }

    @Override
    public synchronized boolean keep(Settled next) {
        return journal.keep(next);
    }

    @Override
    public synchronized long activations() {
        return versions.activations();
    }

    @Override
    public synchronized boolean announce(Version version, long known) {
        return versions.announce(version, known);
    }

    @Override
    public synchronized Optional<Version> announced() {
        return versions.announced();
    }

    @Override
    public synchronized Optional<String> withdraw() {
        return versions.withdraw();
    }

    @Override
    public synchronized boolean activate(Version version, Instant from, long known) {
        return versions.activate(version, from, known);
    }

    @Override
    public synchronized Optional<Version> version(String id) {
        return versions.version(id);
    }

    @Override
    public synchronized List<Activated> versions(Instant earliest) {
        return versions.inForce(earliest);
    }

    @Override
    public synchronized Optional<Instant> advancedTo() {
        return advancedTo;
    }

    @Override
    public synchronized void advancedTo(Instant moment) {
        advancedTo = Optional.of(moment);
    }

    @Override
    public synchronized Optional<Ranking> ranking(String moment) {
        return Optional.ofNullable(rankings.get(moment));
    }

    @Override
    public synchronized boolean keep(Ranking ranking) {
        Instant old = ranking.endsAt().minus(Ranking.KEPT);
        rankings.values().removeIf(each -> each.endsAt().isBefore(old));
        return rankings.putIfAbsent(ranking.moment(), ranking) == null;
    }

    @Override
    public synchronized Optional<Instant> lastRecordedAt() {
        return Optional.ofNullable(lastRecordedAt);
    }
}
