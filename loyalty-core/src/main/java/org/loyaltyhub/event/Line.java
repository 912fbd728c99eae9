package org.loyaltyhub.event;

import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Quantity;

/**
 * A line of a till receipt.
 *
 * @param category the programme's name for what was bought
 * @param sku the partner's own article number
 * @param quantity zero if the till does not say
 * @param amount the price of the whole line after the shop's own discounts; below zero for a discount line
 * @param attributes what else the till says, by the names that the programme declares
 */
public record Line(
        String category, Optional<String> sku, Quantity quantity, Money amount, Map<String, String> attributes) {
    public Line {
        attributes = Sorted.attributes(attributes);
    }
}
