package org.loyaltyhub.rule;

import org.loyaltyhub.value.PartnerId;

/**
 * Rules of which not all may give for one event.
 *
 * @param owner to whom the name belongs; the programme for shared ones
 */
public record Group(PartnerId owner, String name, Mode mode) {
    /** Which of the rules that hold give. */
    public enum Mode {
        /** The one that is worth most to the member; of equals the earlier rule. */
        BEST,
        /** The one of the highest priority; of equals the earlier rule. */
        FIRST,
        /** All of them. */
        ALL
    }
}
