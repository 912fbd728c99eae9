package org.loyaltyhub.ledger;

import org.loyaltyhub.value.Points;

/**
 * Points of one member and equal terms.
 *
 * @param points how many, above zero
 */
public record Lot(LotTerms terms, Points points) {}
