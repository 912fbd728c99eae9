package org.loyaltyhub.hub;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Outcome;

/** How far the hub is with an event when it has decided. */
sealed interface Begun {
    /** There is an outcome, and nothing to wait for. */
    record Done(Outcome outcome) implements Begun {}

    /** The same event is being written for somebody else; what came of that is to be seen first. */
    record Busy(Funnel.Ticket other) implements Begun {}

    /**
     * It is decided and on its way to the store.
     *
     * @param answer once it is written
     * @param then what else is to do once it is written, and what is answered then
     */
    record Decided(Funnel.Ticket ticket, Answer answer, UnaryOperator<Outcome> then) implements Begun {
        Decided andThen(UnaryOperator<Outcome> more) {
            return new Decided(ticket, answer, outcome -> more.apply(then.apply(outcome)));
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
