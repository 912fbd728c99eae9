package org.loyaltyhub.store;

import java.sql.Connection;
import java.time.Instant;
import java.time.MonthDay;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * Where events, decisions, entries and states are kept. The hub's only way to write.
 *
 * <p>Thread-safe. What {@link #commit} has returned for is kept, as far as the implementation promises to keep anything.
 * Every method may throw a {@link StoreException}.
 */
public interface Store {
    /** What is known of an event id; empty if it is free. */
    Optional<Recorded> find(EventKey key);

    /** Those of the ids that are not free. */
    default Set<EventKey> known(Collection<EventKey> keys) {
        Set<EventKey> known = new HashSet<>(keys);
        known.removeIf(key -> find(key).isEmpty());
        return known;
    }

    /** Whom the identifier names. */
    Optional<MemberId> member(Identifier identifier);

    /** The member's newest state. */
    Optional<MemberState> state(MemberId member);

    /**
     * Does what can be done of writing the bundle before its turn comes, by the caller and beside others. A bundle that is
     * not prepared is written all the same.
     */
    default Bundle prepare(Bundle bundle) {
        return bundle;
    }

    /**
     * Writes the bundles in their order, each whole or not at all: one is left out if its event's id is taken or if what
     * it was decided on is no longer so, and with it all later ones of its member. What {@linkplain Commit#waited waited}
     * is left out unless it still waits.
     *
     * @return what became of each, in their order, once all that is kept is durable
     * @throws StoreException if nothing is written, or if it is not known whether all of it is
     */
    List<Fate> commit(List<Bundle> bundles);

    /**
     * {@link #commit(List)} by a store that may take what came meanwhile into the same transaction: it asks for it once the
     * bundles are written and before they are durable, as often as it likes. Most do not ask.
     *
     * @param more the next to be written; none if there are none
     * @return what became of each, of {@code more} behind the others
     */
    default List<Fate> commit(List<Bundle> bundles, Supplier<List<Bundle>> more) {
        return commit(bundles);
    }

    /** How much of a limit over all members is used. */
    long used(SharedLimit limit);

    /** What is still owed, in the order in which it came to be owed. */
    List<Errand> errands();

    /** The errand finds nobody: nothing is owed any more. */
    void drop(Errand errand);

    /** Every member, in the order of their ids. */
    List<MemberId> members();

    /**
     * Members in an order of the store's own, a page of them: those behind {@code after}. Who is new meanwhile may be left
     * out.
     *
     * @param most of how many members; fewer come only at the end
     */
    List<MemberId> members(Optional<MemberId> after, int most);

    /** Likewise, of members whose birthday the day is, in whatever year. */
    List<MemberId> bornOn(MonthDay day, Optional<MemberId> after, int most);

    /**
     * Likewise, of members for whom something may fall due by that moment, in the order in which it may. All others have
     * nothing due by then.
     *
     * @see MemberState#idleUntil
     */
    List<Due> due(Instant by, Optional<Due> after, int most);

    /**
     * The member's state with its memory made anew; nothing of the books changes.
     *
     * @return false if the member's newest state is of another version by now; then nothing changes
     */
    boolean replace(MemberState state);

    /** Events that wait for any of these identifiers, each once, in the order recorded. */
    List<Event> waitingFor(Collection<Identifier> identifiers);

    /** Refunds that wait for this purchase, in the order recorded. */
    List<Event> waitingFor(EventKey purchase);

    /** Those of the purchases for which some refund waits. */
    Set<EventKey> awaited(Collection<EventKey> purchases);

    /**
     * Whether some event may be waiting: false only if none was when the store last wrote, whatever others wrote since. Asks no
     * database.
     */
    boolean mayBeWaiting();

    /**
     * Events that wait although an identifier of theirs names somebody, or their purchase is accepted: the hub that was to
     * judge them stopped before it did. In the order recorded.
     */
    List<Event> forgottenWaiting();

    /** Events that were to wait until before that moment, by the microsecond at least; at most so many. */
    List<Event> waitingUntil(Instant moment, int most);

    /** The member's decisions in the order recorded, as far as they are kept. */
    List<Decision> decisions(MemberId member);

    /** Does what need not be done before an answer. Called now and then by a thread for which nobody waits. */
    default void tidy() {}

    /** The journal in order, as far as it is kept. */
    List<JournalLine> journal();

    /** The account's balance over the whole journal, in the account's unit. */
    long balance(Account account);

    /**
     * Where seals and settled periods are kept.
     *
     * @throws UnsupportedOperationException if this store keeps none
     */
    default SettlementStore settlements() {
        throw new UnsupportedOperationException("this store keeps no seals and no settled periods");
    }

    /**
     * The same books within a transaction that the host has begun on its own connection. For one transaction and one thread.
     *
     * @throws UnsupportedOperationException if this store is not in a database
     * @throws IllegalArgumentException if the connection commits by itself
     */
    default Store within(Connection connection) {
        throw new UnsupportedOperationException("this store is in no database: a transaction cannot hold it");
    }

    /** The version is at hand: a store that needs it has not to make it of its sources. */
    default void lend(Version version) {}

    /** The version of that id; empty if there is none. */
    Optional<Version> version(String id);

    /**
     * How often a version was announced or put in force. A bundle that was decided when it was another number is left out,
     * so that a hub learns of what other hubs put in force before it decides on.
     */
    long activations();

    /**
     * Announces a version for which memories are made anew before it takes force. It takes the place of any announced
     * before.
     *
     * @param activations how often a version was put in force, as far as the caller knows
     * @return false if that is not the number any more; then nothing changes
     */
    boolean announce(Version version, long activations);

    /** The version that was announced last, if none was put in force since. */
    Optional<Version> announced();

    /**
     * Nothing is announced any more. That counts like another version: who is about to put the announced one in force is
     * told that the number is not the same any more.
     *
     * @return the id of the version that was announced; empty if none was, then nothing changes
     */
    Optional<String> withdraw();

    /**
     * Keeps a version, which is in force from then on. Nothing is announced any more.
     *
     * @param activations how often a version was announced or put in force, as far as the caller knows
     * @return false if that is not the number any more; then nothing changes
     */
    boolean activate(Version version, Instant from, long activations);

    /** The same, whatever other hubs do meanwhile. */
    default void activate(Version version, Instant from) {
        boolean done = false;
        while (!done) {
            done = activate(version, from, activations());
        }
    }

    /** The versions that judge what happens at {@code earliest} or later, by when they take force. */
    List<Activated> versions(Instant earliest);

    /** Up to when the calendar was judged. */
    Optional<Instant> advancedTo();

    /** The calendar is judged up to then. */
    void advancedTo(Instant moment);

    /** The places at the end of a period, if they were kept. O(members). */
    Optional<Ranking> ranking(String moment);

    /**
     * Keeps the places at the end of a period, so that whoever goes on with that period goes by the same. Those of periods
     * that ended more than 31 days before it are forgotten. O(members).
     *
     * @return false, and nothing is kept, if some of that period are kept already
     */
    boolean keep(Ranking ranking);

    /** The latest moment at which an event was recorded: not the newest event's, where clocks of hubs differ. */
    Optional<Instant> lastRecordedAt();
}
