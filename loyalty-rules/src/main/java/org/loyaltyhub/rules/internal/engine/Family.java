package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.rules.internal.engine.Numbers.NumberIn;
import org.loyaltyhub.rules.internal.engine.Questions.Bound;
import org.loyaltyhub.rules.internal.engine.Questions.Holds;
import org.loyaltyhub.rules.internal.engine.Questions.Question;

/**
 * Rules of equal partners and equal goods. Their gate stands in the network once; what else each of them asks stands
 * here, in arrays.
 *
 * <p>Immutable and thread-safe. O(members whose lower bound is reached), not O(members), for those that bound a figure of
 * the receipt.
 */
final class Family {
    private final Selection lines;
    private final Branch[] branches;

    private Family(Selection lines, Branch[] branches) {
        this.lines = lines;
        this.branches = branches;
    }

    /** The family of these members, which all select these lines. */
    static Family of(Selection lines, List<Member> members) {
        Map<Optional<Figure>, List<Branched>> byFigure = new LinkedHashMap<>();
        for (Member member : members) {
            Branched branched = Branched.of(member);
            byFigure.computeIfAbsent(branched.figure(), figure -> new ArrayList<>())
                    .add(branched);
        }
        Branch[] branches = byFigure.entrySet().stream()
                .map(entry -> Branch.of(entry.getKey(), entry.getValue()))
                .toArray(Branch[]::new);
        return new Family(lines, branches);
    }

    /** Adds the rules that hold, for a purchase that has passed the gate. */
    void collect(Facts facts, Indices holding) {
        if (!selects(facts.visit())) {
            return;
        }
        for (Branch branch : branches) {
            branch.collect(facts, holding);
        }
    }

    private boolean selects(Visit visit) {
        return lines.filters().isEmpty() || lines.touches(visit);
    }

    /**
     * A rule on its way into a family.
     *
     * @param index its place among all rules
     */
    record Member(int index, List<Question> questions) {

        static Member of(int index, Rule rule) {
            List<Condition> conditions = new ArrayList<>(rule.trigger().filters());
            rule.conditions().stream().map(Stated::condition).forEach(conditions::add);
            List<Question> questions = new ArrayList<>(Questions.of(rule.key(), conditions));
            Validity validity = rule.validity();
            if (!validity.equals(Validity.ALWAYS)) {
                Holds inForce = facts -> validity.has(facts.visit().localTime());
                questions.add(new Question(0, inForce, Optional.empty()));
            }
            return new Member(index, questions);
        }
    }

    /** A member, with the bound that its branch asks for taken out of its questions. */
    private record Branched(int index, Optional<Figure> figure, Range range, Holds[] rest) {
        private static final Range EVERYTHING = new Range(0, 0);

        static Branched of(Member member) {
            Optional<Bound> cheapest = member.questions().stream()
                    .filter(question -> question.cost() < Questions.COST_OF_HISTORY)
                    .sorted(Comparator.comparingInt(Question::cost))
                    .flatMap(question -> question.bound().stream())
                    .findFirst();
            if (cheapest.isEmpty()) {
                return new Branched(
                        member.index(), Optional.empty(), EVERYTHING, Questions.cheapestFirst(member.questions()));
            }
            Figure figure = cheapest.get().figure();
            Range range = cheapest.get().range();
            List<Question> rest = new ArrayList<>();
            for (Question question : member.questions()) {
                Optional<Bound> bound = question.bound().filter(b -> b.figure().equals(figure));
                if (bound.isPresent()) {
                    Range other = bound.get().range();
                    range = new Range(Math.max(range.from(), other.from()), Math.min(range.to(), other.to()));
                } else {
                    rest.add(question);
                }
            }
            return new Branched(member.index(), Optional.of(figure), range, Questions.cheapestFirst(rest));
        }
    }

    /** Members that bound one figure, by their lower bound: the figure is computed once for all of them. */
    private static final class Branch {
        private final NumberIn figure;
        private final long[] from;
        private final long[] to;
        private final int[] index;
        private final Holds[][] rest;

        private Branch(NumberIn figure, int size) {
            this.figure = figure;
            from = new long[size];
            to = new long[size];
            index = new int[size];
            rest = new Holds[size][];
        }

        /** A branch without a figure is one of members that all ask first whether 0 is 0. */
        static Branch of(Optional<Figure> figure, List<Branched> members) {
            members.sort(Comparator.comparingLong(member -> member.range().from()));
            NumberIn number = figure.isPresent() ? Numbers.of(figure.get()) : facts -> 0;
            Branch branch = new Branch(number, members.size());
            for (int i = 0; i < members.size(); i++) {
                Branched member = members.get(i);
                branch.from[i] = member.range().from();
                branch.to[i] = member.range().to();
                branch.index[i] = member.index();
                branch.rest[i] = member.rest();
            }
            return branch;
        }

        void collect(Facts facts, Indices holding) {
            long number = figure.in(facts);
            for (int i = 0; i < from.length && from[i] <= number; i++) {
                if (number <= to[i] && Questions.all(rest[i], facts)) {
                    holding.add(index[i]);
                }
            }
        }
    }
}
