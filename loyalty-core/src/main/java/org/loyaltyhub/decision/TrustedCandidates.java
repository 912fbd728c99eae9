package org.loyaltyhub.decision;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.RuleKey;

/** Trusted awards as awards of rules that the programme owns, by name. */
final class TrustedCandidates {
    private TrustedCandidates() {}

    static List<Candidate> of(Version version, TrustedRules trusted, Facts facts, Outside outside) {
        NavigableMap<String, TrustedAward> byName = new TreeMap<>();
        for (TrustedAward award : trusted.awards(facts)) {
            boolean isTaken = version.rule(key(award)).isPresent();
            if (isTaken || byName.put(award.rule(), award) != null) {
                throw new IllegalStateException("trusted rule \"" + award.rule() + "\" of " + award.place()
                        + (isTaken
                                ? " has the name of a rule in a rule book of the programme: rename one of them"
                                : " awards twice for " + facts.visit().key() + ": award the sum once"));
            }
        }
        return byName.values().stream()
                .filter(award -> !award.points().isZero())
                .map(award -> award.asRule(version.programme().points()))
                .map(rule -> new Candidate(
                        version.id(),
                        version.rules().size(),
                        rule,
                        facts,
                        Limits.of(rule, Counters.NONE, facts.visit(), outside, QuotedUses.NONE),
                        Map.of()))
                .toList();
    }

    private static RuleKey key(TrustedAward award) {
        return new RuleKey(PartnerId.PROGRAMME, award.rule());
    }
}
