package org.loyaltyhub.outcome;

import java.util.Optional;
import org.loyaltyhub.value.EventKey;

/**
 * The same event again, with the same content: nothing happens.
 *
 * @param first the answer it got; empty only if the store was told to keep ids and no answers
 */
public record Duplicate(EventKey event, Optional<Answer> first) implements Outcome {}
