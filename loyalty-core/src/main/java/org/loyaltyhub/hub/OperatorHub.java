package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.replay.Replayed;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.settlement.Statement;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.verification.Verified;

/**
 * The operator's face of the hub: everything that is not one partner's own.
 *
 * <p>Thread-safe.
 */
public final class OperatorHub {
    private final DefaultHub hub;
    private final Audit audit;

    OperatorHub(DefaultHub hub) {
        this.hub = hub;
        this.audit = new Audit(hub.store(), () -> hub.inForce().versions());
    }

    /** Records an event of any partner, or of the programme itself. */
    public Outcome submit(Event event) {
        return hub.submit(event);
    }

    /** {@link #submit(Event)} for an event as JSON. */
    public Outcome submit(String json) {
        Reading<Event> reading = hub.read(reader -> reader.read(json));
        Optional<Event> event = reading.value();
        return event.isPresent() ? submit(event.get()) : new Rejected(reading.problems());
    }

    /**
     * {@link #submit(Event)} for each in order; the outcomes come in the same order. They are written together, which is
     * much quicker than one after the other.
     *
     * @throws org.loyaltyhub.store.StoreException if the store does not answer. Then the first of them are written, however
     *     many, and nothing behind those; reported once more they are duplicates, and the rest is judged in its order
     */
    public List<Outcome> submitAll(List<? extends Event> events) {
        return hub.submitAll(events, event -> {});
    }

    /**
     * The same.
     *
     * @param before told of each event right before it is decided on: to set a clock, say. It must not ask the hub for
     *     anything, the events before it may not be written yet
     */
    public List<Outcome> submitAll(List<? extends Event> events, Consumer<? super Event> before) {
        return hub.submitAll(events, before);
    }

    /** The state of the member whom the identifier names. */
    public Optional<MemberState> member(Identifier identifier) {
        return hub.store().member(identifier).flatMap(hub.store()::state);
    }

    /**
     * Puts a version in force from now on, while events flow. Late events of before are judged by the version in force when
     * they happened; to roll back, activate the old version again. If the version looks further back than what is
     * remembered, memories are made anew from the stored events first: O(stored events).
     *
     * @return when it took force, or why it did not
     */
    public Reading<Instant> activate(Version version) {
        return hub.activation().activate(version);
    }

    /**
     * The same, from a moment to come.
     *
     * @param from by the hub's clock; a moment that is over is refused
     * @return when it takes force: {@code from}, or when memories were ready; or why it does not
     */
    public Reading<Instant> activate(Version version, Instant from) {
        return hub.activation().activate(version, from);
    }

    /**
     * Gives up a version that was announced and did not take force: a hub died while it made memories anew for it, and every
     * hub remembers for it until then. A hub that is still at it begins anew. Whoever opens a hub does the same.
     *
     * @return the id of that version; empty if there is none
     */
    public Optional<String> withdraw() {
        return hub.store().withdraw();
    }

    /**
     * Judges what the calendar brings up to {@code moment} and was not judged before: ends of periods and birthdays that
     * rules wait for, in the programme's zone. Events that arrive later change nothing of it. And books what fell due by then
     * of members' points: releases, expiries, time-outs, debts given up; thanks whom earlier events owed thanks that the store did not take then; and declines what waited too long for its member or
     * its purchase. O(what is due), and O(members) for each end of a
     * period that a rule waits for.
     *
     * @return how many of the hub's own events were decided
     */
    public long advanceTo(Instant moment) {
        return hub.advance().to(moment);
    }

    /** The journal in order, as far as the store keeps it. */
    public List<JournalLine> journal() {
        return hub.store().journal();
    }

    /** An account's balance, in its unit. */
    public long balance(Account account) {
        return hub.store().balance(account);
    }

    /**
     * Closes a period of the books: every entry that is in no period yet, up to the newest. What of members' points fell due
     * by now is booked first, and is in it. O(those entries and what is due).
     */
    public Reading<Seal> seal() {
        return seal(Progress.NONE);
    }

    /** {@link #seal()}, telling how far it is. */
    public Reading<Seal> seal(Progress progress) {
        hub.advance().bookDues(hub.now(), progress);
        return hub.periods().seal(progress);
    }

    /** {@link #seal()} up to the entry of that number, itself included; nothing is booked first. */
    public Reading<Seal> seal(long upTo) {
        return seal(upTo, Progress.NONE);
    }

    /** {@link #seal(long)}, telling how far it is. */
    public Reading<Seal> seal(long upTo, Progress progress) {
        return hub.periods().seal(upTo, progress);
    }

    /** Every sealed period, in their order. */
    public List<Seal> seals() {
        return hub.store().settlements().seals();
    }

    /**
     * Bills what is due of a sealed period: writes its statements and one entry. Periods are settled in their order, each
     * once; asked again, the same comes back. O(entries of the period and members).
     */
    public Reading<Settled> settle(long period) {
        return settle(period, Progress.NONE);
    }

    /** {@link #settle(long)}, telling how far it is. */
    public Reading<Settled> settle(long period, Progress progress) {
        return hub.periods().settle(period, progress);
    }

    /** The partner's statement of a settled period. */
    public Reading<Statement> statement(PartnerId partner, long period) {
        return hub.periods().statement(partner, period);
    }

    /**
     * Checks every invariant of the books: journal, balances, purses, limits, names, seals and statements, each derived anew
     * from what is kept. A store that keeps the newest events only cannot be verified: its first entries are missing. O(everything
     * kept). What commits meanwhile may be seen in one place and not yet in another: verify a store at rest.
     */
    public Verified verify() {
        return audit.verify(Progress.NONE);
    }

    /**
     * Decides every kept event once more, by the version that judged it and with the answers that it was given, and
     * compares what comes with what is kept: decisions, entries, journal, states. Needs a store that keeps everything and
     * versions that are still known. O(everything kept); events that are recorded meanwhile may show as a difference.
     */
    public Replayed replay() {
        return audit.replay(Progress.NONE);
    }

    /** What every account stood at after the entry of that number. O(journal). */
    public Balances balancesAsOf(long number) {
        return audit.balancesAsOf(number);
    }

    /** What every account stood at with everything recorded by that moment. O(journal). */
    public Balances balancesAsOf(Instant moment) {
        return audit.balancesAsOf(moment);
    }

    /**
     * Why each rule gave what it gave for a purchase, and why the others did not, in rule order. Rules that did not hold
     * are judged again on the member's state as it was: O(the member's events before it).
     */
    public Reading<List<Explanation>> explain(EventKey key) {
        return explain(key, Locale.ENGLISH);
    }

    /** The same in another language; the rules' own words stay those of their files. */
    public Reading<List<Explanation>> explain(EventKey key, Locale locale) {
        return audit.explain(key, locale);
    }
}
