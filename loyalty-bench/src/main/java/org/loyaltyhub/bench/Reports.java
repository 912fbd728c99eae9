package org.loyaltyhub.bench;

import java.time.Instant;
import java.util.List;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;

/**
 * What members of the club do, as it is reported.
 *
 * @param json of each event
 * @param happened when each did
 */
record Reports(List<String> json, List<Instant> happened) {
    static final Reports NONE = new Reports(List.of(), List.of());

    /** The first so many of so many members, always the same. */
    static Reports of(Club club, int members, int count) {
        List<Event> events = club.events(members, count);
        return new Reports(
                events.stream().map(EventWriter::json).toList(),
                events.stream().map(Event::happenedAt).toList());
    }
}
