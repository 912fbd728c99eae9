package org.loyaltyhub.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.explanation.Explainer;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * The hub's answer to an accepted event: what each rule gave, and why.
 *
 * <p>Immutable and thread-safe. Explanations are made when asked for.
 */
public final class Receipt {
    private final Version version;
    private final Decision decision;
    private final List<RuleAward> awards;

    private Receipt(Version version, Decision decision) {
        this.version = version;
        this.decision = decision;
        List<RuleDecision> rules = decision.rules();
        List<RuleAward> given = new ArrayList<>(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            if (!rules.get(i).awards().isEmpty()) {
                given.add(new RuleAward(rules.get(i)));
            }
        }
        this.awards = Collections.unmodifiableList(given);
    }

    /**
     * What to tell of a decision.
     *
     * @param version the one that it was made by
     */
    public static Receipt of(Version version, Decision decision) {
        return new Receipt(version, decision);
    }

    public EventKey event() {
        return decision.event().key();
    }

    public MemberId member() {
        return decision.member();
    }

    public Instant recordedAt() {
        return decision.recordedAt();
    }

    /** In rule order; empty if no rule gave anything. */
    public List<RuleAward> awards() {
        return awards;
    }

    /** The sum of all awards. */
    public Points points() {
        return decision.granted();
    }

    /** The whole record, which refunds and replay read. */
    public Decision decision() {
        return decision;
    }

    /** What one rule gave. Immutable and thread-safe. */
    public final class RuleAward {
        private final RuleDecision rule;

        private RuleAward(RuleDecision rule) {
            this.rule = rule;
        }

        public RuleKey rule() {
            return rule.rule().key();
        }

        public Points points() {
            return rule.granted();
        }

        /** What the rule's author wants the member to be told. */
        public Optional<String> tell() {
            return rule.rule().tell();
        }

        /** Why, as the reporting partner may see it: of what the member did elsewhere only whether it was met. */
        public Explanation explanation() {
            return explanation(Locale.ENGLISH);
        }

        /** The same in another language; the rule's own words stay those of its file. */
        public Explanation explanation(Locale locale) {
            PartnerId reporter = event().partner();
            Explainer explainer = reporter.equals(PartnerId.PROGRAMME)
                    ? Explainer.forOperator(version)
                    : Explainer.forPartner(version, reporter);
            return explainer.in(locale).held(decision, rule);
        }

        @Override
        public String toString() {
            return version.programme().points().text(points()) + " from \"" + rule().name() + '"';
        }
    }

    /** Two receipts are equal if they tell of equal decisions. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Receipt receipt && decision.equals(receipt.decision));
    }

    @Override
    public int hashCode() {
        return event().hashCode();
    }

    @Override
    public String toString() {
        return event() + ": " + awards;
    }
}
