package org.loyaltyhub.programme;

import java.util.Optional;
import org.loyaltyhub.value.PartnerId;

/**
 * A partner agreed to pay for what rules of another give.
 *
 * @param payer who pays; a partner or the programme
 * @param rulesOf whose rules
 * @param budget up to how much; empty if without a bound
 */
public record Agreement(PartnerId payer, PartnerId rulesOf, Optional<Budget> budget) {}
