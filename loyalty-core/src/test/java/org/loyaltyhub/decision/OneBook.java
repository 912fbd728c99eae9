package org.loyaltyhub.decision;

import static org.loyaltyhub.fixture.OneMember.redemption;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.OneMember.reserve;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Till.at;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.programme.Programme;

/** One member whose books a test looks at, and what is reported of that member again and again. */
final class OneBook {
    static final String MARCH = "2026-03-10T12:00:00Z";

    static OneMember with(Rules... rules) {
        return with(Club.PROGRAMME, rules);
    }

    static OneMember with(Programme programme, Rules... rules) {
        return new OneMember(Version.plain(programme, List.of(Rules.book(rules))));
    }

    static Programme programme(String terms) {
        return Club.programme(Club.JSON.replace("\"late\": 60", "\"late\": 60, " + terms));
    }

    static Purchase fuel(String id, String litres, String roubles) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .petrol(litres, roubles)
                .purchase();
    }

    static Refund back(String id, String purchase, Refund.ReturnedLine... lines) {
        return refund("nord-fuel", id, MARCH, purchase, lines);
    }

    static void spend(OneMember member, long points) {
        member.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", points));
        member.report(
                redemption("aqua-wash", "pay", "2026-03-03T09:05:00Z", new Redemption.Commit("res", Optional.empty())));
    }

    static List<Entry.Code> codes(Decision decision) {
        return decision.entries().stream().map(Entry::code).toList();
    }

    private OneBook() {}
}
