package org.loyaltyhub.verification;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.settlement.OpenVouchers;
import org.loyaltyhub.settlement.Position;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Sealing;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.settlement.Settlement;
import org.loyaltyhub.settlement.Statement;
import org.loyaltyhub.settlement.StatementJson;

/** Seals and settles every closed period again, and compares. Not thread-safe. */
final class ClosedPeriods {
    private final List<Seal> seals;
    private final LongFunction<Optional<Settled>> stored;
    private final Breaches breaches;
    private final Set<Long> booked = new HashSet<>();
    private int at;
    private Optional<Seal> before = Optional.empty();
    private Position position = Position.START;
    private @Nullable Sealing sealing;
    private @Nullable Settlement settlement;
    private long sealed;
    private long settled;

    ClosedPeriods(List<Seal> seals, LongFunction<Optional<Settled>> stored, Breaches breaches) {
        this.seals = List.copyOf(seals);
        this.stored = stored;
        this.breaches = breaches;
    }

    void add(JournalLine line) {
        if (line.entry().code() == Entry.Code.SETTLE) {
            settles(line);
        }
        if (at >= seals.size()) {
            return;
        }
        Seal seal = seals.get(at);
        if (sealing == null) {
            begin(seal, line.number());
        }
        if (sealing != null && sealing.next() == line.number()) {
            sealing.add(line);
        }
        if (settlement != null && settlement.next() == line.number()) {
            settle(settlement, line);
        }
        if (line.number() >= seal.last()) {
            finish(seal);
        }
    }

    private void settle(Settlement again, JournalLine line) {
        try {
            again.add(line);
        } catch (IllegalArgumentException | ArithmeticException e) {
            breaches.at(line.number(), Invariant.STATEMENTS, "it cannot be settled: " + e.getMessage());
            settlement = null;
        }
    }

    private void begin(Seal seal, long number) {
        sealing = Sealing.after(before);
        boolean goesOn = seal.first() == sealing.next()
                && seal.period() == before.map(Seal::period).orElse(0L) + 1
                && seal.before().equals(before.map(Seal::hash).orElse(Seal.NOTHING));
        if (!goesOn) {
            breaches.at(number, Invariant.SEALS, seal + " does not go on from the seal before it");
        }
        Optional<Settled> its = stored.apply(seal.period());
        settlement = its.isPresent() && position.period() == seal.period() - 1 && goesOn
                ? Settlement.of(its.get().terms(), seal, position)
                : null;
    }

    private void finish(Seal seal) {
        Sealing again = Objects.requireNonNull(sealing);
        if (again.next() != seal.last() + 1) {
            breaches.at(again.next(), Invariant.SEALS, "it is missing in " + seal);
        } else {
            String hash = again.seal(seal.sealedAt()).hash();
            if (!hash.equals(seal.hash())) {
                breaches.at(
                        seal.first(),
                        Invariant.SEALS,
                        "it or a later one of " + seal + " was changed: they hash to " + hash + ", the seal is "
                                + seal.hash());
            }
        }
        sealed++;
        stored.apply(seal.period()).ifPresent(its -> compare(seal, its));
        before = Optional.of(seal);
        sealing = null;
        settlement = null;
        at++;
    }

    private void compare(Seal seal, Settled its) {
        if (settlement == null || settlement.next() <= seal.last()) {
            breaches.at(seal.last(), Invariant.STATEMENTS, seal + " cannot be settled again");
            return;
        }
        List<OpenVouchers> vouchers = its.statements().stream()
                .flatMap(statement -> statement.vouchers().stream())
                .toList();
        Settled again = settlement.settle(its.settledAt(), vouchers);
        if (!again.equals(its)) {
            breaches.at(seal.last(), Invariant.STATEMENTS, difference(again, its));
        }
        settled++;
        position = again.after();
    }

    private static String difference(Settled again, Settled its) {
        if (!again.statements().equals(its.statements())) {
            Stream<Statement> others = again.statements().stream()
                    .filter(statement -> !its.statements().contains(statement));
            return others.findFirst()
                    .map(first -> "the statement of " + first.partner() + " is not the stored one: "
                            + StatementJson.of(first))
                    .orElse("statements are stored for which there is nothing");
        }
        if (!again.programme().equals(its.programme())) {
            return "the statement of the programme is not the stored one: " + StatementJson.of(again.programme());
        }
        return again.entry().equals(its.entry())
                ? "it leaves the books at " + again.after() + ", stored is " + its.after()
                : "its entry is " + text(again.entry()) + ", stored is " + text(its.entry());
    }

    private void settles(JournalLine line) {
        long period = periodOf(line.entry());
        Optional<Settled> its = stored.apply(period);
        if (its.isEmpty() || !its.get().entry().equals(line.entry())) {
            breaches.at(
                    line.number(),
                    Invariant.STATEMENTS,
                    "it settles period " + period + ", whose stored entry is "
                            + its.map(each -> text(each.entry())).orElse("none"));
        } else if (!booked.add(period)) {
            breaches.at(line.number(), Invariant.STATEMENTS, "it settles period " + period + " once more");
        }
    }

    private static String text(Entry entry) {
        return "\"" + entry.note() + "\" with " + entry.postings();
    }

    private static long periodOf(Entry entry) {
        String id = entry.cause().id();
        String digits = id.substring(id.lastIndexOf('/') + 1);
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** The journal is read. */
    void end() {
        if (at < seals.size()) {
            breaches.add(Invariant.SEALS, seals.get(at) + " reaches beyond the journal");
        }
        for (Seal seal : seals) {
            if (stored.apply(seal.period()).isPresent() && !booked.contains(seal.period())) {
                breaches.add(Invariant.STATEMENTS, "period " + seal.period() + " is settled, and no entry says so");
            }
        }
    }

    long seals() {
        return sealed;
    }

    long settled() {
        return settled;
    }
}
