package org.loyaltyhub.rules.internal.syntax;

import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rules.internal.source.Extent;

/** Tokens of a language whose words depend on their neighbours, as the grammar wants them: one keyword a word, none unsaid. */
final class InflectedTokens implements Tokens {
    private final Lexer lexer;
    private final Words words;
    private @Nullable Token previous;
    private Token ahead;
    private boolean justUnsaid;

    InflectedTokens(Lexer lexer, Words words) {
        this.lexer = lexer;
        this.words = words;
        this.ahead = lexer.next();
    }

    @Override
    public Token next() {
        Keyword unsaid = justUnsaid ? null : words.inflection().unsaidBetween(previous, ahead);
        justUnsaid = unsaid != null;
        if (unsaid != null) {
            int place = ahead.extent().start();
            previous = new Token(Token.Kind.WORD, unsaid, words.one(unsaid), new Extent(place, place));
            return previous;
        }
        Token token = ahead;
        ahead = token.is(Token.Kind.END) ? token : lexer.next();
        previous = words.inflection().between(previous, token, ahead);
        return previous;
    }
}
