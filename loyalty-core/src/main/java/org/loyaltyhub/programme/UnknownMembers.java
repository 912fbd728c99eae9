package org.loyaltyhub.programme;

/** What the hub does with an event of somebody it does not know. */
public enum UnknownMembers {
    /** The event enrols a member, since the moment it happened. */
    ENROL,
    /** The event waits until the identifier is known, at most {@link Programme#attachDays()} days. */
    WAIT,
    /** The event is rejected; its id stays free. */
    REJECT
}
