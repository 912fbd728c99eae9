package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;

/**
 * Goods come back.
 *
 * @param member may be empty if the purchase is named
 * @param purchase the partner's own id of the purchase; without it each line goes to the member's newest purchase there
 *     that has it
 * @param lines what comes back; empty for all that is left of the named purchase
 */
public record Refund(
        EventKey key, Instant happenedAt, List<Identifier> member, Optional<String> purchase, List<ReturnedLine> lines)
        implements Event {
    public Refund {
        member = Sorted.identifiers(member);
        lines = List.copyOf(lines);
    }

    /**
     * What comes back of one line: named by its number or its article, or only an amount.
     *
     * @param line the number of the line on the receipt, from 1
     * @param sku the partner's own article number
     * @param micros how much of it, in millionths of the line's unit, above zero; all that is left if neither quantity nor
     *     amount is given
     * @param amount its price, above zero; beside a quantity it must be that part of the line's amount
     */
    public record ReturnedLine(
            Optional<Integer> line, Optional<String> sku, Optional<Long> micros, Optional<Money> amount) {
        /** Whether it names something that can come back: a quantity alone is of nothing. */
        boolean saysWhat() {
            return line.isPresent() || sku.isPresent() || amount.isPresent();
        }
    }

    /** The purchase it names. */
    public Optional<EventKey> purchaseKey() {
        return purchase.map(id -> new EventKey(key.partner(), id));
    }

    @Override
    public String type() {
        return "refund";
    }
}
