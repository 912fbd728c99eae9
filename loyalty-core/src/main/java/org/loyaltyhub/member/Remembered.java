package org.loyaltyhub.member;

import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Points;

/**
 * A purchase in a member's memory.
 *
 * @param sequence in which place the hub recorded it, among the member's events
 * @param pointsEarned granted to it
 */
public record Remembered(Visit visit, long sequence, Points pointsEarned) {}
