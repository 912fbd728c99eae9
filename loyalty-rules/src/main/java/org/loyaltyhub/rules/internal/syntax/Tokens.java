package org.loyaltyhub.rules.internal.syntax;

/** Gives one token after another; after the last one {@link Token.Kind#END} for ever. */
interface Tokens {
    Token next();
}
