package org.loyaltyhub.hub;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock for imports of past files: it shows the latest happened-at it was told of, so that lateness, holds and expiry
 * work as they would have. It never goes back.
 *
 * <p>Thread-safe.
 */
public final class FollowingClock extends Clock {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    /** An event of this time is about to be submitted. */
    public void follow(Instant happenedAt) {
        now.accumulateAndGet(happenedAt, (a, b) -> a.isAfter(b) ? a : b);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
