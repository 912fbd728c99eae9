package org.loyaltyhub.hub;

import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.EventCheck;
import org.loyaltyhub.event.EventReader;

/**
 * All that an event is read, checked and judged by, taken in one read.
 *
 * @param reader by the newest programme
 * @param check by the newest programme
 */
record InForce(Versions versions, EventReader reader, EventCheck check) {
    static InForce of(Versions versions) {
        Version newest = versions.newest();
        return new InForce(versions, EventReader.of(newest.programme()), EventCheck.of(newest.programme()));
    }
}
