package org.loyaltyhub.rule;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Asked;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Span;

/**
 * One rule, checked: every name is resolved, every unit fits.
 *
 * <p>Immutable and thread-safe.
 *
 * @param key the owner and the name
 * @param tell what the member is told
 * @param trigger the events it looks at
 * @param triggerText in the canonical words of the language: {@code purchase of fuel at gas-station}
 * @param conditions all of which must hold; at most one asks for something {@code unused}, and it stands alone
 * @param effects what it gives, in order
 * @param limits every one of which bounds all effects together
 * @param payers in the order in which odd units are dealt out
 * @param group of which it is one, if it is
 * @param priority within its group; the higher goes first
 * @param hold for how long points cannot be spent yet
 * @param expiry when they no longer can; empty for the programme's own
 * @param rounding of each award, once
 * @param asked everything the conditions ask
 */
public record Rule(
        RuleKey key,
        Optional<String> tell,
        Validity validity,
        Pattern trigger,
        String triggerText,
        List<Stated> conditions,
        List<Effect> effects,
        List<Limit> limits,
        List<Payer> payers,
        Optional<Group> group,
        int priority,
        Optional<Span> hold,
        Optional<Expiry> expiry,
        Rounding rounding,
        Place place,
        Asked asked) {
    public Rule {
        conditions = List.copyOf(conditions);
        effects = List.copyOf(effects);
        limits = List.copyOf(limits);
        payers = List.copyOf(payers);
    }

    /** A rule; what its conditions ask is collected from them. */
    public Rule(
            RuleKey key,
            Optional<String> tell,
            Validity validity,
            Pattern trigger,
            String triggerText,
            List<Stated> conditions,
            List<Effect> effects,
            List<Limit> limits,
            List<Payer> payers,
            Optional<Group> group,
            int priority,
            Optional<Span> hold,
            Optional<Expiry> expiry,
            Rounding rounding,
            Place place) {
        this(
                key,
                tell,
                validity,
                trigger,
                triggerText,
                conditions,
                effects,
                limits,
                payers,
                group,
                priority,
                hold,
                expiry,
                rounding,
                place,
                Asked.by(conditions.stream().map(Stated::condition).toList()));
    }

    /** A rule in no group, without hold and expiry of its own. */
    public Rule(
            RuleKey key,
            Optional<String> tell,
            Validity validity,
            Pattern trigger,
            String triggerText,
            List<Stated> conditions,
            List<Effect> effects,
            List<Limit> limits,
            List<Payer> payers,
            Rounding rounding,
            Place place) {
        this(
                key,
                tell,
                validity,
                trigger,
                triggerText,
                conditions,
                effects,
                limits,
                payers,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                rounding,
                place);
    }

    /** Whether something of it gives only once, however events arrive. */
    public boolean hasMilestones() {
        return trigger.subject().isCrossing()
                || asked.predicates().stream()
                        .anyMatch(each -> each instanceof Condition.First || each instanceof Condition.Multiple);
    }

    /** The condition that takes an earlier purchase for this rule alone, if there is one. */
    public Optional<Condition.Earlier> unused() {
        for (Stated stated : conditions) {
            if (stated.condition() instanceof Condition.Earlier earlier && earlier.unused()) {
                return Optional.of(earlier);
            }
        }
        return Optional.empty();
    }
}
