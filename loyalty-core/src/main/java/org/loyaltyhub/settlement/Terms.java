package org.loyaltyhub.settlement;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.PartnerId;

/**
 * What a settlement takes from the programme file. It is kept with what was settled, so that the same statements can be
 * made again when the file has long changed.
 *
 * <p>Immutable and thread-safe.
 *
 * @param programme its name
 */
public record Terms(String programme, Currency currency, PointTerms points, List<Party> parties) {
    public Terms {
        parties = List.copyOf(parties);
    }

    /**
     * A partner.
     *
     * @param name as people know it
     * @param redeemPriceMicros what it gets for a point that is spent there
     */
    public record Party(PartnerId partner, String name, long redeemPriceMicros) {}

    /** The terms of that programme. */
    public static Terms of(Programme programme) {
        return new Terms(
                programme.terms().name(),
                programme.currency(),
                programme.points(),
                programme.terms().partners().stream()
                        .map(partner -> new Party(partner.id(), partner.name(), partner.redeemPriceMicros()))
                        .toList());
    }

    String name(PartnerId partner) {
        Optional<Party> party =
                parties.stream().filter(each -> each.partner().equals(partner)).findFirst();
        return party.map(Party::name).orElse(partner.value());
    }

    long cheapestMicros() {
        return parties.stream().mapToLong(Party::redeemPriceMicros).min().orElse(points.valueMicros());
    }

    long dearestMicros() {
        return parties.stream().mapToLong(Party::redeemPriceMicros).max().orElse(points.valueMicros());
    }
}
