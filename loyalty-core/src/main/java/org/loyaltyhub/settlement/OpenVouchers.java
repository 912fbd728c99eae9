package org.loyaltyhub.settlement;

import java.util.OptionalLong;
import org.loyaltyhub.value.PartnerId;

/**
 * Vouchers of one kind that were given and not used. They cost nothing until they are used.
 *
 * @param owner of the rules that gave them
 * @param code of the kind
 * @param count how many
 * @param worstMinor what all of them may cost at most, in the minor unit; empty if that is not known
 */
public record OpenVouchers(PartnerId owner, String code, long count, OptionalLong worstMinor) {}
