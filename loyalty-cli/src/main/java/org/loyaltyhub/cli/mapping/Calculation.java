package org.loyaltyhub.cli.mapping;

import java.util.List;
import java.util.stream.Stream;

/** How a number of an event is made of what a row has. */
sealed interface Calculation {
    /** A number as it stands. */
    record Plain(Template text) implements Calculation {}

    /** The other sign: an export that writes what came back as less than nothing. */
    record Minus(Calculation of) implements Calculation {}

    /** One number times another. */
    record Product(Calculation first, Calculation second) implements Calculation {}

    /** The first that the row has. */
    record FirstOf(List<Calculation> choices) implements Calculation {
        public FirstOf {
            choices = List.copyOf(choices);
        }
    }

    /** Every template in it, in the order of the mapping. */
    default Stream<Template> templates() {
        if (this instanceof Plain plain) {
            return Stream.of(plain.text());
        }
        if (this instanceof Minus minus) {
            return minus.of().templates();
        }
        if (this instanceof Product product) {
            return Stream.concat(product.first().templates(), product.second().templates());
        }
        return ((FirstOf) this).choices().stream().flatMap(Calculation::templates);
    }

    /** Whether it multiplies: then it may come out finer than it is to be, and is rounded. */
    default boolean multiplies() {
        if (this instanceof Minus minus) {
            return minus.of().multiplies();
        }
        return this instanceof Product
                || (this instanceof FirstOf first && first.choices().stream().anyMatch(Calculation::multiplies));
    }
}
