package org.loyaltyhub.outcome;

/**
 * What the hub answers to an event: {@link Accepted}, {@link Declined}, {@link Waiting}, {@link Duplicate}, {@link
 * Conflict} or {@link Rejected}. All are expected; a broken promise is an exception instead.
 */
public sealed interface Outcome permits Answer, Duplicate, Conflict, Rejected {}
