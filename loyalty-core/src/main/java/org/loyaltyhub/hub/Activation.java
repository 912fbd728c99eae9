package org.loyaltyhub.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.store.Activated;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;

/**
 * Puts versions in force, one at a time, while events flow. An event reads what is in force once, so none is judged by
 * half a version. Other hubs on the store do the same: each activation has a number, the store refuses what was decided
 * under another than the newest, and then this hub learns what there is.
 *
 * <p>A version that looks further back than memories reach is announced first: from then on every hub remembers for it and
 * makes the memory of each member whom it reads anew, so that none is written back as it was.
 *
 * <p>Thread-safe.
 */
final class Activation {
    private final Store store;
    private final Memories memories;
    private final Supplier<Instant> clock;
    private final ReentrantLock activating = new ReentrantLock();
    private final ReentrantLock learning = new ReentrantLock();
    private volatile InForce inForce;

    private Activation(InForce inForce, Store store, Supplier<Instant> clock) {
        this.store = store;
        this.memories = new Memories(store);
        this.clock = clock;
        this.inForce = inForce;
    }

    /**
     * What the store has in force, and then the version: from ever if it is the first, from now on if it is not the newest
     * of them. What is announced is given up: nobody can tell a hub that died from one that is still making memories anew,
     * and that one begins again.
     *
     * @throws IllegalArgumentException if the version cannot take force
     */
    static Activation of(Version version, Store store, Supplier<Instant> clock) {
        store.lend(version);
        store.withdraw();
        Duration lateness = version.programme().longestLateness();
        long activations = store.activations();
        List<Activated> known = needed(store, lateness, clock.get());
        while (known.isEmpty()) {
            store.activate(version, Instant.MIN, activations);
            activations = store.activations();
            known = needed(store, lateness, clock.get());
        }
        List<Activated> same = known.stream()
                .map(each -> each.version().id().equals(version.id()) ? new Activated(each.from(), version) : each)
                .toList();
        InForce stored = InForce.of(Versions.of(same, clock.get()), activations, store.announced());
        Activation activation = new Activation(stored, store, clock);
        if (!stored.versions().newest().id().equals(version.id())) {
            activation.activate(version).orElseThrow();
        }
        return activation;
    }

    /** What may still judge an event, and maybe more: some of it may take events that are later than is said here. */
    private static List<Activated> needed(Store store, Duration lateness, Instant now) {
        List<Activated> known = store.versions(now.minus(lateness));
        Duration longest = known.stream()
                .map(each -> each.version().programme().longestLateness())
                .reduce(lateness, (one, other) -> one.compareTo(other) > 0 ? one : other);
        return longest.equals(lateness) ? known : needed(store, longest, now);
    }

    private Versions stored(Instant now) {
        return Versions.of(needed(store, inForce.versions().longestLateness(), now), now);
    }

    InForce inForce() {
        return inForce;
    }

    /** Learns what other hubs have put in force. */
    void learn() {
        learning.lock();
        try {
            while (store.activations() != inForce.activations()) {
                InForce before = inForce;
                Instant now = clock.get();
                long activations = store.activations();
                Optional<Version> announced = store.announced();
                Versions next = stored(now);
                inForce = InForce.of(next, activations, announced);
                before.versions().releaseFor(next);
            }
        } finally {
            learning.unlock();
        }
    }

    /** When the version takes force: now, once memories are made anew if they have to be. */
    Reading<Instant> activate(Version version) {
        return activate(version, Optional.empty());
    }

    /** When the version takes force: {@code from}, or later if memories had to be made anew first. */
    Reading<Instant> activate(Version version, Instant from) {
        return activate(version, Optional.of(from));
    }

    /** @param from empty for now, whenever that is */
    private Reading<Instant> activate(Version version, Optional<Instant> from) {
        activating.lock();
        try {
            Optional<Reading<Instant>> done = Optional.empty();
            while (done.isEmpty()) {
                learn();
                Optional<Problem> refusal =
                        from.flatMap(moment -> inPast(moment, clock.get())).or(() -> refusal(version));
                done = refusal.isPresent()
                        ? Optional.of(Reading.failed(List.of(refusal.get())))
                        : tryToActivate(version, from.orElse(Instant.MIN)).map(Reading::of);
            }
            return done.get();
        } finally {
            activating.unlock();
        }
    }

    /** Empty if another hub put something in force meanwhile. */
    private Optional<Instant> tryToActivate(Version version, Instant from) {
        long activations = inForce.activations();
        if (!isRemembered(version)) {
            if (!store.announce(version, activations)) {
                return Optional.empty();
            }
            activations++;
            learn(); // what is recorded from here on is remembered for the new version too
            makeMemoriesAnew(inForce);
        }
        Instant now = clock.get();
        Instant start = from.isBefore(now) ? now : from;
        if (!store.activate(version, start, activations)) {
            return Optional.empty();
        }
        learn();
        return Optional.of(start);
    }

    private void makeMemoriesAnew(InForce remembering) {
        Pages.<MemberId>of(store::members).forEach(member -> memories.makeAnew(remembering, member));
    }

    private static Optional<Problem> inPast(Instant from, Instant now) {
        return from.isBefore(now)
                ? Optional.of(new Problem(
                        "in-past",
                        "",
                        "the version is to take force at " + from + ", now is " + now,
                        "events before now are already judged: take a moment to come, or none for now"))
                : Optional.empty();
    }

    private Optional<Problem> refusal(Version version) {
        Version newest = inForce.versions().newest();
        if (!version.programme().goesOnFrom(newest.programme())) {
            return Optional.of(new Problem(
                    "programme-breaks-off",
                    "",
                    "the programme loses or reorders partners, categories or kinds, or changes currency or decimals",
                    "keep what there is in its order and add what is new behind it"));
        }
        if (!isRemembered(version) && !keepsAll()) {
            return Optional.of(new Problem(
                    "not-kept",
                    "",
                    "the version looks back on events that are no longer kept",
                    "use a store that keeps all events"));
        }
        return Optional.empty();
    }

    /**
     * Whether every stored memory holds what the version asks for. What this hub still remembers for versions of before,
     * one that was opened since may have forgotten.
     */
    private boolean isRemembered(Version version) {
        return version.recall().isCoveredBy(stored(clock.get()).recall());
    }

    private boolean keepsAll() {
        return Pages.<MemberId>of(store::members).allMatch(member -> {
            List<Decision> decisions = store.decisions(member);
            return !decisions.isEmpty() && decisions.get(0).sequence() == 0;
        });
    }
}
