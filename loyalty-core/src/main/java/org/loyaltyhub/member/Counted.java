package org.loyaltyhub.member;

/**
 * A figure's value when an event is judged.
 *
 * @param without the event's own share
 * @param with it
 */
public record Counted(long without, long with) {}
