package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.bench.Target.Sense;

/** What the engine is to reach, each beside what one run found. */
final class Targets {
    private static final double SECOND = 1e9;
    private static final double MILLISECOND = 1e6;

    private final List<Finding> findings;
    private final List<Target> targets = new ArrayList<>();

    private Targets(List<Finding> findings) {
        this.findings = findings;
    }

    /** All targets in their order, whatever the run asked. */
    static List<Target> of(List<Finding> findings) {
        Targets all = new Targets(findings);
        all.scoring();
        all.decisions();
        all.databases();
        all.memory();
        return List.copyOf(all.targets);
    }

    private void scoring() {
        quicker(200, Contender.DRL_STATELESS_LINES, "lines joined", 8);
        quicker(200, Contender.DRL_STATELESS, "a single pattern", 3);
        quicker(2_000, Contender.DRL_STATELESS_LINES, "lines joined", 50);
        quicker(2_000, Contender.DRL_STATELESS, "a single pattern", 12);
        slower(200);
        slower(2_000);
        add(
                "score a receipt: cost with 10,000 rules, of that with 20 of which the same hold",
                Sense.AT_MOST,
                2,
                ratio(
                        scored(10_000, Matches.CONSTANT, Contender.LOYALTY),
                        scored(20, Matches.CONSTANT, Contender.LOYALTY)));
        add(
                "score a receipt, 200 rules: what two threads do, of what one does (by the clock)",
                Sense.AT_LEAST,
                1.8,
                of(
                                ScoreOnePurchase.class,
                                "onOneThread",
                                "rules",
                                200,
                                "matches",
                                Matches.GROWING,
                                "contender",
                                Contender.LOYALTY)
                        .flatMap(one -> of(ScoreOnePurchase.class, "onTwoThreads")
                                .map(two -> Measured.ratio(one.clock(), two.clock()))));
    }

    private void quicker(int rules, Contender peer, String form, double times) {
        add(
                "score a receipt, %,d rules: how many times faster than classic DRL, stateless, %s"
                        .formatted(rules, form),
                Sense.AT_LEAST,
                times,
                ratio(scored(rules, Matches.GROWING, peer), scored(rules, Matches.GROWING, Contender.LOYALTY)));
    }

    private void slower(int rules) {
        add(
                "score a receipt, %,d rules: how many times slower than hand-written Java".formatted(rules),
                Sense.AT_MOST,
                6,
                ratio(
                        scored(rules, Matches.GROWING, Contender.LOYALTY),
                        scored(rules, Matches.GROWING, Contender.HAND_WRITTEN)));
    }

    private Optional<Finding> scored(int rules, Matches matches, Contender contender) {
        return of(ScoreOnePurchase.class, "onOneThread", "rules", rules, "matches", matches, "contender", contender);
    }

    private void decisions() {
        add(
                "compile and check 1,000 rules",
                Sense.AT_MOST,
                0.5,
                "s",
                of(CompileRules.class, "compile", "rules", 1_000)
                        .map(each -> Measured.of(each.cpu()).times(1 / SECOND)));
        decided("whole decisions in memory, from JSON, by a core", of(DecideAlone.class, "decide"));
        decided(
                "the same through a hub in memory, which knows ids and contents and keeps events and books",
                of(DecideFromJson.class, "by1Caller", "explanations", DecideFromJson.Explanations.LEFT));
    }

    private void decided(String what, Optional<Finding> finding) {
        add(
                what,
                Sense.AT_LEAST,
                150_000,
                "events/s",
                finding.map(each -> Measured.of(each.cpu()).under(SECOND)));
    }

    private void databases() {
        for (Database database : Database.values()) {
            Optional<Finding> hub = written(database, Writer.HUB);
            add(
                    "hub on %s in batches of 1,000: of what raw JDBC writes".formatted(database),
                    Sense.AT_LEAST,
                    database == Database.SQLITE ? 0.3 : 0.6,
                    written(database, Writer.RAW_JDBC)
                            .flatMap(raw -> hub.map(each -> Measured.ratio(raw.clock(), each.clock()))));
        }
        for (Database database : Database.values()) {
            Optional<Finding> callers = of(SubmitDurably.class, "by256Callers", "database", database);
            add(
                    "256 callers on %s, each durable: of the hub's own batches of 1,000".formatted(database),
                    Sense.AT_LEAST,
                    0.5,
                    written(database, Writer.HUB)
                            .flatMap(hub -> callers.map(each -> Measured.ratio(hub.clock(), each.clock()))));
            add(
                    "256 callers on %s: p99 of the wait".formatted(database),
                    Sense.AT_MOST,
                    100,
                    "ms",
                    callers.flatMap(Finding::p99).map(nanos -> Measured.exactly(nanos / MILLISECOND)));
        }
    }

    private Optional<Finding> written(Database database, Writer writer) {
        return of(WriteBatches.class, "write", "database", database, "writer", writer);
    }

    private void memory() {
        Optional<Double> without = member(MemoryOfMembers.Points.NONE);
        add(
                "memory of a member with a year of weekly events, without lots",
                Sense.AT_MOST,
                2_000,
                "B",
                without.map(Measured::exactly));
        add(
                "memory of an open lot",
                Sense.AT_MOST,
                48,
                "B",
                without.flatMap(bare -> member(MemoryOfMembers.Points.A_LOT_EACH)
                        .map(rich -> Measured.exactly((rich - bare) / MemoryOfMembers.WEEKS))));
    }

    private Optional<Double> member(MemoryOfMembers.Points points) {
        return of(MemoryOfMembers.class, "keepThemAll", "points", points).flatMap(Finding::bytes);
    }

    private static Optional<Measured> ratio(Optional<Finding> one, Optional<Finding> other) {
        return one.flatMap(each -> other.map(of -> Measured.ratio(each.cpu(), of.cpu())));
    }

    /** @param parameters names and values in turn */
    private Optional<Finding> of(Class<?> question, String way, Object... parameters) {
        return findings.stream()
                .filter(each -> each.question().equals(question.getSimpleName())
                        && each.way().equals(way))
                .filter(each -> {
                    for (int i = 0; i < parameters.length; i += 2) {
                        if (!each.has((String) parameters[i], parameters[i + 1])) {
                            return false;
                        }
                    }
                    return true;
                })
                .findFirst();
    }

    private void add(String what, Sense sense, double bound, Optional<Measured> measured) {
        add(what, sense, bound, "", measured);
    }

    private void add(String what, Sense sense, double bound, String unit, Optional<Measured> measured) {
        targets.add(new Target(what, sense, bound, unit, measured));
    }
}
