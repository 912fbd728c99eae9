package org.loyaltyhub.store;

import java.util.Optional;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.value.ContentHash;

/**
 * What a store knows of an event id.
 *
 * @param hash of the content it came with
 * @param event empty if the store was told to keep ids only
 * @param answer empty if the store was told to keep ids only
 */
public record Recorded(ContentHash hash, Optional<Event> event, Optional<Answer> answer) {}
