package org.loyaltyhub.rules.internal.syntax;

import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.rules.internal.source.SourceText;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/**
 * What a file is written in: its words, and the messages about it. A language is known if there is a table of words for
 * it and one of messages.
 */
public record Language(Words words, Messages messages) {
    public static final Language ENGLISH = new Language(Words.ENGLISH, Messages.ENGLISH);

    /** The language of this code, such as {@code ru}. */
    public static Optional<Language> of(String code) {
        return Words.of(code).flatMap(words -> Messages.of(code).map(messages -> new Language(words, messages)));
    }

    /** What the file says it is in; English if it says nothing, or names a language that is not known. */
    public static Language of(SourceText source) {
        Lexer head = new Lexer(Words.ENGLISH, new Findings(source, Messages.ENGLISH));
        if (!head.next().is(Keyword.LANGUAGE)) {
            return ENGLISH;
        }
        Token code = head.next();
        return code.is(Kind.WORD) ? of(code.text()).orElse(ENGLISH) : ENGLISH;
    }
}
