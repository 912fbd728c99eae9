package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/** Reads one rule after another. A part that cannot be read is reported and left out; the next part is read again. */
final class RuleParser {
    /** What a part of a rule begins with, beside {@code and}. */
    private static final Set<Keyword> PARTS = EnumSet.of(
            Keyword.TELL,
            Keyword.FROM,
            Keyword.UNTIL,
            Keyword.WHEN,
            Keyword.THEN,
            Keyword.LIMIT,
            Keyword.PAID,
            Keyword.ROUND,
            Keyword.GROUP,
            Keyword.HOLD,
            Keyword.EXPIRE,
            Keyword.PRIORITY);

    private final TokenStream tokens;
    private final ValueParser values;
    private final ConditionParser conditions;
    private final EffectParser effects;
    private final ClauseParser clauses;

    RuleParser(TokenStream tokens) {
        this.tokens = tokens;
        this.values = new ValueParser(tokens);
        this.conditions = new ConditionParser(tokens, values);
        this.effects = new EffectParser(tokens, values, conditions);
        this.clauses = new ClauseParser(tokens, values, conditions.occasions());
    }

    /** {@code segment "Regulars" when … and …}. */
    SegmentTree segment() {
        Token first = tokens.expect(Keyword.SEGMENT);
        Text name = values.text("what.segment");
        Extent word = tokens.since(first);
        conditions.startRule();
        tokens.expect(Keyword.WHEN);
        List<ConditionTree> all = new ArrayList<>();
        do {
            all.add(conditions.condition());
        } while (tokens.takeIf(Keyword.AND));
        return new SegmentTree(name, all, word);
    }

    RuleTree rule() {
        Token first = tokens.expect(Keyword.RULE);
        Text name = values.text("what.rule-name");
        conditions.startRule();
        Draft draft = new Draft(name, tokens.since(first));
        while (!atEndOfRule()) {
            Token before = tokens.current();
            try {
                part(draft);
            } catch (SyntaxError reported) {
                tokens.moveOnFrom(before);
                skipToPart();
            }
        }
        tokens.closeAll();
        return draft.done();
    }

    private boolean atEndOfRule() {
        return tokens.at(Kind.END) || tokens.atAny(Parser.SECTIONS);
    }

    /** What follows a mistake on its line is likely meant for the same part, and no news. */
    private void skipToPart() {
        while (!atEndOfRule() && !tokens.atAny(PARTS)) {
            if (tokens.at(Keyword.AND) && tokens.atNewLine()) {
                break;
            }
            tokens.take();
        }
        tokens.closeAll();
    }

    private void part(Draft draft) {
        Token first = tokens.current();
        if (first.is(Keyword.AND)) {
            joined(draft);
            return;
        }
        if (first.is(Keyword.OR)) {
            tokens.take();
            throw tokens.report(Code.OR_OUTSIDE, first.extent());
        }
        if (tokens.atSlipOf(Keyword.WHEN)) {
            tokens.say(first.extent(), tokens.words().one(Keyword.WHEN));
            draft.enter(Keyword.WHEN, first);
            when(draft);
            return;
        }
        if (first.keyword() == null || !PARTS.contains(first.keyword())) {
            throw tokens.unexpected("what.rule-part", PARTS.toArray(Keyword[]::new));
        }
        draft.enter(first.keyword(), first);
        switch (first.keyword()) {
            case TELL -> draft.tell = Optional.of(tell());
            case FROM -> draft.from = Optional.of(moment());
            case UNTIL -> draft.until = Optional.of(moment());
            case WHEN -> when(draft);
            case THEN -> then(draft);
            case LIMIT -> draft.clauses.add(clauses.limit());
            case PAID -> draft.clauses.add(clauses.paidBy());
            case ROUND -> draft.clauses.add(clauses.round());
            case GROUP -> draft.clauses.add(clauses.group());
            case HOLD -> draft.clauses.add(clauses.hold());
            case EXPIRE -> draft.clauses.add(clauses.expire());
            default -> draft.clauses.add(clauses.priority());
        }
    }

    private Text tell() {
        tokens.take();
        return values.text("what.text");
    }

    private RuleTree.Moment moment() {
        tokens.take();
        return values.moment();
    }

    private void when(Draft draft) {
        tokens.take();
        draft.trigger = Optional.of(conditions.occasions().trigger());
    }

    private void then(Draft draft) {
        tokens.take();
        draft.effects.add(effects.effect());
    }

    /** What {@code and} joins depends on where it stands. */
    private void joined(Draft draft) {
        Token and = tokens.take();
        if (draft.section == Section.WHEN) {
            draft.conditions.add(conditions.condition());
        } else if (draft.section == Section.THEN && conditions.atCondition() && !effects.atEffect()) {
            Token first = tokens.current();
            conditions.condition();
            tokens.report(Code.CONDITION_AFTER_THEN, tokens.since(first));
        } else if (draft.section == Section.THEN) {
            draft.checkSize(and.extent());
            draft.effects.add(effects.effect());
        } else {
            throw tokens.report(Code.STRAY_AND, and.extent());
        }
    }

    /** The order in which the parts of a rule stand. */
    private enum Section {
        HEAD,
        WHEN,
        THEN,
        CLAUSES
    }

    /** A rule while it is read. */
    private final class Draft {
        private final Text name;
        private final Extent word;
        private final Set<Keyword> seen = EnumSet.noneOf(Keyword.class);
        private final List<ConditionTree> conditions = new ArrayList<>();
        private final List<EffectTree> effects = new ArrayList<>();
        private final List<ClauseTree> clauses = new ArrayList<>();
        private Optional<Text> tell = Optional.empty();
        private Optional<RuleTree.Moment> from = Optional.empty();
        private Optional<RuleTree.Moment> until = Optional.empty();
        private Optional<TriggerTree> trigger = Optional.empty();
        private Section section = Section.HEAD;
        private boolean full;

        Draft(Text name, Extent word) {
            this.name = name;
            this.word = word;
        }

        /** A part begins: it must be in its place, and there once unless it is a limit. */
        void enter(@Nullable Keyword keyword, Token first) {
            Objects.requireNonNull(keyword);
            Section next = switch (keyword) {
                case TELL, FROM, UNTIL -> Section.HEAD;
                case WHEN -> Section.WHEN;
                case THEN -> Section.THEN;
                default -> Section.CLAUSES;
            };
            if (!seen.add(keyword) && keyword != Keyword.LIMIT) {
                tokens.report(Code.REPEATED_PART, first.extent(), first.text());
            } else if (next.compareTo(section) < 0) {
                tokens.report(Code.MISPLACED_PART, first.extent(), first.text(), section(section));
            }
            section = next.compareTo(section) < 0 && next == Section.HEAD ? section : next;
            checkSize(first.extent());
        }

        /** Effects and clauses are bounded; the first one too many is reported. */
        void checkSize(Extent extent) {
            if (effects.size() + clauses.size() >= Bounds.CLAUSES) {
                throw full ? new SyntaxError() : full(extent);
            }
        }

        private SyntaxError full(Extent extent) {
            full = true;
            return tokens.report(Code.TOO_MANY_PARTS, extent, Bounds.CLAUSES);
        }

        private Object section(Section at) {
            return tokens.findings().help("section." + at);
        }

        RuleTree done() {
            if (!seen.contains(Keyword.WHEN)) {
                missing(Keyword.WHEN);
            }
            if (!seen.contains(Keyword.THEN)) {
                missing(Keyword.THEN);
            }
            return new RuleTree(name, tell, from, until, trigger, conditions, effects, clauses, word);
        }

        private void missing(Keyword keyword) {
            String part = tokens.words().one(keyword);
            tokens.report(
                    Code.PART_MISSING,
                    word,
                    name.value(),
                    part,
                    tokens.findings().help("example." + keyword));
        }
    }
}
