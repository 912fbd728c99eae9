package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.RuleKey;

/** Who pays from a budget bears of each effect no more than it bore when the whole event was judged. */
final class Borne implements Bearing {
    private final Map<RuleKey, Map<Cost.Part, Long>> left = new HashMap<>();

    static Borne by(List<RuleDecision> rules) {
        Borne borne = new Borne();
        rules.forEach(rule -> borne.add(rule.rule(), Cost.of(rule)));
        return borne;
    }

    static Borne by(Rule rule, Award award) {
        Borne borne = new Borne();
        borne.add(rule, Cost.of(award));
        return borne;
    }

    private void add(Rule rule, Cost cost) {
        Map<Cost.Part, Long> parts = left.computeIfAbsent(rule.key(), key -> new HashMap<>());
        cost.items().forEach(item -> parts.merge(item.part(), item.micros(), Math::addExact));
    }

    @Override
    public long bears(Rule rule, Effect effect, Agreement agreement, LocalDate day, long micros) {
        Map<Cost.Part, Long> parts = left.getOrDefault(rule.key(), Map.of());
        Cost.Part part = new Cost.Part(effect, agreement.payer());
        long borne = Math.min(micros, parts.getOrDefault(part, 0L));
        if (borne > 0) {
            parts.merge(part, -borne, Math::addExact);
        }
        return borne;
    }
}
