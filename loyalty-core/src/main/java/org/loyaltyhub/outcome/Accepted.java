package org.loyaltyhub.outcome;

import org.loyaltyhub.value.EventKey;

/** The event is recorded; the receipt says what it gave. */
public record Accepted(Receipt receipt) implements Answer {
    @Override
    public EventKey event() {
        return receipt.event();
    }
}
