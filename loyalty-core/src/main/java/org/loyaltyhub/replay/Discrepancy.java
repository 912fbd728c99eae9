package org.loyaltyhub.replay;

import java.time.Instant;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;

/**
 * Where a replay first comes to something else than what is stored.
 *
 * @param recordedAt when the event was recorded
 * @param what of the decision is otherwise: {@code entries 2}
 * @param stored what is stored
 * @param again what comes now
 */
public record Discrepancy(
        MemberId member, EventKey event, Instant recordedAt, String what, String stored, String again) {
    /** On three lines, for people. */
    @Override
    public String toString() {
        return event + " of " + member + ": " + what + "\n  stored: " + stored + "\n  again:  " + again;
    }
}
