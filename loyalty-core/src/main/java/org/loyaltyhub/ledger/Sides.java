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

    /** A copy to be changed, with room for so many more if any comes. */
    Edit edit(int more) {
        return new Edit(this, more);
    }

    /** Sides on their way to others. What does not change of them is theirs and not copied. Not thread-safe. */
    static final class Edit {
        private final int more;
        private Kind[] kinds;
        private int[] kindOf;
        private long[] seconds;
        private int @Nullable [] nanos;
        private long[] units;
        private int size;
        private boolean isOwn;
        private boolean hasGone;

        private Edit(Sides sides, int more) {
            this.more = Math.max(1, more);
            kinds = sides.kinds;
            kindOf = sides.kindOf;
            seconds = sides.expirySeconds;
            nanos = sides.expiryNanos;
            units = sides.units.clone();
            size = sides.size();
        }

        /** So many more at that side, or fewer. */
        void add(Side side, long amount) {
            Instant expires = side.terms().expires();
            boolean never = expires.equals(Instant.MAX);
            long second = never ? NEVER : expires.getEpochSecond();
            int nano = never ? 0 : expires.getNano();
            for (int i = 0; i < size; i++) {
                if (seconds[i] == second && nano(i) == nano && kinds[kindOf[i]].isOf(side)) {
                    units[i] = Math.addExact(units[i], amount);
                    if (units[i] == 0) {
                        remove(i);
                    }
                    return;
                }
            }
            if (amount != 0) {
                append(side, second, nano, amount);
            }
        }

        private int nano(int index) {
            return nanos == null ? 0 : nanos[index];
        }

        private void append(Side side, long second, int nano, long amount) {
            if (size == units.length || !isOwn) {
                own(size + more);
            }
            if (nanos == null && nano != 0) {
                nanos = new int[units.length];
            }
            if (nanos != null) {
                nanos[size] = nano;
            }
            kindOf[size] = kind(side);
            seconds[size] = second;
            units[size] = amount;
            size++;
        }

        private int kind(Side side) {
            int count = kinds.length;
            for (int i = 0; i < count; i++) {
                if (kinds[i].isOf(side)) {
                    return i;
                }
            }
            kinds = Arrays.copyOf(kinds, count + 1);
            kinds[count] = Kind.of(side);
            return count;
        }

        /** Copies the columns, with so much room. */
        private void own(int room) {
            kindOf = Arrays.copyOf(kindOf, room);
            seconds = Arrays.copyOf(seconds, room);
            nanos = nanos == null ? null : Arrays.copyOf(nanos, room);
            units = Arrays.copyOf(units, room);
            isOwn = true;
        }

        /** Takes the side away; those behind it move up. */
        void remove(int index) {
            if (!isOwn) {
                own(units.length);
            }
            int behind = --size - index;
            System.arraycopy(kindOf, index + 1, kindOf, index, behind);
            System.arraycopy(seconds, index + 1, seconds, index, behind);
            if (nanos != null) {
                System.arraycopy(nanos, index + 1, nanos, index, behind);
            }
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
            if (size < units.length) {
                own(size);
            }
            return new Sides(kinds, kindOf, seconds, isWhole() ? null : nanos, units);
        }

        private boolean isWhole() {
            for (int i = 0; nanos != null && i < size; i++) {
                if (nanos[i] != 0) {
                    return false;
                }
            }
            return true;
        }

        /** Of which there is no side any more. */
        private void forgetKinds() {
            int[] places = new int[kinds.length];
            Kind[] left = new Kind[kinds.length];
            int count = 0;
            for (int i = 0; i < size; i++) {
                int kind = kindOf[i];
                if (places[kind] == 0) {
                    left[count++] = kinds[kind];
                    places[kind] = count;
                }
                kindOf[i] = places[kind] - 1;
            }
            kinds = Arrays.copyOf(left, count);
        }
    }
}
