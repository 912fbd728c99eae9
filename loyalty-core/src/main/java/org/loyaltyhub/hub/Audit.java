package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Hindsight;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.explanation.Explainer;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Recall;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.replay.Discrepancy;
import org.loyaltyhub.replay.Replay;
import org.loyaltyhub.replay.Replayed;
import org.loyaltyhub.replay.Written;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.store.Activated;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.codec.UnreadableException;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.verification.Verification;
import org.loyaltyhub.verification.Verified;

/**
 * Looks at books without a hub and without writing: the store's own versions tell what was judged how.
 *
 * <p>Thread-safe. Reads a store a little at a time, however much it keeps; what commits meanwhile may be seen in one place
 * and not yet in another.
 */
public final class Audit {
    private final Store store;
    private final Supplier<Versions> inForce;

    Audit(Store store, Supplier<Versions> inForce) {
        this.store = store;
        this.inForce = inForce;
    }

    /** Of the books in that store, which have a version in force. */
    public static Audit of(Store store) {
        return new Audit(store, () -> Versions.ofAll(store.versions(Instant.MIN)));
    }

    /**
     * Checks every invariant of the books: journal, balances, purses, limits, names, seals and statements, each derived anew
     * from what is kept. A store that keeps the newest events only cannot be verified: its first entries are missing.
     * O(everything kept); its memory grows with members and open lots.
     */
    public Verified verify(Progress progress) {
        SettlementStore books = store.settlements();
        Verification verification = new Verification(books::seals, books::settled);
        long entries = books.lastNumber();
        progress.begin("reading the journal", "entries", entries);
        books.entries(1, Long.MAX_VALUE, (number, read) -> {
            verification.entry(number, read);
            progress.advance(1);
        });
        verification.entriesEnd(entries, books.lastNumber());
        List<MemberId> members = store.members();
        progress.begin("comparing purses", "members", members.size());
        for (MemberId member : members) {
            verification.member(member, () -> store.state(member));
            progress.advance(1);
        }
        progress.begin("comparing balances", "accounts", 0);
        verification.reading(
                "balances",
                () -> books.balances((account, amount) -> {
                    verification.balance(account, amount);
                    progress.advance(1);
                }));
        long decisions = books.decisionCount();
        progress.begin("adding up limits", "decisions", decisions);
        verification.reading("decisions", () -> {
            books.decisions(
                    decision -> {
                        verification.decision(decision);
                        progress.advance(1);
                    },
                    verification::misfit);
            verification.decisionsEnd(decisions, books.decisionCount());
        });
        progress.begin("comparing limits", "limits", 0);
        verification.reading(
                "limits",
                () -> books.limits((limit, used) -> {
                    verification.limit(limit, used);
                    progress.advance(1);
                }));
        progress.begin("comparing names", "identifiers", 0);
        verification.reading(
                "identifiers",
                () -> books.identifiers((identifier, member) -> {
                    verification.identifier(identifier, member);
                    progress.advance(1);
                }));
        return verification.verified();
    }

    /**
     * Decides every kept event once more, by the version that judged it and with the answers that it was given, and
     * compares what comes with what is kept: decisions, entries, journal, states. Needs a store that keeps everything.
     * O(everything kept); its memory grows with the events of the busiest member.
     */
    public Replayed replay(Progress progress) {
        Known known = known();
        Replay replay = new Replay(known::version, known.recall());
        List<Discrepancy> differences = new ArrayList<>();
        SettlementStore books = store.settlements();
        long decisions = 0;
        List<MemberId> members = store.members();
        progress.begin("deciding once more", "decisions", books.decisionCount());
        for (MemberId member : members) {
            List<Decision> all = store.decisions(member);
            decisions += all.size();
            store.state(member).flatMap(state -> again(replay, all, state)).ifPresent(differences::add);
            progress.advance(all.size());
        }
        progress.begin("comparing the journal", "decisions", decisions);
        Written written = new Written(new JournalLines(books));
        books.decisions(decision -> {
            written.decision(decision);
            progress.advance(1);
        });
        written.first().ifPresent(differences::add);
        return new Replayed(
                members.size(),
                decisions,
                differences.stream()
                        .min(Comparator.comparing(Discrepancy::recordedAt).thenComparing(Discrepancy::member)));
    }

    private static Optional<Discrepancy> again(Replay replay, List<Decision> all, MemberState stored) {
        if (all.isEmpty() && stored.version() > 0) {
            throw new UnreadableException("none of the events of " + stored.id() + ", of whom " + stored.version()
                    + " should be kept, can be read with its decision");
        }
        return replay.of(all, stored);
    }

    /** What every account stands at, as the store keeps it. O(accounts). */
    public Balances balances() {
        Balances balances = new Balances();
        store.settlements().balances(balances::add);
        return balances;
    }

    /** What every account stood at after the entry of that number, as if nothing had come later. O(journal). */
    public Balances balancesAsOf(long number) {
        Balances balances = new Balances();
        store.settlements().journal(1, number, line -> balances.add(line.entry()));
        return balances;
    }

    /**
     * What every account stood at with everything recorded by that moment, the moment included. Clocks of several hubs
     * differ: of two entries the one of the lower number may be recorded a little later. O(journal).
     */
    public Balances balancesAsOf(Instant moment) {
        Balances balances = new Balances();
        store.settlements().journal(1, Long.MAX_VALUE, line -> {
            if (!line.entry().recordedAt().isAfter(moment)) {
                balances.add(line.entry());
            }
        });
        return balances;
    }

    /**
     * Every version that ever judged.
     *
     * @param recall what all of them look back on
     */
    private record Known(Versions inForce, Store store, Recall recall) {
        Optional<Version> version(String id) {
            return inForce.known(id).or(() -> store.version(id));
        }
    }

    private Known known() {
        Versions versions = inForce.get();
        Recall recall = versions.recall();
        for (Activated each : store.versions(Instant.MIN)) {
            recall = recall.and(each.version().recall());
        }
        return new Known(versions, store, recall);
    }

    /** Why each rule gave what it gave for a purchase, and why the others did not: {@link OperatorHub#explain}. */
    public Reading<List<Explanation>> explain(EventKey key, Locale locale) {
        Optional<Answer> answer = store.find(key).flatMap(Recorded::answer);
        if (answer.isEmpty()) {
            return failed("unknown-event", "no event " + key + " is kept", "is the id right, PARTNER/ID?");
        }
        if (!(answer.get() instanceof Accepted accepted)) {
            return failed("not-judged", "event " + key + " was not judged by rules: " + answer.get(), "");
        }
        Decision decision = accepted.receipt().decision();
        if (decision.visit().isEmpty()) {
            return failed("not-judged", key + " is a " + decision.event().type(), "rules look at purchases");
        }
        return explain(decision, locale);
    }

    private Reading<List<Explanation>> explain(Decision decision, Locale locale) {
        Known known = known();
        Version version = known.version(decision.version()).orElseGet(known.inForce()::newest);
        Optional<MemberState> before = stateBefore(known.recall(), decision);
        if (before.isEmpty()) {
            return failed("not-kept", "earlier events of the member are no longer kept", "keep more receipts");
        }
        MemberState state = Hindsight.of(
                version,
                before.get(),
                () -> store.decisions(decision.member()),
                decision.event().happenedAt(),
                decision.recordedAt());
        Facts facts = new Facts(version.programme(), state, decision.visit().orElseThrow());
        Explainer explainer = Explainer.forOperator(version).in(locale);
        List<Explanation> explanations = new ArrayList<>();
        for (Rule rule : version.rules()) {
            Optional<RuleDecision> held = decision.rules().stream()
                    .filter(each -> each.rule().equals(rule))
                    .findFirst();
            explanations.add(held.isPresent() ? explainer.held(decision, held.get()) : explainer.notHeld(facts, rule));
        }
        decision.rules().stream()
                .filter(each -> version.rule(each.rule().key()).isEmpty()) // of no book: trusted
                .forEach(each -> explanations.add(explainer.held(decision, each)));
        return Reading.of(explanations);
    }

    /** Folds the member's kept decisions up to this one. */
    private Optional<MemberState> stateBefore(Recall recall, Decision decision) {
        MemberId member = decision.member();
        List<Decision> all = store.decisions(member);
        if (all.isEmpty() || all.get(0).sequence() != 0) {
            return Optional.empty();
        }
        MemberState state = MemberState.first(member, all.get(0).event());
        for (Decision each : all) {
            if (each.sequence() == decision.sequence()) {
                return Optional.of(state);
            }
            state = Decider.evolve(recall, state, each);
        }
        return Optional.empty();
    }

    private static Reading<List<Explanation>> failed(String code, String message, String advice) {
        return Reading.failed(List.of(new Problem(code, "", message, advice)));
    }
}
