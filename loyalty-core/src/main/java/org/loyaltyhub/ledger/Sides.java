package org.loyaltyhub.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * What is where in a {@link Purse}, in the order in which it first came there. Kept in columns, so that an open lot takes some
 * twenty bytes: what many lots have in common is said once.
 *
 * <p>Immutable and thread-safe.
 */
final class Sides {
    static final Sides NONE = new Sides(new Kind[0], new int[0], new long[0], null, new long[0]);

    /** The second that stands for {@link Instant#MAX}. */
    private static final long NEVER = Long.MAX_VALUE;

    /** All of a side but when its points expire. */
    private record Kind(Place place, PartnerId payer, long issueMicros, long reserveMicros) {
        static Kind of(Side side) {
            LotTerms terms = side.terms();
            return new Kind(side.place(), terms.payer(), terms.issueMicros(), terms.reserveMicros());
        }

        boolean isOf(Side side) {
            LotTerms terms = side.terms();
            return issueMicros == terms.issueMicros()
                    && reserveMicros == terms.reserveMicros()
                    && payer.equals(terms.payer())
                    && place.equals(side.place());
        }
    }

    private final Kind[] kinds;
    private final int[] kindOf;
    private final long[] expirySeconds;
    /** Null if all are zero. */
    private final int @Nullable [] expiryNanos;

    private final long[] units;

    private Sides(Kind[] kinds, int[] kindOf, long[] expirySeconds, int @Nullable [] expiryNanos, long[] units) {
        this.kinds = kinds;
        this.kindOf = kindOf;
        this.expirySeconds = expirySeconds;
        this.expiryNanos = expiryNanos;
        this.units = units;
    }

    int size() {
        return units.length;
    }

    Place place(int index) {
        return kinds[kindOf[index]].place();
    }

    long units(int index) {
        return units[index];
    }

    LotTerms terms(int index) {
        Kind kind = kinds[kindOf[index]];
        return new LotTerms(kind.payer(), kind.issueMicros(), kind.reserveMicros(), expires(index));
    }

    Side side(int index) {
        return new Side(place(index), terms(index));
    }

    Instant expires(int index) {
        return expirySeconds[index] == NEVER
                ? Instant.MAX
                : Instant.ofEpochSecond(expirySeconds[index], expiryNano(index));
    }

    private int expiryNano(int index) {
        return expiryNanos == null ? 0 : expiryNanos[index];
    }

    boolean neverExpires(int index) {
        return expirySeconds[index] == NEVER;
    }

    /** Whether its points lapse at that moment or before. */
    boolean expiresBy(int index, Instant moment) {
        long second = moment.getEpochSecond();
        return expirySeconds[index] < second
                || (expirySeconds[index] == second && expiryNano(index) <= moment.getNano());
    }

    /** Points at that side; zero if there are none. */
    long at(Side side) {
        for (int i = 0; i < units.length; i++) {
            if (kinds[kindOf[i]].isOf(side) && expires(i).equals(side.terms().expires())) {
                return units[i];
            }
        }
        return 0;
    }

    Map<Side, Points> asMap() {
        Map<Side, Points> map = new LinkedHashMap<>();
        for (int i = 0; i < units.length; i++) {
            map.put(side(i), Points.ofUnits(units[i]));
        }
        return Collections.unmodifiableMap(map);
    }

    /** A copy to be changed, with room for so many more. */
    Edit edit(int more) {
        return new Edit(this, more);
    }

    /** Sides on their way to others. Not thread-safe. */
    static final class Edit {
        private Kind[] kinds;
        private int kindCount;
        private int[] kindOf;
        private long[] seconds;
        private int[] nanos;
        private long[] units;
        private int size;
        private boolean hasGone;

        private Edit(Sides sides, int more) {
            size = sides.size();
            int room = size + more;
            kinds = Arrays.copyOf(sides.kinds, sides.kinds.length + more);
            kindCount = sides.kinds.length;
            kindOf = Arrays.copyOf(sides.kindOf, room);
            seconds = Arrays.copyOf(sides.expirySeconds, room);
            nanos = sides.expiryNanos == null ? new int[room] : Arrays.copyOf(sides.expiryNanos, room);
            units = Arrays.copyOf(sides.units, room);
        }

        /** So many more at that side, or fewer. */
        void add(Side side, long more) {
            Instant expires = side.terms().expires();
            boolean never = expires.equals(Instant.MAX);
            long second = never ? NEVER : expires.getEpochSecond();
            int nano = never ? 0 : expires.getNano();
            for (int i = 0; i < size; i++) {
                if (seconds[i] == second && nanos[i] == nano && kinds[kindOf[i]].isOf(side)) {
                    units[i] = Math.addExact(units[i], more);
                    if (units[i] == 0) {
                        remove(i);
                    }
                    return;
                }
            }
            if (more != 0) {
                kindOf[size] = kind(side);
                seconds[size] = second;
                nanos[size] = nano;
                units[size] = more;
                size++;
            }
        }

        private int kind(Side side) {
            for (int i = 0; i < kindCount; i++) {
                if (kinds[i].isOf(side)) {
                    return i;
                }
            }
            kinds[kindCount] = Kind.of(side);
            return kindCount++;
        }

        /** Takes the side away; those behind it move up. */
        void remove(int index) {
            int behind = --size - index;
            System.arraycopy(kindOf, index + 1, kindOf, index, behind);
            System.arraycopy(seconds, index + 1, seconds, index, behind);
            System.arraycopy(nanos, index + 1, nanos, index, behind);
            System.arraycopy(units, index + 1, units, index, behind);
            hasGone = true;
        }

        Sides done() {
            if (size == 0) {
                return NONE;
            }
            if (hasGone) {
                forgetKinds();
            }
            boolean isWhole = true;
            for (int i = 0; i < size; i++) {
                isWhole &= nanos[i] == 0;
            }
            return new Sides(
                    Arrays.copyOf(kinds, kindCount),
                    Arrays.copyOf(kindOf, size),
                    Arrays.copyOf(seconds, size),
                    isWhole ? null : Arrays.copyOf(nanos, size),
                    Arrays.copyOf(units, size));
        }

        /** Of which there is no side any more. */
        private void forgetKinds() {
            int[] places = new int[kindCount];
            Kind[] left = new Kind[kindCount];
            int count = 0;
            for (int i = 0; i < size; i++) {
                int kind = kindOf[i];
                if (places[kind] == 0) {
                    left[count++] = kinds[kind];
                    places[kind] = count;
                }
                kindOf[i] = places[kind] - 1;
            }
            kinds = left;
            kindCount = count;
        }
    }
}
