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
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Moves;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** Writes the entries of one event, each on the purse that the one before it left. */
final class Books {
    /** What a partner's fee for reporting is called in its statement; no rule is called so. */
    private static final String REPORT = "reports";

    private static final Place ISSUED = new Place.Issued();
    private static final Place AVAILABLE = new Place.Available();

    private final Event event;
    private final Optional<MemberId> member;
    private final Instant recordedAt;
    private final List<Entry> entries = new ArrayList<>(4);
    /** What was to be taken back and is not there. */
    private final List<Spent> spent = new ArrayList<>(0);
    /** Without the moves of the newest entries. */
    private Purse purse;

    /** How many entries it has seen. */
    private int seen;

    /** Whether there may be a debt. */
    private boolean owes;

    /** Of what a rule had given for an earlier event. */
    record Spent(EventKey of, Rule rule, Lot lot) {
        private Spent less(Points points) {
            return new Spent(of, rule, new Lot(lot.terms(), lot.points().minus(points)));
        }
    }

    Books(Event event, MemberState member, Instant recordedAt) {
        this.event = event;
        this.member = Optional.of(member.id());
        this.recordedAt = recordedAt;
        this.purse = member.purse();
        this.owes = !purse.debt().isZero();
    }

    /** As the last entry left it. Made when it is asked for: after an award nobody asks. */
    Purse purse() {
        for (; seen < entries.size(); seen++) {
            purse = purse.after(entries.get(seen).moves());
        }
        return purse;
    }

    /** The member with the purse as it is now. */
    MemberState heldBy(MemberState state) {
        return entries.isEmpty() ? state : state.holding(purse());
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

    /** What fell due before the event, each in an entry of its own, and what of it paid debts. */
    void due(Duration writeOff) {
        for (Dues.Due due : Dues.of(purse(), recordedAt, writeOff)) {
            book(due.code(), "due " + due.at(), due.at(), due.moves());
        }
        repay();
    }

    /** Free points pay what is owed. */
    void repay() {
        if (owes) {
            book(Entry.Code.REPAY, Moves.repay(purse(), recordedAt));
        }
    }

    /** What a rule gave. */
    void give(RuleDecision decision) {
        List<Award> awards = decision.awards();
        for (int i = 0; i < awards.size(); i++) {
            earn(decision.rule(), awards.get(i).lots(), awards.get(i).heldUntil());
        }
        List<Gift> gifts = decision.gifts();
        for (int i = 0; i < gifts.size(); i++) {
            Gift gift = gifts.get(i);
            if (gift instanceof Gift.ReporterFee fee) {
                fee(decision.rule(), fee, 1);
            } else if (gift instanceof Gift.Off off) {
                discount(decision.rule(), off, event.key().partner(), 1);
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
                enter(Entry.Code.FEE, REPORT, event.happenedAt(), List.of(), back);
            }
        }
    }

    private void earn(Rule rule, List<Lot> lots, Optional<Instant> heldUntil) {
        boolean isHeld = heldUntil.isPresent() && heldUntil.get().isAfter(recordedAt);
        Place to = isHeld ? new Place.Held(heldUntil.get()) : AVAILABLE;
        Move[] moves = new Move[lots.size()];
        for (int i = 0; i < moves.length; i++) {
            Lot lot = lots.get(i);
            moves[i] = Move.of(lot.terms(), ISSUED, to, lot.points());
        }
        book(Entry.Code.EARN, rule.note(), event.happenedAt(), List.of(moves));
    }

    /**
     * What earlier events give less, or otherwise, once goods came back; debts are paid at the end.
     *
     * @param mayOwe whether the member owes what is spent already
     */
    void revise(Revision revision, boolean mayOwe) {
        List<Difference> differences = Difference.of(revision);
        for (Difference each : differences) {
            each.fewer().forEach(lot -> reverse(new Spent(revision.of(), each.rule(), lot), mayOwe));
        }
        for (Difference each : differences) {
            Rule rule = each.rule();
            earnInstead(rule, each.more(), each.heldUntil());
            each.feesTakenBack().forEach(fee -> fee(rule, fee, -1));
            if (revision.isRemembered()) { // a quote that ends booked nothing
                PartnerId giver = revision.of().partner();
                each.offTakenBack().forEach(off -> discount(rule, off, giver, -1));
                each.offGiven().forEach(off -> discount(rule, off, giver, 1));
            }
        }
    }

    /** As much of it as is spent of what it replaces pays for that at once, and is not held. */
    private void earnInstead(Rule rule, List<Lot> lots, Optional<Instant> heldUntil) {
        Points all = Lot.sum(lots);
        Points paying = least(all, Lot.sum(spent.stream().map(Spent::lot).toList()));
        earn(rule, Lot.between(lots, Points.ZERO, paying), Optional.empty());
        earn(rule, Lot.between(lots, paying, all), heldUntil);
        oweSpent(paying);
    }

    private void reverse(Spent given, boolean mayOwe) {
        LotTerms terms = given.lot().terms();
        List<Move> moves = Moves.reverse(purse(), terms, given.lot().points());
        Points there = Points.ZERO;
        for (Move move : moves) {
            there = there.plus(move.points());
        }
        Spent left = given.less(there);
        if (mayOwe) {
            moves.addAll(owe(terms, left.lot().points()));
        } else if (!left.lot().points().isZero()) {
            spent.add(left);
        }
        book(Entry.Code.REVERSE, given.rule().note(), event.happenedAt(), moves);
    }

    private List<Move> owe(LotTerms terms, Points points) {
        owes = true;
        return Moves.owe(terms, points, recordedAt);
    }

    /** Of what was to be taken back and is spent, the member owes as much as is free otherwise; the rest stays with the payer. */
    List<Spent> oweWhatIsFree() {
        oweSpent(Moves.freeBeyondDebts(purse(), recordedAt));
        List<Spent> staying = List.copyOf(spent);
        spent.clear();
        return staying;
    }

    private void oweSpent(Points most) {
        Points left = most;
        while (!left.isZero() && !spent.isEmpty()) {
            Spent first = spent.remove(0);
            Points points = first.lot().points();
            Points owed = least(points, left);
            book(
                    Entry.Code.REVERSE,
                    first.rule().note(),
                    event.happenedAt(),
                    owe(first.lot().terms(), owed));
            left = left.minus(owed);
            if (!owed.equals(points)) {
                spent.add(0, first.less(owed));
            }
        }
    }

    private static Points least(Points one, Points other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    void book(Entry.Code code, List<Move> moves) {
        book(code, "", event.happenedAt(), moves);
    }

    void book(Entry.Code code, String note, Instant happenedAt, List<Move> moves) {
        if (!moves.isEmpty()) {
            enter(code, note, happenedAt, moves, Entry.postings(member.orElseThrow(), moves));
        }
    }

    private void fee(Rule rule, Gift.ReporterFee fee, int sign) {
        between(Entry.Code.FEE, rule.note(), fee.reporter(), fee.payers(), sign);
    }

    /** The partner that took money off the price gets it from those who pay for the rule. */
    private void discount(Rule rule, Gift.Off off, PartnerId giver, int sign) {
        between(Entry.Code.DISCOUNT, rule.note(), giver, off.payers(), sign);
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
        enter(code, note, event.happenedAt(), List.of(), postings);
    }

    private void enter(Entry.Code code, String note, Instant happenedAt, List<Move> moves, List<Posting> postings) {
        entries.add(new Entry(code, event.key(), note, member, happenedAt, recordedAt, moves, postings));
    }

    private static Posting posting(Kind kind, String holder, long amount) {
        return new Posting(new Account(kind, holder), amount);
    }
}
