package org.loyaltyhub.store.codec;

import org.loyaltyhub.decision.Version;
import org.loyaltyhub.member.Tracked;

/**
 * What stored values name and do not repeat. Thread-safe.
 */
public interface Catalogue {
    /**
     * The version of that id.
     *
     * @throws UnreadableException if there is none
     */
    Version version(String id);

    /**
     * What is tracked under that digest.
     *
     * @throws UnreadableException if no version tracks it
     */
    Tracked tracked(String digest);
}
