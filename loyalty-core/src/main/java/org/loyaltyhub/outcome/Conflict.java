package org.loyaltyhub.outcome;

import java.util.List;
import org.loyaltyhub.value.EventKey;

/**
 * The id was used before for other content: nothing happens, the first stands.
 *
 * @param fields that differ; empty only if the store was told to keep ids and no events
 */
public record Conflict(EventKey event, List<String> fields) implements Outcome {
    public Conflict {
        fields = List.copyOf(fields);
    }
}
