package org.loyaltyhub.rule;

import java.time.LocalDateTime;

/**
 * When a rule is in force, by the clock of the partner where the event happened.
 *
 * @param from the first moment, {@link LocalDateTime#MIN} without one
 * @param until the first moment after it, {@link LocalDateTime#MAX} without one
 */
public record Validity(LocalDateTime from, LocalDateTime until) {
    public static final Validity ALWAYS = new Validity(LocalDateTime.MIN, LocalDateTime.MAX);

    public boolean has(LocalDateTime localTime) {
        return !localTime.isBefore(from) && localTime.isBefore(until);
    }
}
