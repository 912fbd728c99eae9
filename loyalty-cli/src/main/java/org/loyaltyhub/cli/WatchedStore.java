package org.loyaltyhub.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * A store that tells of every commit, also of those that no caller gets as an answer: an enrolment has all events judged
 * that waited for it. Not thread-safe.
 */
final class WatchedStore implements Store {
    private final Supplier<Store> made;
    private final Watcher watcher;
    private @Nullable Store store;

    /** Is told of what was kept. */
    interface Watcher {
        /**
         * It is kept now.
         *
         * @param waited whether the event had been waiting for its member till now
         */
        void committed(Commit commit, boolean waited);
    }

    /** @param made asked once, when the first event comes */
    WatchedStore(Supplier<Store> made, Watcher watcher) {
        this.made = made;
        this.watcher = watcher;
    }

    private Store store() {
        Store known = store;
        if (known == null) {
            known = made.get();
            store = known;
        }
        return known;
    }

    @Override
    public boolean commit(List<Commit> commits) {
        boolean waited = store().find(commits.get(0).event().key())
                        .flatMap(Recorded::answer)
                        .orElse(null)
                instanceof Waiting;
        boolean kept = store().commit(commits);
        if (kept) {
            watcher.committed(commits.get(0), waited);
            commits.stream().skip(1).forEach(caused -> watcher.committed(caused, false));
        }
        return kept;
    }

    @Override
    public List<MemberId> members() {
        return store().members();
    }

    @Override
    public void replace(MemberState state) {
        store().replace(state);
    }

    @Override
    public Optional<Recorded> find(EventKey key) {
        return store().find(key);
    }

    @Override
    public Optional<MemberId> member(Identifier identifier) {
        return store().member(identifier);
    }

    @Override
    public Optional<MemberState> state(MemberId member) {
        return store().state(member);
    }

    @Override
    public List<Event> waitingFor(Identifier identifier) {
        return store().waitingFor(identifier);
    }

    @Override
    public List<Event> waitingFor(EventKey purchase) {
        return store().waitingFor(purchase);
    }

    @Override
    public List<Decision> decisions(MemberId member) {
        return store().decisions(member);
    }

    @Override
    public List<JournalLine> journal() {
        return store().journal();
    }

    @Override
    public long balance(Account account) {
        return store().balance(account);
    }

    @Override
    public SettlementStore settlements() {
        return store.settlements();
    }
}
