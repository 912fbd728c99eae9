package org.loyaltyhub.rules.internal.syntax;

/**
 * The one canonical way to say any part of a tree, in words that do not depend on their neighbours. {@link Printer} makes
 * of them those of a language where they do.
 *
 * <p>Immutable and thread-safe.
 */
final class CanonicalText {
    private final Words words;
    private final ValueText values;
    private final ConditionText conditions;
    private final EffectText effects;
    private final ClauseText clauses;
    private final ScenarioText scenarios;

    CanonicalText(Words words) {
        this.words = words;
        this.values = new ValueText(words);
        this.conditions = new ConditionText(words, values);
        this.effects = new EffectText(words, values, conditions);
        this.clauses = new ClauseText(words, values);
        this.scenarios = new ScenarioText(words, values, conditions.occasions(), effects, clauses);
    }

    ValueText values() {
        return values;
    }

    ConditionText conditions() {
        return conditions;
    }

    EffectText effects() {
        return effects;
    }

    ClauseText clauses() {
        return clauses;
    }

    ScenarioText scenarios() {
        return scenarios;
    }

    /** The whole file, without its comments. Ends with a newline. */
    String book(BookTree book) {
        StringBuilder text = new StringBuilder();
        book.name().ifPresent(name -> text.append(heading(name)));
        book.owner().ifPresent(owner -> text.append(owner(owner)));
        text.append(book.lets().isEmpty() ? "" : "\n");
        book.lets().forEach(let -> text.append(let(let)));
        book.segments().forEach(segment -> text.append("\n" + segment(segment)));
        book.rules().forEach(rule -> text.append("\n" + rule(rule)));
        book.scenarios().forEach(scenario -> text.append("\n" + scenarios.scenario(scenario)));
        return text.toString();
    }

    String heading(Text name) {
        return words.one(Keyword.RULEBOOK) + " " + ValueText.quoted(name) + "\n";
    }

    String owner(BookTree.Owner owner) {
        String whose =
                owner.programme() ? words.one(Keyword.PROGRAMME) : owner.name().text();
        return words.one(Keyword.OWNER) + " " + whose + "\n";
    }

    String let(LetTree let) {
        return words.one(Keyword.LET) + " " + let.name().text() + " = " + values.set(let.set(), false) + "\n";
    }

    String segment(SegmentTree segment) {
        StringBuilder text =
                new StringBuilder(words.one(Keyword.SEGMENT) + " " + ValueText.quoted(segment.name()) + "\n");
        String start = "  " + words.one(Keyword.WHEN) + " ";
        for (ConditionTree condition : segment.conditions()) {
            text.append(start).append(conditions.condition(condition)).append('\n');
            start = "   " + words.one(Keyword.AND) + " ";
        }
        return text.toString();
    }

    String rule(RuleTree rule) {
        StringBuilder text = new StringBuilder(words.one(Keyword.RULE) + " " + ValueText.quoted(rule.name()) + "\n");
        rule.tell()
                .ifPresent(tell -> text.append("  " + words.one(Keyword.TELL) + " " + ValueText.quoted(tell) + "\n"));
        String from = rule.from()
                .map(at -> words.one(Keyword.FROM) + " " + ValueText.moment(at))
                .orElse("");
        String until = rule.until()
                .map(at -> words.one(Keyword.UNTIL) + " " + ValueText.moment(at))
                .orElse("");
        if (!from.isEmpty() || !until.isEmpty()) {
            text.append("  " + (from + " " + until).strip() + "\n");
        }
        rule.trigger()
                .ifPresent(trigger -> text.append("  " + words.one(Keyword.WHEN) + " "
                        + conditions.occasions().trigger(trigger) + "\n"));
        rule.conditions()
                .forEach(each -> text.append("   " + words.one(Keyword.AND) + " " + conditions.condition(each) + "\n"));
        String start = "  " + words.one(Keyword.THEN) + " ";
        for (EffectTree effect : rule.effects()) {
            text.append(start).append(effects.effect(effect)).append('\n');
            start = "   " + words.one(Keyword.AND) + " ";
        }
        rule.clauses().forEach(clause -> text.append("  " + clauses.clause(clause) + "\n"));
        return text.toString();
    }
}
