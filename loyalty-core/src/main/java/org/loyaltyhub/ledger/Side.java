package org.loyaltyhub.ledger;

/** Points of some terms at some place: one side of a {@link Move}. */
public record Side(Place place, LotTerms terms) {}
