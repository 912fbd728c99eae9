package org.loyaltyhub.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;

/**
 * What members of the club do, as it is reported: the JSON of one event behind that of another, as it comes from a file or a
 * socket. Texts of their own would lie all over the memory, and to wait for them would be measured, too.
 */
final class Reports {
    static final Reports NONE = new Reports(List.of());

    private final byte[] letters;
    /** Where the JSON of each event ends. */
    private final int[] ends;
    /** The second in which each happened. */
    private final long[] seconds;

    private Reports(List<Event> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ends = new int[events.size()];
        seconds = new long[events.size()];
        for (int i = 0; i < ends.length; i++) {
            all.writeBytes(EventWriter.json(events.get(i)).getBytes(UTF_8));
            ends[i] = all.size();
            seconds[i] = events.get(i).happenedAt().getEpochSecond();
        }
        letters = all.toByteArray();
    }

    /** The first so many of so many members, always the same. */
    static Reports of(Club club, int members, int count) {
        return new Reports(club.events(members, count));
    }

    String json(int index) {
        int start = index == 0 ? 0 : ends[index - 1];
        return new String(letters, start, ends[index] - start, UTF_8);
    }

    /** When it happened, to the second. */
    Instant happened(int index) {
        return Instant.ofEpochSecond(seconds[index]);
    }
}
