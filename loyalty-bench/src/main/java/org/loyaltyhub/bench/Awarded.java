package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one receipt was given, rule by rule. Every contender fills one. */
public final class Awarded {
    private int[] rules = new int[16];
    private long[] points = new long[16];
    private int count;

    /** One rule fired. */
    public void add(int rule, long units) {
        if (count == rules.length) {
            rules = java.util.Arrays.copyOf(rules, 2 * count);
            points = java.util.Arrays.copyOf(points, 2 * count);
        }
        rules[count] = rule;
        points[count++] = units;
    }

    public int count() {
        return count;
    }

    public long sum() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += points[i];
        }
        return sum;
    }

    /** Rule and points, in rule order. */
    List<List<Long>> sorted() {
        List<List<Long>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(List.of((long) rules[i], points[i]));
        }
        all.sort(Comparator.comparing(each -> each.get(0)));
        return all;
    }
}
