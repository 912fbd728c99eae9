package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;

/** How what a decision gave is booked: an entry for each award and for each fee. */
final class Bookings {
    private final Event event;
    private final MemberId member;
    private final Instant recordedAt;

    Bookings(Event event, MemberId member, Instant recordedAt) {
        this.event = event;
        this.member = member;
        this.recordedAt = recordedAt;
    }

    List<Entry> of(RuleDecision decision) {
        List<Entry> entries = new ArrayList<>();
        for (Award award : decision.awards()) {
            entries.add(earn(decision.rule(), award));
        }
        for (Gift gift : decision.gifts()) {
            if (gift instanceof Gift.ReporterFee fee) {
                entries.add(fee(decision.rule(), fee));
            }
        }
        return entries;
    }

    /**
     * For n points of a lot at issue price i and reserve value r: issued −n, available or held +n; due −n·i, reserve
     * +n·r, margin +n·(i−r).
     */
    private Entry earn(Rule rule, Award award) {
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
        boolean isHeld = award.lots().get(0).availableFrom().isAfter(recordedAt);
        postings.add(posting(
                isHeld ? Kind.HELD : Kind.AVAILABLE,
                member.value(),
                award.granted().units()));
        postings.add(posting(Kind.RESERVE, PartnerId.PROGRAMME.value(), reserve));
        if (margin != 0) {
            postings.add(posting(Kind.MARGIN, PartnerId.PROGRAMME.value(), margin));
        }
        return entry(Entry.Code.EARN, rule, postings);
    }

    /** The reporter's due +fee; each paying partner's due −share, the programme's costs −share. */
    private Entry fee(Rule rule, Gift.ReporterFee fee) {
        List<Posting> postings = new ArrayList<>();
        long sum = 0;
        for (Gift.Share share : fee.payers()) {
            long micros = Math.multiplyExact(share.minor(), PointTerms.MICROS);
            boolean isProgramme = share.payer().equals(PartnerId.PROGRAMME);
            postings.add(
                    posting(isProgramme ? Kind.COSTS : Kind.DUE, share.payer().value(), -micros));
            sum = Math.addExact(sum, micros);
        }
        postings.add(posting(Kind.DUE, fee.reporter().value(), sum));
        return entry(Entry.Code.FEE, rule, postings);
    }

    private Entry entry(Entry.Code code, Rule rule, List<Posting> postings) {
        return new Entry(code, event.key(), rule.key().toString(), member, event.happenedAt(), recordedAt, postings);
    }

    private static Posting posting(Kind kind, String holder, long amount) {
        return new Posting(new Account(kind, holder), amount);
    }
}
