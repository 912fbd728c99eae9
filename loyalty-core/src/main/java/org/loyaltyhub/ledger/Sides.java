package org.loyaltyhub.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * What is where in a {@link Purse}, in the order in which it first came there. Kept in columns, so that an open lot takes some
 * twenty bytes: what many lots have in common is said once.
 *
 * <p>Immutable and thread-safe.
 */
final class Sides {
    static final Sides NONE = new Sides(new Kind[0], new long[0]);

    /** The second that stands for {@link Instant#MAX}. */
    private static final long NEVER = Long.MAX_VALUE;
    /** The second in which its points expire, and how many they are. */
    private static final int NUMBERS = 2;

    /** All of a side but in which second its points expire. */
    private record Kind(Place place, PartnerId payer, long issueMicros, long reserveMicros, int expiryNano) {
        static Kind of(Side side, int expiryNano) {
            LotTerms terms = side.terms();
            return new Kind(side.place(), terms.payer(), terms.issueMicros(), terms.reserveMicros(), expiryNano);
        }

        boolean isOf(Side side, int nano) {
            LotTerms terms = side.terms();
            return expiryNano == nano
                    && issueMicros == terms.issueMicros()
                    && reserveMicros == terms.reserveMicros()
                    && payer.equals(terms.payer())
                    && place.equals(side.place());
        }
    }

    /** Of each side; equal ones are the same. */
    private final Kind[] kinds;

    private final long[] numbers;

    private Sides(Kind[] kinds, long[] numbers) {
        this.kinds = kinds;
        this.numbers = numbers;
    }

    int size() {
        return kinds.length;
    }

    Place place(int index) {
        return kinds[index].place();
    }

    long units(int index) {
        return numbers[index * NUMBERS + 1];
    }

    private long second(int index) {
        return numbers[index * NUMBERS];
    }

    LotTerms terms(int index) {
        Kind kind = kinds[index];
        return new LotTerms(kind.payer(), kind.issueMicros(), kind.reserveMicros(), expires(index));
    }

    Side side(int index) {
        return new Side(place(index), terms(index));
    }

    Instant expires(int index) {
        return neverExpires(index) ? Instant.MAX : Instant.ofEpochSecond(second(index), kinds[index].expiryNano());
    }

    private boolean neverExpires(int index) {
        return second(index) == NEVER;
    }

    /** Whether its points lapse at that moment or before. */
    boolean expiresBy(int index, Instant moment) {
        long second = moment.getEpochSecond();
        return second(index) < second || (second(index) == second && kinds[index].expiryNano() <= moment.getNano());
    }

    /** Points at that side; zero if there are none. */
    long at(Side side) {
        for (int i = 0; i < size(); i++) {
            if (side(i).equals(side)) {
                return units(i);
            }
        }
        return 0;
    }

    Map<Side, Points> asMap() {
        Map<Side, Points> map = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            map.put(side(i), Points.ofUnits(units(i)));
        }
        return Collections.unmodifiableMap(map);
    }

    /** A copy to be changed, with room for so many more if any comes. */
    Edit edit(int more) {
        return new Edit(this, more);
    }

    /** Sides on their way to others. Not thread-safe. */
    static final class Edit {
        private final int more;
        private Kind[] kinds;
        private long[] numbers;
        private int size;
        /** Whether the kinds are copied; numbers are from the beginning. */
        private boolean isOwn;

        private Edit(Sides sides, int more) {
            this.more = Math.max(1, more);
            kinds = sides.kinds;
            numbers = sides.numbers.clone();
            size = sides.size();
        }

        /** So many more at that side, or fewer. */
        void add(Side side, long amount) {
            Instant expires = side.terms().expires();
            boolean never = expires.equals(Instant.MAX);
            long second = never ? NEVER : expires.getEpochSecond();
            int nano = never ? 0 : expires.getNano();
            for (int i = 0; i < size; i++) {
                if (numbers[i * NUMBERS] == second && kinds[i].isOf(side, nano)) {
                    more(i, amount);
                    return;
                }
            }
            if (amount != 0) {
                append(kind(side, nano), second, amount);
            }
        }

        private void more(int index, long amount) {
            int units = index * NUMBERS + 1;
            numbers[units] = Math.addExact(numbers[units], amount);
            if (numbers[units] == 0) {
                remove(index);
            }
        }

        /** The newest that is equal, if there is one. */
        private Kind kind(Side side, int nano) {
            for (int i = size - 1; i >= 0; i--) {
                if (kinds[i].isOf(side, nano)) {
                    return kinds[i];
                }
            }
            return Kind.of(side, nano);
        }

        private void append(Kind kind, long second, long amount) {
            if (!isOwn || size == kinds.length) {
                resize(size + more);
            }
            kinds[size] = kind;
            numbers[size * NUMBERS] = second;
            numbers[size * NUMBERS + 1] = amount;
            size++;
        }

        /** Copies the columns, with so much room. */
        private void resize(int room) {
            kinds = Arrays.copyOf(kinds, room);
            numbers = Arrays.copyOf(numbers, room * NUMBERS);
            isOwn = true;
        }

        /** Takes the side away; those behind it move up. */
        void remove(int index) {
            if (!isOwn) {
                resize(size);
            }
            int behind = --size - index;
            System.arraycopy(kinds, index + 1, kinds, index, behind);
            System.arraycopy(numbers, (index + 1) * NUMBERS, numbers, index * NUMBERS, behind * NUMBERS);
        }

        Sides done() {
            if (size == 0) {
                return NONE;
            }
            if (size < kinds.length) {
                resize(size);
            }
            return new Sides(kinds, numbers);
        }
    }
}
