package org.loyaltyhub.store;

/** What became of a bundle in a commit. */
public enum Fate {
    /** It is written, as durably as the store keeps anything. */
    KEPT,
    /** Nothing of it is written: its event's id is taken. */
    KNOWN,
    /**
     * Nothing of it is written: its member, an identifier or a limit over all members is no longer as it was decided on,
     * or an earlier bundle of the same member was left out. Decide again.
     */
    OUTRUN,
    /** Nothing of it is written: an account would stand at more than can be counted. */
    UNCOUNTABLE,
    /** Nothing of it is written: another hub has put a version in force. Learn which are, and decide again. */
    OUTDATED
}
