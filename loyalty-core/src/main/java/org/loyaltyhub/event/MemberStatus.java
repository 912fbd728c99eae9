package org.loyaltyhub.event;

/** How a member stands with the programme. */
public enum MemberStatus {
    /** Earns and spends. */
    ACTIVE,
    /** Events are kept, nothing is earned or spent. */
    BLOCKED,
    /** Left for good: events are declined. */
    CLOSED
}
