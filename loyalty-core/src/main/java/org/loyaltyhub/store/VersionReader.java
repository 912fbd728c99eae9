package org.loyaltyhub.store;

import org.loyaltyhub.decision.Version;

/** Makes a version of what a store kept of it. Thread-safe. */
public interface VersionReader {
    /**
     * The version of these sources.
     *
     * @throws IllegalArgumentException if they make none, with what is wrong
     */
    Version read(StoredVersion stored);
}
