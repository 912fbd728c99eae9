package org.loyaltyhub.rules.internal.check;

import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.value.Bits;

/**
 * What figures without goods of their own speak of.
 *
 * @param event what happened; anything in a segment, which speaks of no event
 * @param lines of a purchase, those that are meant
 * @param partners where it may come from
 * @param text in the author's words
 */
record About(Subject event, Selection lines, Bits partners, String text) {
    static About of(Pattern pattern, String text) {
        return new About(pattern.subject(), pattern.lines(), pattern.partners(), text);
    }

    /** Whether there are lines with amounts. */
    boolean isPurchase() {
        return event instanceof Subject.Purchases;
    }

    /** Whether a till or an app says more: a site, a channel, attributes. */
    boolean isReported() {
        return event.isRemembered();
    }

    boolean isSegment() {
        return event instanceof Subject.Anything;
    }
}
