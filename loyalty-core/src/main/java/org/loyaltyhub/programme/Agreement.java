package org.loyaltyhub.programme;

import org.loyaltyhub.value.PartnerId;

/**
 * A partner's word to pay for points that another owner's rules award.
 *
 * @param payer who pays
 * @param rulesOf whose rules it pays for
 */
public record Agreement(PartnerId payer, PartnerId rulesOf) {}
