package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.Belongings.Voucher;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.settlement.OpenVouchers;
import org.loyaltyhub.settlement.Position;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Sealing;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.settlement.Settlement;
import org.loyaltyhub.settlement.Statement;
import org.loyaltyhub.settlement.Terms;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;

/**
 * Seals periods of the journal and settles them, each once.
 *
 * <p>Thread-safe, also beside other hubs on the same store.
 */
final class Periods {
    private final Store store;
    private final Supplier<Version> inForce;
    private final Supplier<Instant> clock;
    private final ReentrantLock closing = new ReentrantLock();

    Periods(Store store, Supplier<Version> inForce, Supplier<Instant> clock) {
        this.store = store;
        this.inForce = inForce;
        this.clock = clock;
    }

    /** Seals everything that is not sealed yet. */
    Reading<Seal> seal(Progress progress) {
        return seal(store.settlements().lastNumber(), progress);
    }

    /** Seals up to that entry. */
    Reading<Seal> seal(long upTo, Progress progress) {
        closing.lock();
        try {
            SettlementStore books = store.settlements();
            Optional<Seal> last = last(books.seals());
            Sealing sealing = Sealing.after(last);
            if (upTo < sealing.next() || upTo > books.lastNumber()) {
                return failed(
                        "nothing-to-seal",
                        "entries " + sealing.next() + " to " + upTo + " are to be sealed, the newest entry is "
                                + books.lastNumber(),
                        "seal once there are entries after " + (sealing.next() - 1));
            }
            progress.begin("sealing", "entries", upTo - sealing.next() + 1);
            books.journal(sealing.next(), upTo, line -> {
                take(sealing, line);
                progress.advance(1);
            });
            if (sealing.next() <= upTo) {
                return notKept(sealing.next());
            }
            Seal seal = sealing.seal(clock.get());
            return books.keep(seal) ? Reading.of(seal) : meanwhile("sealed");
        } finally {
            closing.unlock();
        }
    }

    /** Entries that come after a gap are not taken: the caller sees that the next one is missing. */
    private static void take(Sealing sealing, JournalLine line) {
        if (line.number() == sealing.next()) {
            sealing.add(line);
        }
    }

    private static void take(Settlement settlement, JournalLine line) {
        if (line.number() == settlement.next()) {
            settlement.add(line);
        }
    }

    private static <T> Reading<T> notKept(long number) {
        return failed("not-kept", "entry " + number + " is no longer kept", "use a store that keeps all events");
    }

    /** Settles the period, or answers how it was settled. */
    Reading<Settled> settle(long period, Progress progress) {
        closing.lock();
        try {
            SettlementStore books = store.settlements();
            Optional<Settled> before = books.settled(period);
            if (before.isPresent()) {
                return Reading.of(before.get());
            }
            List<Seal> seals = books.seals();
            if (period < 1 || period > seals.size()) {
                return failed(
                        "no-such-period",
                        "period " + period + " is not sealed, there are " + seals.size(),
                        "seal it first; periods are numbered from 1");
            }
            Position position = Position.START;
            if (period > 1) {
                Optional<Settled> earlier = books.settled(period - 1);
                if (earlier.isEmpty()) {
                    return failed(
                            "not-settled",
                            "period " + (period - 1) + " is not settled yet",
                            "settle periods in their order");
                }
                position = earlier.get().after();
            }
            Seal seal = seals.get((int) period - 1);
            Settlement settlement = Settlement.of(Terms.of(inForce.get().programme()), seal, position);
            progress.begin("settling", "entries", seal.last() - seal.first() + 1);
            books.journal(seal.first(), seal.last(), line -> {
                take(settlement, line);
                progress.advance(1);
            });
            if (settlement.next() <= seal.last()) {
                return notKept(settlement.next());
            }
            Instant now = clock.get();
            Settled settled = settlement.settle(now, vouchers(now, progress));
            return books.keep(settled) ? Reading.of(settled) : meanwhile("settled");
        } finally {
            closing.unlock();
        }
    }

    private List<OpenVouchers> vouchers(Instant now, Progress progress) {
        OpenVouchers.Counting counting = new OpenVouchers.Counting(this::rule, now);
        List<MemberId> members = store.members();
        progress.begin("counting open vouchers", "members", members.size());
        for (MemberId member : members) {
            store.state(member).ifPresent(state -> state.belongings().vouchers().forEach(counting::add));
            progress.advance(1);
        }
        return counting.all();
    }

    /** The rule that gave the voucher, as it was then: by that it is honoured. Empty if the decision is not kept. */
    private Optional<Rule> rule(Voucher voucher) {
        Optional<Answer> answer = store.find(voucher.source()).flatMap(Recorded::answer);
        return answer.stream()
                .flatMap(given -> given instanceof Accepted accepted
                        ? accepted.receipt().decision().rules().stream()
                        : Stream.<RuleDecision>empty())
                .map(RuleDecision::rule)
                .filter(rule -> rule.key().equals(voucher.rule()))
                .findFirst();
    }

    /** How the period was settled. */
    Reading<Settled> settled(long period) {
        Optional<Settled> settled = store.settlements().settled(period);
        return settled.map(Reading::of)
                .orElseGet(() ->
                        failed("not-settled", "period " + period + " is not settled", "ask the operator to settle it"));
    }

    Reading<Statement> statement(PartnerId partner, long period) {
        Reading<Settled> settled = settled(period);
        if (settled.value().isEmpty()) {
            return Reading.failed(settled.problems());
        }
        return settled.value()
                .get()
                .statement(partner)
                .map(Reading::of)
                .orElseGet(() -> failed(
                        "no-such-partner",
                        "`" + partner + "` had no part in period " + period,
                        "check the partner's id, or ask for a later period"));
    }

    private static Optional<Seal> last(List<Seal> seals) {
        return seals.isEmpty() ? Optional.empty() : Optional.of(seals.get(seals.size() - 1));
    }

    private static <T> Reading<T> meanwhile(String done) {
        return failed(done + "-meanwhile", "another hub has " + done + " meanwhile", "ask again");
    }

    private static <T> Reading<T> failed(String code, String message, String advice) {
        return Reading.failed(List.of(new Problem(code, "", message, advice)));
    }
}
