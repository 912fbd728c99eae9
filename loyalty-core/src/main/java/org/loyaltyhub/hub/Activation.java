package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.member.Recall;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.store.Activated;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;

/**
 * Puts versions in force, one at a time, while events flow. An event reads what is in force once, so none is judged by
 * half a version.
 *
 * <p>Thread-safe.
 */
final class Activation {
    private final Store store;
    private final Recorder recorder;
    private final ReentrantLock activating = new ReentrantLock();
    private volatile InForce inForce;

    private Activation(Versions versions, Store store, Recorder recorder) {
        this.store = store;
        this.recorder = recorder;
        this.inForce = InForce.of(versions);
    }

    /**
     * What the store has in force, and then the version: from ever if it is the first, from now on if it is not the newest
     * of them.
     *
     * @throws IllegalArgumentException if the version cannot take force
     */
    static Activation of(Version version, Store store, Recorder recorder, Supplier<Instant> clock) {
        Instant now = clock.get();
        store.lend(version);
        List<Activated> known = store.versions(now.minus(version.programme().horizon()));
        if (known.isEmpty()) {
            store.activate(version, Instant.MIN);
            return new Activation(Versions.of(version), store, recorder);
        }
        List<Activated> same = known.stream()
                .map(each -> each.version().id().equals(version.id()) ? new Activated(each.from(), version) : each)
                .toList();
        Activation activation = new Activation(Versions.of(same), store, recorder);
        if (!activation.inForce.versions().newest().id().equals(version.id())) {
            activation.activate(version, now, clock).orElseThrow();
        }
        return activation;
    }

    InForce inForce() {
        return inForce;
    }

    /** When the version takes force: {@code from}, or later if memories had to be made anew first. */
    Reading<Instant> activate(Version version, Instant from, Supplier<Instant> clock) {
        activating.lock();
        try {
            Optional<Problem> refusal = refusal(version, from, clock.get());
            if (refusal.isPresent()) {
                return Reading.failed(List.of(refusal.get()));
            }
            Recall recall = inForce.versions().recall();
            if (!version.recall().isCoveredBy(recall)) {
                // what is recorded from here on is remembered for the new version too
                inForce = InForce.of(inForce.versions().remembering(version.recall()));
                rebuild(inForce.versions().recall(), clock.get());
            }
            Instant now = clock.get();
            Instant start = from.isBefore(now) ? now : from;
            Versions before = inForce.versions();
            store.activate(version, start);
            inForce = InForce.of(before.with(version, start, now));
            before.releaseFor(inForce.versions());
            return Reading.of(start);
        } finally {
            activating.unlock();
        }
    }

    private Optional<Problem> refusal(Version version, Instant from, Instant now) {
        Version newest = inForce.versions().newest();
        if (from.isBefore(now)) {
            return Optional.of(new Problem(
                    "in-past",
                    "",
                    "the version is to take force at " + from + ", now is " + now,
                    "events before now are already judged: take a moment from now on"));
        }
        if (!version.programme().goesOnFrom(newest.programme())) {
            return Optional.of(new Problem(
                    "programme-breaks-off",
                    "",
                    "the programme loses or reorders partners, categories or kinds, or changes currency or decimals",
                    "keep what there is in its order and add what is new behind it"));
        }
        if (!version.recall().isCoveredBy(inForce.versions().recall()) && !keepsAll()) {
            return Optional.of(new Problem(
                    "not-kept",
                    "",
                    "the version looks back on events that are no longer kept",
                    "use a store that keeps all events"));
        }
        return Optional.empty();
    }

    private boolean keepsAll() {
        return store.members().stream().allMatch(member -> {
            List<Decision> decisions = store.decisions(member);
            return !decisions.isEmpty() && decisions.get(0).sequence() == 0;
        });
    }

    private void rebuild(Recall recall, Instant now) {
        for (MemberId member : store.members()) {
            recorder.replace(member, state -> {
                List<Remembered> all = store.decisions(member).stream()
                        .filter(decision -> decision.sequence() < state.version())
                        .flatMap(decision -> decision.remembered().stream())
                        .toList();
                return state.remembering(Memory.rebuilt(all, state.memory().used(), recall, now));
            });
        }
    }
}
