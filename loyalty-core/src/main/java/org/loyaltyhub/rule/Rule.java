package org.loyaltyhub.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 */
public final class Rule {
    private final RuleKey key;
    private final String note;
    private final Place place;
    private final Optional<String> tell;
    private final Validity validity;
    private final Pattern trigger;
    private final String triggerText;
    private final List<Stated> conditions;
    private final List<Effect> effects;
    private final List<Effect.Award> awards;
    private final List<Limit> limits;
    private final List<Limit> ownLimits;
    private final List<Limit> sharedLimits;
    private final List<Payer> payers;
    private final Optional<Group> group;
    private final int priority;
    private final Optional<Span> hold;
    private final Optional<Expiry> expiry;
    private final Rounding rounding;
    private final Asked asked;
    private final Optional<Condition.Earlier> unused;
    private final boolean hasMilestones;
    private final boolean hasMultipliers;
    private final Asked askedOfTheMember;

    private Rule(Builder from, Pattern trigger) {
        this.key = from.key;
        this.note = key.toString();
        this.place = from.place;
        this.tell = from.tell;
        this.validity = from.validity;
        this.trigger = trigger;
        this.triggerText = from.triggerText;
        this.conditions = from.conditions;
        this.effects = from.effects;
        this.awards = awardsAmong(effects);
        this.limits = from.limits;
        this.ownLimits =
                limits.stream().filter(limit -> !limit.reach().isShared()).toList();
        this.sharedLimits = sharedAmong(limits);
        this.payers = from.payers;
        this.group = from.group;
        this.priority = from.priority;
        this.hold = from.hold;
        this.expiry = from.expiry;
        this.rounding = from.rounding;
        this.asked = Asked.by(conditions.stream().map(Stated::condition).toList());
        this.askedOfTheMember = asked.ofTheMember();
        this.unused = unused(conditions);
        this.hasMilestones = trigger.subject().isCrossing()
                || asked.predicates().stream()
                        .anyMatch(each -> each instanceof Condition.First || each instanceof Condition.Multiple);
        this.hasMultipliers = effects.stream().anyMatch(Effect.MultiplyPoints.class::isInstance);
    }

    /**
     * A rule that still needs its trigger. What is not said of it is the plainest: always in force, without conditions
     * and limits, paid by the owner, in no group, rounded down.
     *
     * @param place in its author's file
     */
    public static Builder of(RuleKey key, Place place) {
        return new Builder(key, place);
    }

    /** The owner and the name. */
    public RuleKey key() {
        return key;
    }

    /** The key, as the books note it. */
    public String note() {
        return note;
    }

    public Place place() {
        return place;
    }

    /** What the member is told. */
    public Optional<String> tell() {
        return tell;
    }

    public Validity validity() {
        return validity;
    }

    /** The events it looks at. */
    public Pattern trigger() {
        return trigger;
    }

    /** The same in the canonical words of the language: {@code purchase of fuel at gas-station}. */
    public String triggerText() {
        return triggerText;
    }

    /** All of which must hold; at most one asks for something {@code unused}, and it stands alone. */
    public List<Stated> conditions() {
        return conditions;
    }

    /** What it gives, in order. */
    public List<Effect> effects() {
        return effects;
    }

    /** Those of the effects that give points, in order. */
    public List<Effect.Award> awards() {
        return awards;
    }

    private static List<Effect.Award> awardsAmong(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Award.class::isInstance)
                .map(Effect.Award.class::cast)
                .toList();
    }

    /** Whether all of the effects do. */
    public boolean givesPointsOnly() {
        return awards.size() == effects.size();
    }

    /** Every one of which bounds all effects together. */
    public List<Limit> limits() {
        return limits;
    }

    /** Those that bound one member or one event, in order. */
    public List<Limit> ownLimits() {
        return ownLimits;
    }

    /** Those over all members: of those that count the same, only the lowest. */
    public List<Limit> sharedLimits() {
        return sharedLimits;
    }

    private static List<Limit> sharedAmong(List<Limit> limits) {
        Map<List<Object>, Limit> lowest = new LinkedHashMap<>();
        for (Limit limit : limits) {
            if (limit.reach().isShared()) {
                lowest.merge(
                        List.of(limit.measure(), limit.reach(), limit.period()),
                        limit,
                        (a, b) -> b.most() < a.most() ? b : a);
            }
        }
        return List.copyOf(lowest.values());
    }

    /** In the order in which odd units are dealt out. */
    public List<Payer> payers() {
        return payers;
    }

    /** Of which it is one, if it is. */
    public Optional<Group> group() {
        return group;
    }

    /** Within its group; the higher goes first. */
    public int priority() {
        return priority;
    }

    /** For how long points cannot be spent yet. */
    public Optional<Span> hold() {
        return hold;
    }

    /** When they no longer can; empty for the programme's own. */
    public Optional<Expiry> expiry() {
        return expiry;
    }

    /** Of each award, once. */
    public Rounding rounding() {
        return rounding;
    }

    /** Everything the conditions ask. */
    public Asked asked() {
        return asked;
    }

    /** That of it which the event alone does not tell. */
    public Asked askedOfTheMember() {
        return askedOfTheMember;
    }

    /** Whether something of it gives only once, however events arrive. */
    public boolean hasMilestones() {
        return hasMilestones;
    }

    /** Whether it adds to what other rules give. */
    public boolean hasMultipliers() {
        return hasMultipliers;
    }

    /** The condition that takes an earlier purchase for this rule alone, if there is one. */
    public Optional<Condition.Earlier> unused() {
        return unused;
    }

    private static Optional<Condition.Earlier> unused(List<Stated> conditions) {
        for (Stated stated : conditions) {
            if (stated.condition() instanceof Condition.Earlier earlier && earlier.unused()) {
                return Optional.of(earlier);
            }
        }
        return Optional.empty();
    }

    /** Everything it says and asks for; what it asks of members follows from that. */
    private List<Object> parts() {
        return List.of(
                key,
                place,
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
                rounding);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Rule rule && key.equals(rule.key) && parts().equals(rule.parts()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, place);
    }

    @Override
    public String toString() {
        return "rule " + key + " (" + place + ")";
    }

    /** The same rule, to be changed in some parts. */
    public Builder with() {
        Builder builder = new Builder(key, place).tell(tell).validity(validity).when(trigger, triggerText);
        builder.conditions(conditions).effects(effects).limits(limits).payers(payers);
        return builder.group(group, priority).hold(hold).expiry(expiry).round(rounding);
    }

    /** Puts a rule together, part by part. Not thread-safe. */
    public static final class Builder {
        private RuleKey key;
        private Place place;
        private Optional<String> tell = Optional.empty();
        private Validity validity = Validity.ALWAYS;
        private @Nullable Pattern trigger;
        private String triggerText = "";
        private List<Stated> conditions = List.of();
        private List<Effect> effects = List.of();
        private List<Limit> limits = List.of();
        private List<Payer> payers;
        private Optional<Group> group = Optional.empty();
        private int priority;
        private Optional<Span> hold = Optional.empty();
        private Optional<Expiry> expiry = Optional.empty();
        private Rounding rounding = Rounding.DOWN;

        private Builder(RuleKey key, Place place) {
            this.key = key;
            this.place = place;
            this.payers = List.of(new Payer(Optional.of(key.owner()), 1));
        }

        /** Another rule of the same owner or another; who pays stays as it is. */
        public Builder key(RuleKey other) {
            this.key = other;
            return this;
        }

        public Builder place(Place where) {
            this.place = where;
            return this;
        }

        public Builder tell(Optional<String> text) {
            this.tell = text;
            return this;
        }

        public Builder validity(Validity inForce) {
            this.validity = inForce;
            return this;
        }

        /**
         * The events it looks at.
         *
         * @param text the same in the words of the rule's file
         */
        public Builder when(Pattern events, String text) {
            this.trigger = events;
            this.triggerText = text;
            return this;
        }

        public Builder conditions(List<Stated> all) {
            this.conditions = List.copyOf(all);
            return this;
        }

        public Builder effects(List<? extends Effect> all) {
            this.effects = List.copyOf(all);
            return this;
        }

        public Builder limits(List<Limit> all) {
            this.limits = List.copyOf(all);
            return this;
        }

        /** The owner alone, if this is not said. */
        public Builder payers(List<Payer> all) {
            this.payers = List.copyOf(all);
            return this;
        }

        /**
         * Of which group it is one.
         *
         * @param within it, the higher first
         */
        public Builder group(Optional<Group> one, int within) {
            this.group = one;
            this.priority = within;
            return this;
        }

        public Builder hold(Optional<Span> span) {
            this.hold = span;
            return this;
        }

        public Builder expiry(Optional<Expiry> when) {
            this.expiry = when;
            return this;
        }

        public Builder round(Rounding how) {
            this.rounding = how;
            return this;
        }

        /**
         * The rule.
         *
         * @throws IllegalStateException if it has no trigger
         */
        public Rule build() {
            if (trigger == null) {
                throw new IllegalStateException("rule " + key + " has no trigger: say when(...)");
            }
            return new Rule(this, trigger);
        }
    }
}
