package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/**
 * Reads a file by recursive descent. All mistakes of a file are found in one run: after each the next clause is read
 * again. Never fails: what it cannot read is reported and left out of the tree.
 */
public final class Parser {
    /** What the parts of a file begin with. */
    static final Set<Keyword> SECTIONS =
            EnumSet.of(Keyword.RULE, Keyword.SCENARIO, Keyword.LET, Keyword.SEGMENT, Keyword.RULEBOOK, Keyword.OWNER);

    private final TokenStream tokens;
    private final Findings findings;
    private final ValueParser values;
    private final RuleParser rules;
    private final ScenarioParser scenarios;
    private final List<LetTree> lets = new ArrayList<>();
    private final List<SegmentTree> segments = new ArrayList<>();
    private final List<RuleTree> ruleTrees = new ArrayList<>();
    private final List<ScenarioTree> scenarioTrees = new ArrayList<>();
    private Optional<Text> name = Optional.empty();
    private Optional<BookTree.Owner> owner = Optional.empty();
    private boolean ownerMissing = true;
    private boolean nameMissing = true;

    private Parser(Words words, Findings findings) {
        this.findings = findings;
        this.tokens = new TokenStream(words, findings);
        this.values = new ValueParser(tokens);
        this.rules = new RuleParser(tokens);
        this.scenarios = new ScenarioParser(tokens);
    }

    /** The tree of a file; complete if {@code findings} has no errors afterwards. O(characters). */
    public static BookTree parse(Words words, Findings findings) {
        return new Parser(words, findings).book();
    }

    private BookTree book() {
        Token first = tokens.current();
        language();
        while (!tokens.at(Kind.END) && !isFull()) {
            Token before = tokens.current();
            try {
                section();
            } catch (SyntaxError reported) {
                tokens.moveOnFrom(before);
                skipToSection();
            }
        }
        Extent start = first.is(Kind.END) ? new Extent(0, 0) : first.extent();
        if (nameMissing) {
            findings.add(Code.RULEBOOK_MISSING, start);
        }
        if (ownerMissing) {
            findings.add(Code.OWNER_MISSING, start);
        }
        return new BookTree(name, owner, lets, segments, ruleTrees, scenarioTrees);
    }

    /** Whether there are more parts than a file may have; then the rest is not read. */
    private boolean isFull() {
        boolean full = (ruleTrees.size() >= Bounds.RULES && tokens.at(Keyword.RULE))
                || (scenarioTrees.size() >= Bounds.RULES && tokens.at(Keyword.SCENARIO))
                || (lets.size() >= Bounds.LETS && tokens.at(Keyword.LET))
                || (segments.size() >= Bounds.LETS && tokens.at(Keyword.SEGMENT));
        if (full) {
            boolean names = tokens.at(Keyword.LET) || tokens.at(Keyword.SEGMENT);
            int most = names ? Bounds.LETS : Bounds.RULES;
            findings.add(
                    Code.TOO_MANY_SECTIONS,
                    tokens.current().extent(),
                    most,
                    tokens.current().text());
        }
        return full;
    }

    /** Which language it is was found out before: see {@link Language}. */
    private void language() {
        if (!tokens.at(Keyword.LANGUAGE)) {
            return;
        }
        Token first = tokens.take();
        if (!tokens.at(Kind.WORD)) {
            tokens.expected("what.language");
            return;
        }
        Token language = tokens.take();
        if (!language.text().equals(tokens.words().language())) {
            findings.add(Code.UNKNOWN_LANGUAGE, first.extent().to(language.extent()), language.text());
        }
    }

    private void section() {
        Token first = tokens.current();
        switch (first.keyword() == null ? Keyword.A : first.keyword()) {
            case RULEBOOK -> rulebook(first);
            case OWNER -> owner(first);
            case LET -> let();
            case RULE -> ruleTrees.add(rules.rule());
            case SCENARIO -> scenarioTrees.add(scenarios.scenario());
            case SEGMENT -> segments.add(rules.segment());
            default -> throw tokens.unexpected("what.section", SECTIONS.toArray(Keyword[]::new));
        }
    }

    private void rulebook(Token first) {
        tokens.take();
        if (!nameMissing) {
            findings.add(Code.REPEATED_PART, first.extent(), first.text());
        }
        nameMissing = false;
        name = Optional.of(values.text("what.rulebook-name"));
    }

    private void owner(Token first) {
        tokens.take();
        if (!ownerMissing) {
            findings.add(Code.REPEATED_PART, first.extent(), first.text());
        }
        ownerMissing = false;
        boolean programme = tokens.at(Keyword.PROGRAMME);
        Name whose = programme ? new Name(tokens.current().text(), tokens.take().extent()) : values.name("what.owner");
        owner = Optional.of(new BookTree.Owner(programme, whose));
    }

    private void let() {
        tokens.take();
        Name name = values.name("what.let-name");
        tokens.expect(Kind.EQUAL, "what.equal");
        lets.add(new LetTree(name, values.set("what.let-value")));
    }

    private void skipToSection() {
        while (!tokens.at(Kind.END) && !tokens.atAny(SECTIONS)) {
            tokens.take();
        }
        tokens.closeAll();
    }
}
