package org.loyaltyhub.settlement;

import java.util.Currency;
import org.loyaltyhub.programme.PointTerms;

/**
 * What a statement is of, and in what it counts: a statement can be read without the programme file of its day.
 *
 * @param programme its name
 */
public record Heading(String programme, Currency currency, PointTerms points, Seal seal) {}
