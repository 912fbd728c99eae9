package org.loyaltyhub.store;

import java.time.Instant;
import java.time.MonthDay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ObjLongConsumer;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
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
    private final Map<EventKey, Recorded> known = new HashMap<>();
    private final Map<Identifier, MemberId> members = new HashMap<>();
    private final Map<MemberId, MemberState> states = new HashMap<>();
    private final MemberIndex index = new MemberIndex();
    /** By the identifier or the purchase that is waited for. */
    private final Map<Object, Set<EventKey>> waiting = new LinkedHashMap<>();

    private final Map<Account, Long> balances = new HashMap<>();
    private final Map<MemberId, List<Decision>> decisions = new LinkedHashMap<>();
    private final Map<SharedLimit.Key, Long> used = new HashMap<>();
    private final Map<EventKey, Errand> errands = new LinkedHashMap<>();
    private final NavigableMap<Instant, Version> versions = new TreeMap<>();
    private final Deque<Commit> newest = new ArrayDeque<>();
    private final Deque<JournalLine> journal = new ArrayDeque<>();
    private final List<Seal> seals = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private long lastNumber;
    private long activations;
    private Optional<Version> announced = Optional.empty();
    private Optional<Instant> advancedTo = Optional.empty();
    private Optional<Instant> lastRecordedAt = Optional.empty();

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
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public synchronized Optional<MemberId> member(Identifier identifier) {
        return Optional.ofNullable(members.get(identifier));
    }

    @Override
    public synchronized Optional<MemberState> state(MemberId member) {
        return Optional.ofNullable(states.get(member));
    }

    @Override
    public synchronized List<Fate> commit(List<Bundle> bundles) {
        List<Fate> fates = new ArrayList<>(bundles.size());
        Set<MemberId> left = new HashSet<>();
        for (Bundle bundle : bundles) {
            Fate fate = bundle.member().map(left::contains).orElse(false) ? Fate.OUTRUN : fate(bundle);
            if (fate == Fate.KEPT) {
                bundle.commits().forEach(this::write);
            } else {
                bundle.member().ifPresent(left::add);
            }
            fates.add(fate);
        }
        return fates;
    }

    private Fate fate(Bundle bundle) {
        for (Commit commit : bundle.commits()) {
            if (isTaken(commit)) {
                return Fate.KNOWN;
            }
        }
        if (bundle.isOutdated(activations)) {
            return Fate.OUTDATED;
        }
        Optional<MemberState> state = bundle.member().map(states::get);
        boolean isCurrent =
                bundle.decidedOn() == state.map(MemberState::version).orElse(0L);
        return isCurrent && nameOnlyTheirMember(bundle) && fitsLimits(bundle) ? Fate.KEPT : Fate.OUTRUN;
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
        Recorded before = known.get(commit.event().key());
        boolean waits = before != null && before.answer().orElse(null) instanceof Waiting;
        return commit.waited() ? !waits : before != null;
    }

    private boolean namesOnlyItsMember(Commit.Change change) {
        MemberId member = change.next().id();
        for (Identifier each : change.identifiers()) {
            if (!members.getOrDefault(each, member).equals(member)) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsLimits(Bundle bundle) {
        Map<SharedLimit.Key, List<SharedUse>> answers = new HashMap<>();
        for (Commit commit : bundle.commits()) {
            for (SharedUse use : commit.sharedUses()) {
                answers.computeIfAbsent(use.limit().key(), key -> new ArrayList<>())
                        .add(use);
            }
        }
        return answers.entrySet().stream()
                .allMatch(each -> SharedUse.areRight(each.getValue(), used.getOrDefault(each.getKey(), 0L)));
    }

    private void write(Commit commit) {
        EventKey key = commit.event().key();
        Recorded before =
                known.put(key, new Recorded(commit.hash(), Optional.of(commit.event()), Optional.of(commit.answer())));
        if (before != null) {
            waiting.values().forEach(keys -> keys.remove(key));
        }
        if (commit.answer() instanceof Waiting) {
            awaited(commit.event())
                    .forEach(each -> waiting.computeIfAbsent(each, i -> new LinkedHashSet<>())
                            .add(key));
            return;
        }
        errands.remove(key);
        commit.change().ifPresent(this::apply);
        newest.addLast(commit);
        if (newest.size() > keep.getAsInt()) {
            forget(newest.removeFirst());
        }
    }

    private void apply(Commit.Change change) {
        MemberId member = change.next().id();
        Decision decision = change.decision();
        change.identifiers().forEach(identifier -> members.put(identifier, member));
        index.changed(states.put(member, change.next()), change.next());
        decisions.computeIfAbsent(member, m -> new ArrayList<>()).add(decision);
        decision.shared().forEach(use -> used.merge(use.limit().key(), use.used(), Math::addExact));
        change.owed().forEach(errand -> errands.put(errand.event().key(), errand));
        lastRecordedAt = Optional.of(decision.recordedAt());
        decision.entries().forEach(this::book);
    }

    private void book(Entry entry) {
        journal.addLast(new JournalLine(++lastNumber, entry));
        for (Posting posting : entry.postings()) {
            balances.merge(posting.account(), posting.amount(), Math::addExact);
        }
    }

    private void forget(Commit oldest) {
        known.put(oldest.event().key(), new Recorded(oldest.hash(), Optional.empty(), Optional.empty()));
        if (oldest.change().isPresent()) {
            Decision decision = oldest.change().get().decision();
            List<Decision> kept = decisions.get(decision.member());
            if (kept != null) {
                kept.remove(0); // they are forgotten in the order in which they came
                if (kept.isEmpty()) {
                    decisions.remove(decision.member());
                }
            }
            decision.entries().forEach(entry -> journal.removeFirst());
        }
    }

    private static List<?> awaited(Event event) {
        return event instanceof Refund refund && refund.purchaseKey().isPresent()
                ? List.of(refund.purchaseKey().get())
                : event.member();
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
        boolean isNewest = Optional.ofNullable(states.get(state.id()))
                .filter(newest -> newest.version() == state.version())
                .isPresent();
        if (isNewest) {
            states.put(state.id(), state);
        }
        return isNewest;
    }

    @Override
    public synchronized List<Event> waitingFor(Identifier identifier) {
        return waitingForAny(identifier);
    }

    @Override
    public synchronized List<Event> waitingFor(EventKey purchase) {
        return waitingForAny(purchase);
    }

    @Override
    public synchronized List<Event> forgottenWaiting() {
        return waiting.keySet().stream()
                .filter(this::hasCome)
                .flatMap(awaited -> waitingForAny(awaited).stream())
                .distinct()
                .toList();
    }

    private boolean hasCome(Object awaited) {
        if (awaited instanceof EventKey purchase) {
            return find(purchase).flatMap(Recorded::answer).orElse(null) instanceof Accepted;
        }
        return awaited instanceof Identifier identifier && members.containsKey(identifier);
    }

    @Override
    public synchronized List<Event> waitingUntil(Instant moment, int most) {
        return waiting.keySet().stream()
                .flatMap(awaited -> waitingForAny(awaited).stream())
                .distinct()
                .filter(event -> find(event.key()).flatMap(Recorded::answer).orElse(null) instanceof Waiting answer
                        && answer.until().isBefore(moment))
                .limit(most)
                .toList();
    }

    private List<Event> waitingForAny(Object awaited) {
        Set<EventKey> keys = waiting.getOrDefault(awaited, Set.of());
        if (keys.isEmpty()) {
            return List.of();
        }
        return keys.stream()
                .flatMap(key -> find(key).flatMap(Recorded::event).stream())
                .toList();
    }

    @Override
    public synchronized List<Decision> decisions(MemberId member) {
        return List.copyOf(decisions.getOrDefault(member, List.of()));
    }

    @Override
    public synchronized List<JournalLine> journal() {
        return List.copyOf(journal);
    }

    @Override
    public synchronized long balance(Account account) {
        return balances.getOrDefault(account, 0L);
    }

    @Override
    public SettlementStore settlements() {
        return this;
    }

    @Override
    public synchronized long lastNumber() {
        return lastNumber;
    }

    @Override
    public synchronized long decisionCount() {
        return newest.stream().filter(commit -> commit.change().isPresent()).count();
    }

    @Override
    public void entries(long first, long last, Unread each) {
        journal().stream()
                .filter(line -> line.number() >= first && line.number() <= last)
                .forEach(line -> each.entry(line.number(), line::entry));
    }

    @Override
    public void decisions(Consumer<? super Decision> each) {
        kept().stream()
                .flatMap(commit -> commit.change().stream())
                .map(Commit.Change::decision)
                .forEach(each);
    }

    private synchronized List<Commit> kept() {
        return List.copyOf(newest);
    }

    @Override
    public void balances(ObjLongConsumer<Account> each) {
        Map<Account, Long> all;
        synchronized (this) {
            all = Map.copyOf(balances);
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
    public synchronized List<Seal> seals() {
        return List.copyOf(seals);
    }

    @Override
    public synchronized boolean keep(Seal seal) {
        String before =
                seals.isEmpty() ? Seal.NOTHING : seals.get(seals.size() - 1).hash();
        if (seal.period() != seals.size() + 1L || !seal.before().equals(before) || seal.last() > lastNumber) {
            return false;
        }
        seals.add(seal);
        return true;
    }

    @Override
    public synchronized Optional<Settled> settled(long period) {
        return period < 1 || period > settled.size() ? Optional.empty() : Optional.of(settled.get((int) period - 1));
    }

    @Override
    public synchronized boolean keep(Settled next) {
        if (next.seal().period() != settled.size() + 1L || !seals.contains(next.seal())) {
            return false;
        }
        settled.add(next);
        book(next.entry());
        return true;
    }

    @Override
    public synchronized long activations() {
        return activations;
    }

    @Override
    public synchronized boolean announce(Version version, long known) {
        if (known != activations) {
            return false;
        }
        activations++;
        announced = Optional.of(version);
        return true;
    }

    @Override
    public synchronized Optional<Version> announced() {
        return announced;
    }

    @Override
    public synchronized Optional<String> withdraw() {
        Optional<String> withdrawn = announced.map(Version::id);
        activations += withdrawn.isPresent() ? 1 : 0;
        announced = Optional.empty();
        return withdrawn;
    }

    @Override
    public synchronized boolean activate(Version version, Instant from, long known) {
        if (known != activations) {
            return false;
        }
        activations++;
        announced = Optional.empty();
        versions.put(from, version);
        return true;
    }

    @Override
    public synchronized Optional<Version> version(String id) {
        return versions.values().stream()
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    @Override
    public synchronized List<Activated> versions(Instant earliest) {
        Instant first = versions.floorKey(earliest);
        return (first == null ? versions : versions.tailMap(first, true))
                .entrySet().stream()
                        .map(each -> new Activated(each.getKey(), each.getValue()))
                        .toList();
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
    public synchronized Optional<Instant> lastRecordedAt() {
        return lastRecordedAt;
    }
}
