package org.loyaltyhub.settlement;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.value.PartnerId;

/**
 * Where the books stand once a period is settled: all that the next settlement needs to know of what was before.
 *
 * <p>Immutable and thread-safe.
 *
 * @param period settled last; 0 before the first
 * @param holders by id
 */
public record Position(long period, List<Holder> holders, Own own) {
    /** Before the first period. */
    public static final Position START = new Position(0, List.of(), Own.NOTHING);

    public Position {
        holders = List.copyOf(holders);
    }

    /**
     * One partner, or the programme as one.
     *
     * @param billedMinor what stood on all its statements, in the minor unit
     * @param open its points with the members
     */
    public record Holder(PartnerId partner, long billedMinor, Open open) {
        static Holder nothing(PartnerId partner) {
            return new Holder(partner, 0, Open.NOTHING);
        }
    }

    /** The partner's; nothing at all if it has none. */
    public Holder of(PartnerId partner) {
        Optional<Holder> known =
                holders.stream().filter(each -> each.partner().equals(partner)).findFirst();
        return known.orElseGet(() -> Holder.nothing(partner));
    }
}
