package org.loyaltyhub.value;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * An immutable set of small numbers, such as the indices of partners or categories.
 *
 * <p>Membership and overlap are O(1) and O(words). Thread-safe.
 */
public final class Bits {
    public static final Bits NONE = new Bits(new long[0]);

    private final long[] words;

    private Bits(long[] words) {
        this.words = words;
    }

    public static Bits of(BitSet set) {
        return new Bits(set.toLongArray());
    }

    public static Bits of(int... numbers) {
        int highest = -1;
        for (int number : numbers) {
            highest = Math.max(highest, number);
        }
        long[] words = new long[(highest >> 6) + 1];
        for (int number : numbers) {
            words[number >> 6] |= 1L << number;
        }
        return new Bits(words);
    }

    /** The numbers from 0 to {@code size} − 1. */
    public static Bits upTo(int size) {
        BitSet set = new BitSet();
        set.set(0, size);
        return of(set);
    }

    public boolean has(int number) {
        int word = number >> 6;
        return number >= 0 && word < words.length && (words[word] & 1L << number) != 0;
    }

    public boolean intersects(Bits other) {
        for (int i = Math.min(words.length, other.words.length) - 1; i >= 0; i--) {
            if ((words[i] & other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    public Bits minus(Bits other) {
        BitSet set = toBitSet();
        set.andNot(other.toBitSet());
        return of(set);
    }

    public Bits and(Bits other) {
        BitSet set = toBitSet();
        set.and(other.toBitSet());
        return of(set);
    }

    public Bits or(Bits other) {
        BitSet set = toBitSet();
        set.or(other.toBitSet());
        return of(set);
    }

    public boolean isEmpty() {
        return words.length == 0;
    }

    public int size() {
        int size = 0;
        for (long word : words) {
            size += Long.bitCount(word);
        }
        return size;
    }

    /** The numbers, ascending. */
    public IntStream stream() {
        return toBitSet().stream();
    }

    private BitSet toBitSet() {
        return BitSet.valueOf(words);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Bits bits && Arrays.equals(words, bits.words));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return toBitSet().toString();
    }
}
