package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.rules.internal.source.SourceText;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/**
 * Says any part of a tree in the one canonical way, in the words of a language.
 *
 * <p>Immutable and thread-safe. What is printed reads back as the same tree.
 */
public final class Printer {
    private final Words words;
    private final CanonicalText canonical;

    public Printer(Words words) {
        this.words = words;
        this.canonical = new CanonicalText(words.inflection().isNone() ? words : Words.MARKED);
    }

    /** The whole file, without its comments. Ends with a newline. */
    public String book(BookTree book) {
        return said(canonical.book(book));
    }

    /** {@code purchase of fuel at gas-station}, {@code end of month}. */
    public String trigger(TriggerTree trigger) {
        return said(canonical.conditions().occasions().trigger(trigger));
    }

    /** {@code purchase of fuel at gas-station}, {@code activity referral}. */
    public String occasion(OccasionTree occasion) {
        return said(canonical.conditions().occasions().occasion(occasion));
    }

    String names(Names names) {
        return said(canonical.values().names(names));
    }

    /** {@code quantity >= 40 l}. */
    public String condition(ConditionTree condition) {
        return said(canonical.conditions().condition(condition));
    }

    /** {@code count of purchases of fuel this month}. */
    public String figure(FigureTree figure) {
        return said(canonical.conditions().figures().figure(figure));
    }

    String set(SetTree set, boolean bracketed) {
        return said(canonical.values().set(set, bracketed));
    }

    /** {@code 1500 RUB}. */
    public String value(ValueTree value) {
        return said(canonical.values().value(value));
    }

    /** {@code award 1 point per full 100 RUB}. */
    public String effect(EffectTree effect) {
        return said(canonical.effects().effect(effect));
    }

    /** {@code paid by nord-fuel 60%, aqua-wash 40%}. */
    public String clause(ClauseTree clause) {
        return said(canonical.clauses().clause(clause));
    }

    /** {@code once per member per day}, without the word {@code limit}. */
    public String limit(ClauseTree.LimitTo limit) {
        return said(canonical.clauses().limit(limit));
    }

    /** {@code purchase of fuel 30 l for 1500 RUB at nord-fuel on 2026-03-02 09:00}. */
    public String step(ScenarioTree.Step step) {
        return said(canonical.scenarios().step(step));
    }

    /** {@code diesel 10 l}. */
    public String back(ScenarioTree.Back back) {
        return said(canonical.scenarios().back(back));
    }

    /** {@code 100 points from "Base points"}. */
    public String expected(ScenarioTree.Expected expected) {
        return said(canonical.scenarios().expected(expected));
    }

    /** {@code let premium = (diesel-plus, petrol-100)}, a line. */
    String let(LetTree let) {
        return said(canonical.let(let));
    }

    /** The lines of a segment. */
    String segment(SegmentTree segment) {
        return said(canonical.segment(segment));
    }

    /** The lines of a rule. */
    String rule(RuleTree rule) {
        return said(canonical.rule(rule));
    }

    /** The lines of a scenario. */
    String scenario(ScenarioTree scenario) {
        return said(canonical.scenarios().scenario(scenario));
    }

    /** {@code rulebook "Nord Fuel, spring 2026"}, a line. */
    String heading(Text name) {
        return said(canonical.heading(name));
    }

    /** {@code owner nord-fuel}, a line. */
    String owner(BookTree.Owner owner) {
        return said(canonical.owner(owner));
    }

    /** Marked keywords become words of the language, in the form that their neighbours call for. */
    private String said(String text) {
        return words.inflection().isNone() ? text : inflected(text);
    }

    private String inflected(String text) {
        List<Token> tokens = tokens(text);
        StringBuilder said = new StringBuilder(text.length());
        @Nullable Token previous = null;
        int from = 0;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token next = tokens.get(i + 1);
            Extent extent = token.extent();
            Keyword keyword = token.keyword();
            if (keyword != null && keyword == words.inflection().unsaidBetween(previous, next)) {
                said.append(text, from, extent.start());
                from = next.extent().start();
                continue;
            }
            if (keyword != null) {
                said.append(text, from, extent.start()).append(form(keyword, previous, token, next));
                from = extent.end();
            }
            previous = token;
        }
        return said.append(text, from, text.length()).toString();
    }

    private String form(Keyword keyword, @Nullable Token previous, Token token, Token next) {
        String form = words.inflection().form(keyword, previous, next);
        if (form != null) {
            return form;
        }
        return token.text().endsWith(Words.MANY) ? words.many(keyword) : words.one(keyword);
    }

    /** The last one is the end. */
    private static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(Words.MARKED, new Findings(new SourceText("", text), Messages.ENGLISH));
        List<Token> tokens = new ArrayList<>();
        Token token = lexer.next();
        while (!token.is(Kind.END)) {
            tokens.add(token);
            token = lexer.next();
        }
        tokens.add(token);
        return tokens;
    }
}
