package org.loyaltyhub.cli;

import java.time.Instant;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.store.Activated;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Due;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.Ranking;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * A store that tells of every commit, also of those that no caller gets as an answer: an enrolment has all events judged
 * that waited for it. As thread-safe as the watcher.
 */
final class WatchedStore implements Store {
    private final Store store;
    private final Watcher watcher;
    /** Events that were seen waiting, and are judged next. */
    private final Set<EventKey> waiting = ConcurrentHashMap.newKeySet();

    private volatile @Nullable RuntimeException failure;

    /** Is told of what was kept. */
    interface Watcher {
        /**
         * It is kept now.
         *
         * @param waited whether the event had been waiting for its member till now
         */
        void committed(Commit commit, boolean waited);
    }

    WatchedStore(Store store, Watcher watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    @Override
    public Bundle prepare(Bundle bundle) {
        return store.prepare(bundle);
    }

    @Override
    public List<Fate> commit(List<Bundle> bundles) {
        return commit(bundles, List::of);
    }

    @Override
    public List<Fate> commit(List<Bundle> bundles, Supplier<List<Bundle>> more) {
        List<Bundle> all = new ArrayList<>(bundles);
        List<Fate> fates = store.commit(bundles, () -> {
            List<Bundle> next = more.get();
            all.addAll(next);
            return next;
        });
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) == Fate.KEPT) {
                all.get(i).commits().forEach(this::tell);
            }
        }
        return fates;
    }

    /** What the watcher throws is not the store's doing: the hub would take it that nothing was kept. */
    private void tell(Commit commit) {
        if (failure != null) {
            return;
        }
        try {
            watcher.committed(commit, waiting.remove(commit.event().key()));
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Whether the watcher threw something; it is told nothing more then. */
    boolean hasFailed() {
        return failure != null;
    }

    /** Throws what the watcher threw, if it did. */
    void throwFailure() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public List<Event> waitingFor(Collection<Identifier> identifiers) {
        List<Event> events = store.waitingFor(identifiers);
        events.forEach(event -> waiting.add(event.key()));
        return events;
    }

    @Override
    public List<Event> waitingFor(EventKey purchase) {
        List<Event> events = store.waitingFor(purchase);
        events.forEach(event -> waiting.add(event.key()));
        return events;
    }

    @Override
    public Set<EventKey> awaited(Collection<EventKey> purchases) {
        return store.awaited(purchases);
    }

    @Override
    public boolean mayBeWaiting() {
        return store.mayBeWaiting();
    }

    @Override
    public List<Event> forgottenWaiting() {
        List<Event> events = store.forgottenWaiting();
        events.forEach(event -> waiting.add(event.key()));
        return events;
    }

    @Override
    public List<Event> waitingUntil(Instant moment, int most) {
        List<Event> events = store.waitingUntil(moment, most);
        events.forEach(event -> waiting.add(event.key()));
        return events;
    }

    @Override
    public Optional<Version> version(String id) {
        return store.version(id);
    }

    @Override
    public Set<EventKey> known(Collection<EventKey> keys) {
        return store.known(keys);
    }

    @Override
    public long used(SharedLimit limit) {
        return store.used(limit);
    }

    @Override
    public List<Errand> errands() {
        return store.errands();
    }

    @Override
    public void drop(Errand errand) {
        store.drop(errand);
    }

    @Override
    public void lend(Version version) {
        store.lend(version);
    }

    @Override
    public long activations() {
        return store.activations();
    }

    @Override
    public boolean announce(Version version, long activations) {
        return store.announce(version, activations);
    }

    @Override
    public Optional<Version> announced() {
        return store.announced();
    }

    @Override
    public Optional<String> withdraw() {
        return store.withdraw();
    }

    @Override
    public boolean activate(Version version, Instant from, long activations) {
        return store.activate(version, from, activations);
    }

    @Override
    public List<Activated> versions(Instant earliest) {
        return store.versions(earliest);
    }

    @Override
    public Optional<Instant> advancedTo() {
        return store.advancedTo();
    }

    @Override
    public void advancedTo(Instant moment) {
        store.advancedTo(moment);
    }

    @Override
    public Optional<Ranking> ranking(String moment) {
        return store.ranking(moment);
    }

    @Override
    public boolean keep(Ranking ranking) {
        return store.keep(ranking);
    }

    @Override
    public Optional<Instant> lastRecordedAt() {
        return store.lastRecordedAt();
    }

    @Override
    public List<MemberId> members() {
        return store.members();
    }

    @Override
    public List<MemberId> members(Optional<MemberId> after, int most) {
        return store.members(after, most);
    }

    @Override
    public List<MemberId> bornOn(MonthDay day, Optional<MemberId> after, int most) {
        return store.bornOn(day, after, most);
    }

    @Override
    public List<Due> due(Instant by, Optional<Due> after, int most) {
        return store.due(by, after, most);
    }

    @Override
    public boolean replace(MemberState state) {
        return store.replace(state);
    }

    @Override
    public Optional<Recorded> find(EventKey key) {
        return store.find(key);
    }

    @Override
    public Optional<MemberId> member(Identifier identifier) {
        return store.member(identifier);
    }

    @Override
    public Optional<MemberState> state(MemberId member) {
        return store.state(member);
    }

    @Override
    public List<Decision> decisions(MemberId member) {
        return store.decisions(member);
    }

    @Override
    public void tidy() {
        store.tidy();
    }

    @Override
    public List<JournalLine> journal() {
        return store.journal();
    }

    @Override
    public long balance(Account account) {
        return store.balance(account);
    }

    @Override
    public SettlementStore settlements() {
        return store.settlements();
    }
}
