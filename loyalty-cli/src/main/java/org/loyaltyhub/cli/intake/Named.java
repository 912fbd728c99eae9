package org.loyaltyhub.cli.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;

/**
 * What can be read of an event's name in something that is no event. Says nothing of whether there is such a partner.
 *
 * @param partner that it says it comes from; empty if that cannot be read
 * @param id that the partner gave it; empty if that cannot be read
 */
public record Named(Optional<String> partner, Optional<String> id) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 200;

    public Named {
        partner = partner.filter(Named::isLegible);
        id = id.filter(Named::isLegible);
    }

    private static boolean isLegible(String text) {
        return !text.isBlank() && text.length() <= LONGEST;
    }

    /** Nothing can be read of it. */
    public static Named unknown() {
        return new Named(Optional.empty(), Optional.empty());
    }

    public static Named of(EventKey key) {
        return new Named(Optional.of(key.partner().value()), Optional.of(key.id()));
    }

    /** What stands in a line of JSON before it is malformed, if it is. */
    public static Named in(String line) {
        String[] found = new String[2];
        try (JsonParser json = JSON.createParser(line)) {
            read(json, found);
        } catch (IOException e) {
            // what stands before counts
        }
        return new Named(Optional.ofNullable(found[0]), Optional.ofNullable(found[1]));
    }

    private static void read(JsonParser json, String[] found) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
            if (isText && field.equals("partner")) {
                found[0] = json.getText();
            } else if (isText && field.equals("id")) {
                found[1] = json.getText();
            } else {
                json.skipChildren();
            }
        }
    }

    /** Whether both could be read, and are those. */
    public boolean is(EventKey key) {
        return equals(of(key));
    }
}
