package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Shares;

/** Who pays for what was granted, and how it is booked. */
final class Payments {
    private Payments() {}

    /** What was granted goes to the effects in their order, each shared among the payers. */
    static List<Award> awards(Programme programme, Rule rule, Visit visit, List<Points> asked, Points granted) {
        List<Award> awards = new ArrayList<>();
        long left = granted.units();
        for (int i = 0; i < asked.size() && left > 0; i++) {
            long part = Math.min(left, asked.get(i).units());
            if (part > 0) {
                Points points = Points.ofUnits(part);
                awards.add(
                        new Award(rule.effects().get(i), asked.get(i), points, lots(programme, rule, visit, points)));
                left -= part;
            }
        }
        return awards;
    }

    private static List<Lot> lots(Programme programme, Rule rule, Visit visit, Points granted) {
        Map<PartnerId, Long> weights = new LinkedHashMap<>();
        for (Payer payer : rule.payers()) {
            PartnerId partner = payer.partner().orElse(visit.purchase().key().partner());
            weights.merge(partner, payer.weight(), Math::addExact);
        }
        long[] parts = Shares.split(
                granted.units(),
                weights.values().stream().mapToLong(Long::longValue).toArray());
        List<Lot> lots = new ArrayList<>(parts.length);
        long reserve = programme.points().valueMicros();
        int i = 0;
        for (PartnerId payer : weights.keySet()) {
            Points part = Points.ofUnits(parts[i++]);
            if (!part.isZero()) {
                long price =
                        programme.partner(payer).map(Partner::issuePriceMicros).orElse(reserve);
                lots.add(new Lot(payer, price, reserve, part));
            }
        }
        return lots;
    }

    /**
     * For n points of a lot at issue price i and reserve value r: issued −n, available +n; due −n·i, reserve +n·r,
     * margin +n·(i−r).
     */
    static Entry entry(Rule rule, Award award, Event event, MemberId member, Instant recordedAt) {
        List<Posting> postings = new ArrayList<>();
        long reserve = 0;
        long margin = 0;
        for (Lot lot : award.lots()) {
            long n = lot.points().units();
            long price = Math.multiplyExact(n, lot.issueMicros());
            long held = Math.multiplyExact(n, lot.reserveMicros());
            postings.add(posting(Kind.ISSUED, lot.payer().value(), -n));
            postings.add(posting(Kind.DUE, lot.payer().value(), -price));
            reserve = Math.addExact(reserve, held);
            margin = Math.addExact(margin, price - held);
        }
        postings.add(posting(Kind.AVAILABLE, member.value(), award.granted().units()));
        postings.add(posting(Kind.RESERVE, PartnerId.PROGRAMME.value(), reserve));
        if (margin != 0) {
            postings.add(posting(Kind.MARGIN, PartnerId.PROGRAMME.value(), margin));
        }
        return new Entry(
                Entry.Code.EARN, event.key(), rule.key().toString(), member, event.happenedAt(), recordedAt, postings);
    }

    private static Posting posting(Kind kind, String holder, long amount) {
        return new Posting(new Account(kind, holder), amount);
    }
}
