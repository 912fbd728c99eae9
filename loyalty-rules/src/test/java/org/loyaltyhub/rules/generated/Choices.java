package org.loyaltyhub.rules.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Choices that one seed makes. */
public final class Choices {
    private final Random random;

    public Choices(long seed) {
        random = new Random(seed);
    }

    /** From {@code from} to {@code to}, both in. */
    public int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    /** True in so many of a hundred cases. */
    public boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    public final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    public <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** What one of these gives; the others are not asked. */
    @SafeVarargs
    public final <T> T from(Supplier<? extends T>... of) {
        return of[random.nextInt(of.length)].get();
    }

    public <T> Optional<T> sometimes(int percent, Supplier<T> value) {
        return percent(percent) ? Optional.of(value.get()) : Optional.empty();
    }

    public <T> List<T> many(int least, int most, Supplier<? extends T> value) {
        List<T> values = new ArrayList<>();
        for (int i = between(least, most); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    /** One or more of these. */
    public SortedSet<String> some(String... of) {
        SortedSet<String> values = new TreeSet<>(List.of(one(of)));
        for (String value : of) {
            if (percent(25)) {
                values.add(value);
            }
        }
        return values;
    }
}
