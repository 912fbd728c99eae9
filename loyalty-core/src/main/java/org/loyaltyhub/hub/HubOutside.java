package org.loyaltyhub.hub;

import java.util.Optional;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Past;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;

/** What lies beyond one member, for one event and what it causes. Not thread-safe. */
final class HubOutside implements Outside {
    private final SharedLimits.Taking taking;
    private final Optional<Ranks> ranks;
    private final MemberId member;
    private final boolean quotes;
    private final Supplier<Past> past;
    private final Store store;

    HubOutside(
            SharedLimits limits,
            Optional<Ranks> ranks,
            MemberId member,
            boolean quotes,
            Supplier<Past> past,
            Store store) {
        this.taking = limits.open();
        this.ranks = ranks;
        this.member = member;
        this.quotes = quotes;
        this.past = past;
        this.store = store;
    }

    @Override
    public long grant(SharedLimit limit, long asked) {
        return taking.grant(limit, asked);
    }

    @Override
    public long rank(Figure.Rank rank) {
        return ranks.map(table -> table.of(rank, member)).orElse(Answers.UNKNOWN);
    }

    @Override
    public boolean givesDiscounts() {
        return quotes;
    }

    @Override
    public Past past() {
        return past.get();
    }

    @Override
    public Optional<Version> version(String id) {
        return store.version(id);
    }

    /** The decision stands, until it is written or dropped. */
    void settle(Decision decision) {
        taking.settle(decision);
    }

    /** Whatever is not settled goes back. */
    void giveBack() {
        taking.giveBack();
    }

    /** What was taken, until it is written or dropped. */
    SharedLimits.Taking taking() {
        return taking;
    }
}
