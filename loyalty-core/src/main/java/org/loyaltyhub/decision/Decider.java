package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Activity;
import org.loyaltyhub.event.Adjustment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Recall;
import org.loyaltyhub.programme.RefundTerms;

/**
 * The two functions that everything else is a shell around: live, quote, replay, backtest and scenarios.
 *
 * <p>Pure: the same arguments give the same result, bit for bit, on any machine. Nothing here reads a clock, a store or a
 * random number.
 */
public final class Decider {
    private Decider() {}

    /**
     * What comes of {@code event} for a member. The event has passed the hub's checks. O(rules that concern the event) and
     * the cost of the figures they ask; O(the member's decisions) if it is later than events are remembered for.
     *
     * @param kept the member's state
     * @param recordedAt when the hub took it, by the hub's clock
     */
    public static Decision decide(Version version, MemberState kept, Event event, Instant recordedAt, Outside outside) {
        Optional<Visit> visit = Visit.of(version.programme(), event);
        MemberState state = visit.isPresent() && !isCaused(event)
                ? Hindsight.of(version, kept, () -> outside.past().decisions(), event.happenedAt(), recordedAt)
                : kept;
        Books books = new Books(event, state, recordedAt);
        books.due(version.programme().terms().refunds().writeOff());
        List<Revision> over = Quoting.over(state, recordedAt, outside);
        MemberState now = without(over, books.heldBy(state));
        Ruling ruling = ruling(version, now, event, visit, books, outside);
        if (!over.isEmpty()) {
            ruling = ruling.revising(over, Freeing.of(version, over, outside));
        }
        return new Decision(
                version.id(),
                event,
                visit,
                state.id(),
                state.version(),
                recordedAt,
                state.profile().tier().at(event.happenedAt()),
                ruling.rules(),
                ruling.shared(),
                ruling.revisions(),
                ruling.notFound(),
                ruling.refusal().isPresent() ? List.of() : books.entries(),
                ruling.heldUntil(),
                ruling.refusal());
    }

    /** Whether it belongs to an event before it, and is judged together with that. */
    private static boolean isCaused(Event event) {
        return event instanceof HubEvent own && own.cause().isPresent();
    }

    private static Ruling ruling(
            Version version, MemberState state, Event event, Optional<Visit> visit, Books books, Outside outside) {
        if (event instanceof Redemption redemption) {
            return new Redeeming(version.programme(), state, books).of(redemption);
        }
        if (event instanceof Refund refund) {
            return refund(version, refund, books, outside);
        }
        if (event instanceof Adjustment adjustment) {
            return new Adjusting(version.programme(), books, outside).of(adjustment);
        }
        if (event instanceof HubEvent own && own.subject() instanceof Subject.ThanksTaken taken) {
            return revise(version, Undoing.thanks(version, outside, taken), List.of(), books, outside);
        }
        boolean earns = state.profile().status().at(event.happenedAt()) == MemberStatus.ACTIVE;
        if (event instanceof Quote quote) {
            return earns
                    ? new Quoting(version, state, books, outside).of(quote, visit.orElseThrow())
                    : Ruling.refused(Refusal.declined(
                            "member-blocked", "the member is blocked and gets nothing off", "ask the operator"));
        }
        if (event instanceof Purchase purchase) {
            return purchase(version, state, purchase, visit.orElseThrow(), earns, books, outside);
        }
        return judged(version, state, visit.filter(each -> earns && each.earns()), books, outside, List.of());
    }

    private static Ruling purchase(
            Version version,
            MemberState state,
            Purchase purchase,
            Visit visit,
            boolean earns,
            Books books,
            Outside outside) {
        new Redeeming(version.programme(), state, books).pay(purchase);
        List<Revision> quote = Quoting.named(purchase, state, outside);
        MemberState now = without(quote, books.heldBy(state));
        return judged(version, now, Optional.of(visit).filter(each -> earns && each.earns()), books, outside, quote);
    }

    /** @param quote that the event makes good, if it does */
    private static Ruling judged(
            Version version,
            MemberState state,
            Optional<Visit> visit,
            Books books,
            Outside outside,
            List<Revision> quote) {
        Judging judging = new Judging(version, state, books.recordedAt(), outside, Quoting.taken(quote, outside));
        visit.ifPresent(judging::judge);
        List<RuleDecision> rules = judging.rules();
        List<SharedUse> shared = judging.shared();
        List<SharedUse> ofBudgets = judging.budgets().usedBy(rules);
        if (!ofBudgets.isEmpty()) {
            shared.addAll(ofBudgets);
        }
        for (Revision each : quote) {
            rules = Quoting.kept(rules, each);
        }
        for (int i = 0; i < rules.size(); i++) {
            books.give(rules.get(i));
        }
        if (isReport(books.event(), state)) {
            books.report(version.programme().reportFeeMinor(books.event().key().partner()));
        }
        books.repay();
        return Ruling.judged(rules, shared).revising(quote, List.of());
    }

    /** Whether the programme pays for it: what a member did, unless it was blocked. */
    private static boolean isReport(Event event, MemberState state) {
        return (event instanceof Purchase || event instanceof Activity)
                && state.profile().status().at(event.happenedAt()) == MemberStatus.ACTIVE;
    }

    /** The member's state without what is held for these quotes. */
    private static MemberState without(List<Revision> quotes, MemberState state) {
        MemberState left = state;
        for (Revision quote : quotes) {
            left = left.without(quote.of(), Changing.countsLess(quote));
        }
        return left;
    }

    private static Ruling refund(Version version, Refund refund, Books books, Outside outside) {
        Past past = outside.past();
        RefundTerms terms = version.programme().terms().refunds();
        Returning returning = new Returning(refund, past, terms.within());
        Optional<Refusal> refusal = returning.find();
        if (refusal.isPresent()) {
            return Ruling.refused(refusal.get());
        }
        List<Revision> revisions = new Undoing(version, past, outside).of(returning.returned());
        return revise(version, revisions, returning.notFound(), books, outside);
    }

    /** The books are moved to how earlier events stand now. */
    private static Ruling revise(
            Version version, List<Revision> revisions, List<Integer> notFound, Books books, Outside outside) {
        RefundTerms terms = version.programme().terms().refunds();
        Restoring restoring = new Restoring(books, terms);
        revisions.forEach(revision -> books.revise(revision, terms.unpaid() == RefundTerms.Unpaid.DEBT));
        List<Revision> done = leaving(books.oweWhatIsFree(), revisions);
        for (Revision revision : revisions) {
            outside.past()
                    .of(revision.of())
                    .filter(standing -> revision.returned().isPresent())
                    .ifPresent(standing -> {
                        restoring.restore(standing.decision(), revision);
                        if (standing.left().isPresent() && revision.after().isEmpty()) {
                            books.reportFeeBack(standing.decision());
                        }
                    });
        }
        books.repay();
        return Ruling.revised(done, Freeing.of(version, done, outside), notFound);
    }

    private static List<Revision> leaving(List<Books.Spent> spent, List<Revision> revisions) {
        List<Revision> all = new ArrayList<>();
        for (Revision revision : revisions) {
            List<Revision.Staying> staying = spent.stream()
                    .filter(each -> each.of().equals(revision.of()))
                    .map(each -> new Revision.Staying(each.rule().key(), each.lot()))
                    .toList();
            all.add(revision.leaving(staying));
        }
        return all;
    }

    /**
     * The member's state after {@code decision}. O(what is remembered).
     *
     * @param recall what the versions that may still judge an event look back on
     * @throws IllegalArgumentException if the decision was made for another state, or was a refusal
     */
    public static MemberState evolve(Recall recall, MemberState state, Decision decision) {
        if (decision.sequence() != state.version()) {
            throw new IllegalArgumentException("the decision is for version " + decision.sequence() + " of member "
                    + state.id() + ", the state is of version " + state.version());
        }
        if (decision.refusal().isPresent()) {
            throw new IllegalArgumentException(decision.event().key() + " was refused: "
                    + decision.refusal().get());
        }
        return state.after(decision.event(), Changing.of(recall, decision), recall, decision.recordedAt());
    }
}
