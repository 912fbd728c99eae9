package org.loyaltyhub.replay;

import java.util.Locale;
import java.util.Optional;
import org.loyaltyhub.internal.json.JsonWriter;

/**
 * What came of replaying everything that is kept.
 *
 * @param members replayed
 * @param decisions made again
 * @param first difference, of the event recorded first; empty if everything came out the same
 */
public record Replayed(long members, long decisions, Optional<Discrepancy> first) {
    /** For people, without a line end after the last line. */
    public String text() {
        String seen = String.format(Locale.ROOT, "%,d decisions of %,d members", decisions, members);
        return first.map(difference -> seen + ", the first that comes out otherwise:\n" + difference)
                .orElse(seen + " come out as they are stored");
    }

    /** For machines: one object without white space. */
    public String json() {
        JsonWriter json = new JsonWriter();
        json.open('{')
                .literalField("same", Boolean.toString(first.isEmpty()))
                .literalField("members", Long.toString(members))
                .literalField("decisions", Long.toString(decisions));
        first.ifPresent(difference -> json.name("first")
                .open('{')
                .field("member", difference.member().value())
                .field("event", difference.event().toString())
                .field("recordedAt", difference.recordedAt().toString())
                .field("what", difference.what())
                .field("stored", difference.stored())
                .field("again", difference.again())
                .close('}'));
        return json.close('}').toString();
    }
}
