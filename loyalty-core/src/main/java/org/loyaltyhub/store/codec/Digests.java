package org.loyaltyhub.store.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.member.Tracked;
import org.loyaltyhub.value.ContentHash;

/**
 * Stable names for what is tracked: a hash over all that it means, in the indices of the programme, which keep their
 * meaning as it goes on.
 *
 * <p>Thread-safe.
 */
public final class Digests {
    private static final Form FORM = Forms.whole().of(Tracked.class);

    private final Map<Tracked, String> known = new ConcurrentHashMap<>();

    /** Worked out once for equal ones. */
    public String of(Tracked tracked) {
        return known.computeIfAbsent(tracked, Digests::digest);
    }

    private static String digest(Tracked tracked) {
        JsonWriter out = new JsonWriter();
        FORM.write(tracked, out, new Scope(NoCatalogue.NONE));
        return ContentHash.of(out.toString()).text();
    }
}
