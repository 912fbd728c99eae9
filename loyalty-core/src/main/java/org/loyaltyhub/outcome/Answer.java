package org.loyaltyhub.outcome;

import org.loyaltyhub.value.EventKey;

/** An outcome that is kept: the same event gets the same answer for ever. */
public sealed interface Answer extends Outcome permits Accepted, Declined, Waiting {
    EventKey event();
}
