package org.loyaltyhub.store;

import java.time.Instant;
import org.loyaltyhub.decision.Version;

/**
 * A version and the moment from which it judges what happens.
 *
 * @param from {@link Instant#MIN} for the first one
 */
public record Activated(Instant from, Version version) {}
