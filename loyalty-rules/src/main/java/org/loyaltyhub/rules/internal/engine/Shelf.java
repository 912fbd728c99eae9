package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rules.internal.engine.Numbers.NumberIn;
import org.loyaltyhub.rules.internal.engine.Questions.Bound;
import org.loyaltyhub.rules.internal.engine.Questions.Holds;
import org.loyaltyhub.rules.internal.engine.Questions.Question;
import org.loyaltyhub.value.Bits;

/**
 * The members of a family that select the same lines; of a family without goods, all.
 *
 * <p>Immutable and thread-safe. Members that bound a figure of the receipt cost O(those whose lower bound is reached).
 */
final class Shelf {
    private final Selection lines;
    private final Branch[] branches;

    private Shelf(Selection lines, Branch[] branches) {
        this.lines = lines;
        this.branches = branches;
    }

    static Shelf of(Selection lines, List<Member> members) {
        Map<Optional<Figure>, List<Bounded>> byFigure = new LinkedHashMap<>();
        for (Member member : members) {
            Bounded bounded = Bounded.of(member);
            byFigure.computeIfAbsent(bounded.figure(), figure -> new ArrayList<>())
                    .add(bounded);
        }
        Branch[] branches = byFigure.entrySet().stream()
                .map(entry -> new Branch(entry.getKey(), entry.getValue()))
                .toArray(Branch[]::new);
        return new Shelf(lines, branches);
    }

    Bits categories() {
        return lines.categories();
    }

    /** Adds the rules that hold, for a purchase with a line of the {@link #categories()}, or an event without goods. */
    void collect(Facts facts, Indices holding) {
        if (!lines.filters().isEmpty() && !lines.touches(facts.visit())) {
            return;
        }
        for (Branch branch : branches) {
            branch.collect(facts, holding);
        }
    }

    /** A member, with the bounds of one cheap figure taken out of its questions. */
    private record Bounded(int index, Optional<Figure> figure, Range range, List<Question> rest) {

        static Bounded of(Member member) {
            Optional<Figure> figure = member.questions().stream()
                    .filter(question -> question.cost() < Questions.COST_OF_HISTORY)
                    .sorted(Comparator.comparingInt(Question::cost))
                    .flatMap(question -> question.bound().stream())
                    .map(Bound::figure)
                    .findFirst();
            Range range = Questions.KNOWN;
            List<Question> rest = new ArrayList<>();
            for (Question question : member.questions()) {
                Optional<Bound> bound = question.bound().filter(each -> figure.equals(Optional.of(each.figure())));
                if (bound.isPresent()) {
                    range = common(range, bound.get().range());
                } else {
                    rest.add(question);
                }
            }
            return new Bounded(member.index(), figure, range, rest);
        }

        private static Range common(Range one, Range other) {
            return new Range(Math.max(one.from(), other.from()), Math.min(one.to(), other.to()));
        }
    }

    /** Members that bound one figure, ordered by their lower bounds; the figure is computed once for all of them. */
    private static final class Branch {
        private final NumberIn figure;
        private final long[] from;
        private final long[] to;
        private final int[] index;
        private final Holds[][] rest;

        /** Members without a figure are those for whom any number will do. */
        Branch(Optional<Figure> figure, List<Bounded> members) {
            this.figure = figure.map(Numbers::of).orElse(facts -> 0);
            List<Bounded> ordered = members.stream()
                    .sorted(Comparator.comparingLong(member -> member.range().from()))
                    .toList();
            from = ordered.stream().mapToLong(member -> member.range().from()).toArray();
            to = ordered.stream().mapToLong(member -> member.range().to()).toArray();
            index = ordered.stream().mapToInt(Bounded::index).toArray();
            rest = ordered.stream()
                    .map(each -> Questions.cheapestFirst(each.rest()))
                    .toArray(Holds[][]::new);
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
