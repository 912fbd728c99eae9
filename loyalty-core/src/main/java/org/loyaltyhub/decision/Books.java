package org.loyaltyhub.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Dues;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Moves;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/** Writes the entries of one event, each on the purse that the one before it left. */
final class Books {
    /** What a partner's fee for reporting is called in its statement; no rule is called so. */
    private static final String REPORT = "reports";

    private final Event event;
    private final MemberState member;
    private final Instant recordedAt;
    private final List<Entry> entries = new ArrayList<>();
    private Purse purse;

    Books(Event event, MemberState member, Instant recordedAt) {
        this.event = event;
        this.member = member;
        this.recordedAt = recordedAt;
        this.purse = member.purse();
    }

    Purse purse() {
        return purse;
    }

    Event event() {
        return event;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    List<Entry> entries() {
        return entries;
    }

    /** What fell due before the event, each in an entry of its own; then new free points pay debts. */
    void due(Duration writeOff) {
        for (Dues.Due due : Dues.of(purse, recordedAt, writeOff)) {
            book(due.code(), "due " + due.at(), due.at(), due.moves());
        }
        repay();
    }

    /** Free points pay what is owed. */
    void repay() {
        book(Entry.Code.REPAY, Moves.repay(purse, recordedAt));
    }

    /** What a rule gave. */
    void give(RuleDecision decision) {
        for (Award award : decision.awards()) {
            earn(decision.rule().key(), award.lots(), award.heldUntil());
        }
        for (Gift gift : decision.gifts()) {
            if (gift instanceof Gift.ReporterFee fee) {
                fee(decision.rule().key(), fee, 1);
            } else if (gift instanceof Gift.Off off) {
                discount(decision.rule().key(), off, event.key().partner(), 1);
            }
        }
    }

    /** What the programme pays the partner that reported, whatever the rules gave. */
    void report(long feeMinor) {
        if (feeMinor > 0) {
            List<Gift.Share> programme = List.of(new Gift.Share(PartnerId.PROGRAMME, feeMinor));
            between(Entry.Code.FEE, REPORT, event.key().partner(), programme, 1);
        }
    }

    /** Nothing is left of what was reported: its fee goes back. */
    void reportFeeBack(Decision reported) {
        for (Entry entry : reported.entries()) {
            if (entry.code() == Entry.Code.FEE && entry.note().equals(REPORT)) {
                List<Posting> back = entry.postings().stream()
                        .map(posting -> new Posting(posting.account(), -posting.amount()))
                        .toList();
                enter(Entry.Code.FEE, REPORT, back);
            }
        }
    }

    void earn(RuleKey rule, List<Lot> lots, Optional<Instant> heldUntil) {
        Place to = heldUntil
                .filter(until -> until.isAfter(recordedAt))
                .<Place>map(Place.Held::new)
                .orElseGet(Place.Available::new);
        List<Move> moves = new ArrayList<>();
        for (Lot lot : lots) {
            moves.add(Move.of(lot.terms(), new Place.Issued(), to, lot.points()));
        }
        book(Entry.Code.EARN, rule.toString(), event.happenedAt(), moves);
    }

    /**
     * What earlier events give less, or otherwise, once goods came back; debts are paid at the end.
     *
     * @param owes whether the member owes what is spent already; otherwise it stays with the payer
     */
    void revise(Revision revision, boolean owes) {
        for (Difference each : Difference.of(revision)) {
            RuleKey rule = each.rule().key();
            for (Lot lot : each.fewer()) {
                reverse(rule, lot, owes);
            }
            earn(rule, each.more(), each.heldUntil());
            each.feesTakenBack().forEach(fee -> fee(rule, fee, -1));
            if (revision.isRemembered()) { // a quote that ends booked nothing
                PartnerId giver = revision.of().partner();
                each.offTakenBack().forEach(off -> discount(rule, off, giver, -1));
                each.offGiven().forEach(off -> discount(rule, off, giver, 1));
            }
        }
    }

    private void reverse(RuleKey rule, Lot lot, boolean owes) {
        Points most = owes ? lot.points() : Moves.freeForOthers(purse, lot.terms(), recordedAt);
        List<Move> moves = Moves.reverse(purse, lot.terms(), lot.points(), recordedAt, most);
        book(Entry.Code.REVERSE, rule.toString(), event.happenedAt(), moves);
    }

    void book(Entry.Code code, List<Move> moves) {
        book(code, "", event.happenedAt(), moves);
    }

    void book(Entry.Code code, String note, Instant happenedAt, List<Move> moves) {
        if (!moves.isEmpty()) {
            purse = purse.after(moves);
            entries.add(Entry.moving(code, event.key(), note, member.id(), happenedAt, recordedAt, moves));
        }
    }

    private void fee(RuleKey rule, Gift.ReporterFee fee, int sign) {
        between(Entry.Code.FEE, rule.toString(), fee.reporter(), fee.payers(), sign);
    }

    /** The partner that took money off the price gets it from those who pay for the rule. */
    private void discount(RuleKey rule, Gift.Off off, PartnerId giver, int sign) {
        between(Entry.Code.DISCOUNT, rule.toString(), giver, off.payers(), sign);
    }

    private void between(Entry.Code code, String note, PartnerId to, List<Gift.Share> payers, int sign) {
        List<Posting> postings = new ArrayList<>();
        long sum = 0;
        for (Gift.Share share : payers) {
            long micros = Math.multiplyExact(sign * share.minor(), PointTerms.MICROS);
            boolean isProgramme = share.payer().equals(PartnerId.PROGRAMME);
            postings.add(
                    posting(isProgramme ? Kind.COSTS : Kind.DUE, share.payer().value(), -micros));
            sum = Math.addExact(sum, micros);
        }
        postings.add(posting(Kind.DUE, to.value(), sum));
        enter(code, note, postings);
    }

    /** Money alone. */
    private void enter(Entry.Code code, String note, List<Posting> postings) {
        entries.add(new Entry(
                code,
                event.key(),
                note,
                Optional.of(member.id()),
                event.happenedAt(),
                recordedAt,
                List.of(),
                postings));
    }

    private static Posting posting(Kind kind, String holder, long amount) {
        return new Posting(new Account(kind, holder), amount);
    }
}
