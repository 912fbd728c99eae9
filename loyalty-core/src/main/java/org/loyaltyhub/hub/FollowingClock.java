package org.loyaltyhub.hub;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock for imports of past files: it shows the latest happened-at it was told of, so that lateness, holds and expiry
 * work as they would have. It never goes back.
 *
 * <p>Thread-safe.
 */
public final class FollowingClock extends Clock {
    private volatile Instant now = Instant.EPOCH;

    /** An event of this time is about to be submitted. */
    public synchronized void follow(Instant happenedAt) {
        now = happenedAt.isAfter(now) ? happenedAt : now;
    }

    @Override
    public Instant instant() {
        return now;
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
