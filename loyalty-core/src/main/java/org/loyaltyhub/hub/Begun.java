package org.loyaltyhub.hub;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
     * @param then what else is to do, once it is written
     */
    record Decided(Funnel.Ticket ticket, Answer answer, Optional<Consumer<Accepted>> then) implements Begun {
        Decided andThen(Consumer<Accepted> more) {
            Consumer<Accepted> both =
                    then.<Consumer<Accepted>>map(first -> first.andThen(more)).orElse(more);
            return new Decided(ticket, answer, Optional.of(both));
        }
    }

    /** Begins the event, for the first time or once more. */
    interface Attempt extends Supplier<Begun> {}
}
