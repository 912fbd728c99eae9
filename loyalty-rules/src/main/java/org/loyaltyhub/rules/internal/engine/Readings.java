package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.rules.internal.engine.Numbers.NumberIn;

/**
 * What the figures and texts by which a family finds its members say of one event: each is asked once, however many shelves
 * look at it. Not thread-safe.
 */
final class Readings {
    private final Facts facts;
    private final Asked asked;
    private final long[] values;
    private final @Nullable String[] words;
    private long known;

    Readings(Facts facts, Asked asked) {
        this.facts = facts;
        this.asked = asked;
        this.values = new long[Math.min(Long.SIZE, asked.figures.length)];
        this.words = asked.words(facts);
    }

    Facts facts() {
        return facts;
    }

    long of(int figure) {
        if (figure >= values.length) { // as many different figures as no family has: not kept
            return asked.figures[figure].in(facts);
        }
        if ((known & 1L << figure) == 0) {
            values[figure] = asked.figures[figure].in(facts);
            known |= 1L << figure;
        }
        return values[figure];
    }

    /** What the text says; null if it says nothing, or nothing that a member of the family wants. */
    @Nullable
    String wordOf(int text) {
        return words[text];
    }

    /** What a family asks, by the numbers that its shelves were given. Immutable and thread-safe. */
    static final class Asked {
        private static final @Nullable String[] NO_WORDS = {};

        private final NumberIn[] figures;
        private final Figure.Text[] texts;
        private final List<Set<String>> wanted;

        private Asked(NumberIn[] figures, Figure.Text[] texts, List<Set<String>> wanted) {
            this.figures = figures;
            this.texts = texts;
            this.wanted = wanted;
        }

        private @Nullable String[] words(Facts facts) {
            if (texts.length == 0) {
                return NO_WORDS;
            }
            @Nullable String[] words = new String[texts.length];
            for (int i = 0; i < texts.length; i++) {
                String word = facts.text(texts[i]);
                words[i] = word != null && wanted.get(i).contains(word) ? word : null;
            }
            return words;
        }
    }

    /** Numbers what the shelves of one family ask. Used while the family is made. */
    static final class Numbering {
        private final List<Figure> figures = new ArrayList<>();
        private final List<Figure.Text> texts = new ArrayList<>();
        private final List<Set<String>> wanted = new ArrayList<>();

        int numberOf(Figure figure) {
            return numberOf(figures, figure);
        }

        /** @param words that some member wants of it */
        int numberOf(Figure.Text text, Set<String> words) {
            int number = numberOf(texts, text);
            if (number == wanted.size()) {
                wanted.add(new HashSet<>());
            }
            wanted.get(number).addAll(words);
            return number;
        }

        private static <T> int numberOf(List<T> known, T each) {
            int number = known.indexOf(each);
            if (number >= 0) {
                return number;
            }
            known.add(each);
            return known.size() - 1;
        }

        Asked asked() {
            return new Asked(
                    figures.stream().map(Numbers::of).toArray(NumberIn[]::new),
                    texts.toArray(Figure.Text[]::new),
                    List.copyOf(wanted));
        }
    }
}
