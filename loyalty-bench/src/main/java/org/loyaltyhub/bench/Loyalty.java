package org.loyaltyhub.bench;

import java.time.Instant;
import java.util.List;
import org.loyaltyhub.decision.Amounts;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rules.internal.engine.DroolsMatcher;
import org.loyaltyhub.value.MemberId;

/** Ours: the facts of the purchase, the Drools families, the amounts as the decision has them. */
final class Loyalty implements Scorer {
    private final Coalition coalition;
    private final List<Rule> rules;
    private final Matcher matcher;
    private final MemberState member = MemberState.enrolled(new MemberId("m1"), Instant.EPOCH, false);

    Loyalty(Coalition coalition, List<Coalition.Offer> offers) {
        this.coalition = coalition;
        rules = offers.stream().map(coalition::rule).toList();
        matcher = DroolsMatcher.of(rules);
    }

    @Override
    public Awarded score(Purchase purchase) {
        Facts facts = new Facts(coalition.programme(), member, Visit.of(coalition.programme(), purchase));
        Awarded awarded = new Awarded();
        for (int index : matcher.match(facts)) {
            Rule rule = rules.get(index);
            awarded.add(index, Amounts.of(rule, facts).units());
        }
        return awarded;
    }
}
