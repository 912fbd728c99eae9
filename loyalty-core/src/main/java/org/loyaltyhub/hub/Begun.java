package org.loyaltyhub.hub;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.store.StoreException;

/** How far the hub is with an event when it has decided. */
sealed interface Begun {
    /** There is an outcome, and nothing to wait for. */
    record Done(Outcome outcome) implements Begun {}

    /** Whom it is about has changed meanwhile: it is to be begun again. */
    record Again() implements Begun {}

    /** What comes of it depends on what is being written. */
    sealed interface Pending extends Begun {
        Funnel.Ticket ticket();
    }

    /** The same event is being written for somebody else; what came of that is to be seen first. */
    record Busy(Funnel.Ticket ticket) implements Pending {}

    /**
     * It is refused, by a state of its member that is being written. If that is never written, neither is the refusal: it
     * is decided anew.
     *
     * @param refusal goes on with it, once the state is written
     */
    record Refused(Funnel.Ticket ticket, Supplier<Begun> refusal) implements Pending {}

    /**
     * It is decided and on its way to the store.
     *
     * @param answer once it is written
     * @param lasting whether what is written is committed: then the answer stands even if the store does not take what
     *     follows, which it keeps to be done later
     * @param owes whether events of other members are owed by it
     * @param then what else is to do once it is written, and what is answered then
     */
    record Decided(Funnel.Ticket ticket, Answer answer, boolean lasting, boolean owes, UnaryOperator<Outcome> then)
            implements Pending {
        Decided owing(Consumer<Accepted> errands) {
            Decided owing = andDo(errands);
            return new Decided(ticket, answer, lasting, true, owing.then);
        }

        Decided andThen(UnaryOperator<Outcome> more) {
            return new Decided(ticket, answer, lasting, owes, outcome -> {
                Outcome before = then.apply(outcome);
                try {
                    return more.apply(before);
                } catch (StoreException e) {
                    if (!lasting) {
                        throw e;
                    }
                    return before;
                }
            });
        }

        Decided andDo(Consumer<Accepted> more) {
            return andThen(outcome -> {
                if (outcome instanceof Accepted accepted) {
                    more.accept(accepted);
                }
                return outcome;
            });
        }

        Outcome written() {
            return then.apply(answer);
        }
    }

    /** Begins the event, for the first time or once more. */
    interface Attempt extends Supplier<Begun> {}
}
