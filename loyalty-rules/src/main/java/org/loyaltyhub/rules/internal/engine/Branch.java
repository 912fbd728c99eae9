package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.rules.internal.engine.Questions.Holds;

/** Members of a shelf that are found in the same way. Immutable and thread-safe. */
sealed interface Branch {
    /** Adds the rules that hold. */
    void collect(Readings readings, Indices holding);

    /**
     * Members that each want one figure in a range of their own, ordered by their lower bounds. They form a tree without
     * links: the middle one of a stretch is its root, and knows the highest upper bound of the stretch. O(log n) and
     * O(log n) for each member whose range has the number.
     */
    final class ByNumber implements Branch {
        private final int figure;
        private final long lowest;
        private final long top;
        private final long[] from;
        private final long[] to;
        private final long[] highest;
        private final int[] index;
        private final Holds[] rest;

        /** @param figure its number in {@link Readings} */
        ByNumber(int figure, List<Keyed.ByNumber> members) {
            this.figure = figure;
            List<Keyed.ByNumber> ordered = members.stream()
                    .sorted(Comparator.comparingLong(member -> member.range().from()))
                    .toList();
            from = ordered.stream().mapToLong(member -> member.range().from()).toArray();
            to = ordered.stream().mapToLong(member -> member.range().to()).toArray();
            index = ordered.stream().mapToInt(Keyed::index).toArray();
            rest = ordered.stream().map(Keyed::rest).toArray(Holds[]::new);
            highest = new long[to.length];
            top = raise(0, to.length);
            lowest = from[0];
        }

        private long raise(int begin, int end) {
            if (begin == end) {
                return Long.MIN_VALUE;
            }
            int root = (begin + end) >>> 1;
            long below = Math.max(raise(begin, root), raise(root + 1, end));
            highest[root] = Math.max(to[root], below);
            return highest[root];
        }

        @Override
        public void collect(Readings readings, Indices holding) {
            long number = readings.of(figure);
            if (lowest <= number && number <= top) {
                collect(0, from.length, number, readings.facts(), holding);
            }
        }

        private void collect(int begin, int end, long number, Facts facts, Indices holding) {
            int left = begin;
            while (left < end) {
                int root = (left + end) >>> 1;
                if (highest[root] < number) {
                    return;
                }
                if (number < from[root]) {
                    end = root;
                } else {
                    collect(left, root, number, facts, holding);
                    if (number <= to[root] && rest[root].in(facts)) {
                        holding.add(index[root]);
                    }
                    left = root + 1;
                }
            }
        }
    }

    /** Members that each want one text to be one of their words. O(members that want this one). */
    final class ByText implements Branch {
        private static final Keyed[] NONE = {};

        private final int text;
        private final Map<String, Keyed[]> byWord;

        /** @param text its number in {@link Readings} */
        ByText(int text, Map<String, Keyed[]> byWord) {
            this.text = text;
            this.byWord = byWord;
        }

        static Map<String, Keyed[]> byWord(List<Keyed.ByText> members) {
            Map<String, List<Keyed>> lists = new HashMap<>();
            for (Keyed.ByText member : members) {
                member.words()
                        .forEach(word -> lists.computeIfAbsent(word, key -> new ArrayList<>())
                                .add(member));
            }
            Map<String, Keyed[]> byWord = new HashMap<>();
            lists.forEach((word, list) -> byWord.put(word, list.toArray(Keyed[]::new)));
            return byWord;
        }

        @Override
        public void collect(Readings readings, Indices holding) {
            String word = readings.wordOf(text);
            if (word != null) {
                addHolding(byWord.getOrDefault(word, NONE), readings.facts(), holding);
            }
        }
    }

    /** Members that nothing cheap tells apart: each is asked. */
    final class Others implements Branch {
        private final Keyed[] members;

        Others(List<Keyed> members) {
            this.members = members.toArray(Keyed[]::new);
        }

        @Override
        public void collect(Readings readings, Indices holding) {
            addHolding(members, readings.facts(), holding);
        }
    }

    private static void addHolding(Keyed[] members, Facts facts, Indices holding) {
        for (Keyed member : members) {
            if (member.rest().in(facts)) {
                holding.add(member.index());
            }
        }
    }
}
