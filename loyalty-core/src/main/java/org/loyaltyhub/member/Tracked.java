package org.loyaltyhub.member;

import java.util.Optional;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.value.Period;

/**
 * Something over a window that never ends, of which a total is carried once single events are forgotten.
 *
 * @param window {@code ever} or {@code since}
 * @param streak the periods of a streak, if it is one
 */
public record Tracked(Pattern pattern, Window window, Optional<Period> streak) {
    /** Whether the total counts this one. */
    boolean counts(Happening past) {
        return window.isOpenOn(past.epochDay()) && pattern.matches(past);
    }
}
