package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;

/**
 * A till asks, before payment, what is taken off; the answer is held until a purchase names it or its time is over.
 *
 * @param receipt what is to be bought, at the price before anything is taken off; its id names the quote
 * @param vouchers codes of vouchers that the member wants to use, each once for each time it is named
 */
public record Quote(Purchase receipt, List<String> vouchers) implements Event {
    public Quote {
        vouchers = List.copyOf(vouchers);
    }

    @Override
    public EventKey key() {
        return receipt.key();
    }

    @Override
    public Instant happenedAt() {
        return receipt.happenedAt();
    }

    @Override
    public List<Identifier> member() {
        return receipt.member();
    }

    @Override
    public String type() {
        return "quote";
    }
}
