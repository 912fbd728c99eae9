package org.loyaltyhub.hub;

import java.util.Optional;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.EventCheck;
import org.loyaltyhub.event.EventReader;

/**
 * All that an event is read, checked and judged by, taken in one read.
 *
 * @param versions that judge; what is recorded is remembered for the announced one too
 * @param reader by the newest programme
 * @param check by the newest programme
 * @param activations how often a version was announced or put in force when this was so
 * @param isAnnounced whether a version waits for memories that are made anew
 */
record InForce(Versions versions, EventReader reader, EventCheck check, long activations, boolean isAnnounced) {
    static InForce of(Versions versions, long activations, Optional<Version> announced) {
        Version newest = versions.newest();
        return new InForce(
                announced.map(next -> versions.remembering(next.recall())).orElse(versions),
                EventReader.of(newest.programme()),
                EventCheck.of(newest.programme()),
                activations,
                announced.isPresent());
    }
}
