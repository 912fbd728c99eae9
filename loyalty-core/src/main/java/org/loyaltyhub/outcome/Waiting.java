package org.loyaltyhub.outcome;

import java.time.Instant;
import org.loyaltyhub.value.EventKey;

/**
 * Kept until its member is known, and judged then as a late event.
 *
 * @param until when the hub gives up
 */
public record Waiting(EventKey event, Instant until) implements Answer {}
