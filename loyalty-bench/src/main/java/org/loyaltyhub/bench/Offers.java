package org.loyaltyhub.bench;

import java.time.Instant;
import java.util.List;
import org.loyaltyhub.decision.Amounts;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.MemberId;

/**
 * The rules of a coalition, and what all contenders but the hand-written one share: facts made of an event, and points of a
 * rule that holds.
 */
record Offers(Coalition coalition, List<Coalition.Offer> list, List<Rule> rules, MemberState member) {

    static Offers of(Coalition coalition, List<Coalition.Offer> list) {
        MemberState member = MemberState.enrolled(new MemberId("m1"), Instant.EPOCH, false);
        return new Offers(coalition, list, list.stream().map(coalition::rule).toList(), member);
    }

    Facts facts(Purchase purchase) {
        return new Facts(coalition.programme(), member, Visit.of(coalition.programme(), purchase));
    }

    void award(int index, Facts facts, Awarded awarded) {
        awarded.add(index, Amounts.of(rules.get(index), facts).units());
    }
}
