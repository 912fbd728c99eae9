package org.loyaltyhub.programme;

import java.time.ZoneId;
import java.util.List;
import org.loyaltyhub.value.PartnerId;

/**
 * A business that reports events and may own rules and pay for points.
 *
 * @param id kebab-case, one name space with the kinds
 * @param name as people know it
 * @param kinds what it is ({@code gas-station}); the first is the one that {@code kinds visited} counts
 * @param zone whose calendar its purchases go by
 * @param sells categories, with all below them; empty if it may sell anything
 * @param issuePriceMicros what it owes the programme for a point it issues, in millionths of the currency's minor unit
 *     per smallest unit of points
 * @param redeemPriceMicros what the programme owes it for a point that is spent there, likewise
 * @param reportFeeMinor what the programme pays it for each purchase or activity of a member that it reports, in the minor
 *     unit
 */
public record Partner(
        PartnerId id,
        String name,
        List<String> kinds,
        ZoneId zone,
        List<String> sells,
        long issuePriceMicros,
        long redeemPriceMicros,
        long reportFeeMinor) {
    public Partner {
        kinds = List.copyOf(kinds);
        sells = List.copyOf(sells);
    }
}
