package org.loyaltyhub.member;

import java.time.LocalDateTime;
import org.loyaltyhub.value.EventKey;

/**
 * An event of before, as an award names it that used it up.
 *
 * @param localTime when it happened, by its partner's clock
 * @param sequence in which place the hub recorded it, among the member's events
 */
public record PastEvent(EventKey key, LocalDateTime localTime, long sequence) {}
