package org.loyaltyhub.event;

import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/** What an event is about, as a rule's trigger and a history figure name it. Equal subjects are the same thing. */
public sealed interface Subject {
    /** Whatever it is: points may be earned for any event. */
    record Anything() implements Subject {}

    /** Any purchase. */
    record Purchases() implements Subject {}

    /** An activity of this name. */
    record Activities(String name) implements Subject {}

    /** Somebody joined. */
    record Enrolments() implements Subject {}

    /** A member's birthday: the hub's own event, once a calendar year. */
    record Birthdays() implements Subject {}

    /** A calendar period is over: the hub's own event, for members with an event in it. */
    record EndOf(Period period) implements Subject {}

    /** A member's available balance came to so many points from fewer. */
    record BalanceReaches(Points points) implements Subject {}

    /** A member rose to this tier. */
    record TierBecomes(String tier) implements Subject {}

    /** A member fell to this tier. */
    record TierFalls(String tier) implements Subject {}

    /** A member who brought another is thanked: the hub's own event, decided when the other's was. */
    record Thanks(RuleKey rule, Points points) implements Subject {}

    /**
     * Thanks to a referrer are taken back, for what they were given for came back.
     *
     * @param thanks the event that gave them
     * @param left what is left of them
     */
    record ThanksTaken(EventKey thanks, Points left) implements Subject {}

    /** Something of the member's points is due: a release, an expiry, a time-out. */
    record Due() implements Subject {}

    /** Whether the hub itself makes such events. */
    default boolean isOfTheHub() {
        return !isRemembered() && !(this instanceof Enrolments) && !(this instanceof Anything);
    }

    /** A word for it in the ids of the hub's own events. */
    default String word() {
        if (this instanceof EndOf end) {
            return "end-of-" + end.period().word();
        }
        if (this instanceof BalanceReaches reaches) {
            return "balance-" + reaches.points();
        }
        if (this instanceof TierBecomes becomes) {
            return "becomes-" + becomes.tier();
        }
        return this instanceof TierFalls falls ? "falls-" + falls.tier() : "birthday";
    }

    /** Whether it happens as a figure crosses a threshold. */
    default boolean isCrossing() {
        return this instanceof BalanceReaches || this instanceof TierBecomes || this instanceof TierFalls;
    }

    /** Whether a member's memory keeps such events, so that figures can look back on them. */
    default boolean isRemembered() {
        return this instanceof Purchases || this instanceof Activities;
    }
}
