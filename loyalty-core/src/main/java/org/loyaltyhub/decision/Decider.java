package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Changes;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.member.Recall;
import org.loyaltyhub.programme.RefundTerms;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.RuleKey;

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
            left = left.without(quote.of(), undone(quote).counts());
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
        List<RuleDecision> rules = decision.rules();
        List<Changes.Undone> undone = decision.revisions().isEmpty()
                ? List.of()
                : decision.revisions().stream().map(Decider::undone).toList();
        Changes changes = new Changes(
                recall.isNeeded() ? decision.remembered() : Optional.empty(),
                used(rules),
                decision.visit().isPresent() ? counts(rules, decision.visit().get()) : Map.of(),
                milestones(rules),
                decision.moves(),
                given(rules, rule -> vouchers(rule, decision.event().key())),
                given(rules, Decider::badges),
                given(rules, Decider::vouchersUsed),
                decision.heldUntil().isPresent()
                        ? Map.of(decision.event().key(), decision.heldUntil().get())
                        : Map.of(),
                undone);
        return state.after(decision.event(), changes, recall, decision.recordedAt());
    }

    private static Map<RuleKey, Long> used(List<RuleDecision> rules) {
        Map<RuleKey, Long> used = Map.of();
        for (RuleDecision rule : rules) {
            if (rule.gives() && rule.taken().isPresent()) {
                used = used.isEmpty() ? new TreeMap<>() : used;
                used.put(rule.rule().key(), rule.taken().get().sequence());
            }
        }
        return used;
    }

    private static Map<Milestones.Key, Long> milestones(List<RuleDecision> rules) {
        Map<Milestones.Key, Long> milestones = Map.of();
        for (RuleDecision rule : rules) {
            if (rule.gives() && !rule.milestones().isEmpty()) {
                milestones = milestones.isEmpty() ? new HashMap<>() : milestones;
                milestones.putAll(rule.milestones());
            }
        }
        return milestones;
    }

    /** What these rules gave besides points, nearly always nothing. */
    private static <T> List<T> given(List<RuleDecision> rules, Function<RuleDecision, List<T>> kind) {
        List<T> given = List.of();
        for (RuleDecision rule : rules) {
            if (!rule.gifts().isEmpty()) {
                given = given.isEmpty() ? new ArrayList<>() : given;
                given.addAll(kind.apply(rule));
            }
        }
        return given;
    }

    private static Changes.Undone undone(Revision revision) {
        Map<RuleKey, Long> unused = new TreeMap<>();
        Map<Milestones.Key, Long> milestones = new HashMap<>();
        List<Belongings.Voucher> vouchers = new ArrayList<>();
        List<String> badges = new ArrayList<>();
        for (Difference each : Difference.of(revision)) {
            each.before().filter(had -> each.isTakenBack()).ifPresent(had -> {
                had.taken().ifPresent(past -> unused.put(each.rule().key(), past.sequence()));
                milestones.putAll(had.milestones());
                vouchers.addAll(vouchers(had, revision.of()));
                badges.addAll(badges(had));
            });
        }
        return new Changes.Undone(
                revision.of(),
                revision.sequence(),
                revision.rememberedBefore(),
                revision.rememberedAfter(),
                unused,
                countsLess(revision),
                milestones,
                vouchers,
                badges,
                vouchersBack(revision));
    }

    /**
     * What the member's limits count of these rules, for one event: one time of each, though a rule may give by two
     * versions, one that quoted and one that judged.
     */
    private static Map<Counters.Key, Counters.Usage> counts(List<RuleDecision> rules, Visit visit) {
        Map<Counters.Key, Counters.Usage> counts = Map.of();
        for (RuleDecision rule : rules) {
            List<Counters.Key> keys = counters(rule.rule(), visit);
            Counters.Usage usage = keys.isEmpty() ? Counters.Usage.NONE : rule.usage();
            if (usage.times() > 0) {
                counts = counts.isEmpty() ? new HashMap<>() : counts;
                for (Counters.Key key : keys) {
                    counts.merge(key, usage, Counters.Usage::ofOneEvent);
                }
            }
        }
        return counts;
    }

    private static Map<Counters.Key, Counters.Usage> countsLess(Revision revision) {
        Map<Counters.Key, Counters.Usage> less = new HashMap<>(counts(revision.rulesBefore(), revision.before()));
        counts(revision.rulesAfter(), revision.before())
                .forEach((key, has) -> less.put(
                        key, less.getOrDefault(key, Counters.Usage.NONE).less(has)));
        for (Difference each : Difference.of(revision)) {
            for (Counters.Key key : counters(each.rule(), revision.before())) {
                less.computeIfPresent(key, (same, usage) -> usage.less(each.stays()));
            }
        }
        less.values().removeIf(Counters.Usage.NONE::equals);
        return less;
    }

    /** Those of a quote that ends; what a purchase used stays used. */
    private static List<Belongings.Voucher> vouchersBack(Revision revision) {
        List<Belongings.Voucher> back = new ArrayList<>();
        if (!revision.isRemembered()) {
            revision.rulesBefore().forEach(held -> back.addAll(vouchersUsed(held)));
            revision.rulesAfter().forEach(lost -> vouchersUsed(lost).forEach(back::remove));
        }
        return back;
    }

    /** Each once, though more than one limit may read it. Thanks have counted already, for whom they were promised. */
    private static List<Counters.Key> counters(Rule rule, Visit visit) {
        if (rule.limits().isEmpty() || visit.subject() instanceof Subject.Thanks) {
            return List.of();
        }
        List<Counters.Key> keys = new ArrayList<>(rule.limits().size());
        for (Limit limit : rule.limits()) {
            Optional<Counters.Key> key = Limits.counter(rule.key(), limit, visit.date());
            if (key.isPresent() && !keys.contains(key.get())) {
                keys.add(key.get());
            }
        }
        return keys;
    }

    private static List<Belongings.Voucher> vouchers(RuleDecision rule, EventKey source) {
        List<Belongings.Voucher> vouchers = new ArrayList<>();
        for (Gift gift : rule.gifts()) {
            if (gift instanceof Gift.Voucher voucher) {
                vouchers.add(new Belongings.Voucher(
                        voucher.effect().code(), rule.rule().key(), source, voucher.expires()));
            }
        }
        return vouchers;
    }

    private static List<Belongings.Voucher> vouchersUsed(RuleDecision rule) {
        List<Belongings.Voucher> used = new ArrayList<>();
        for (Gift gift : rule.gifts()) {
            if (gift instanceof Gift.VoucherUsed voucher) {
                used.add(new Belongings.Voucher(
                        voucher.effect().code(), rule.rule().key(), voucher.source(), voucher.expires()));
            }
        }
        return used;
    }

    private static List<String> badges(RuleDecision rule) {
        List<String> badges = new ArrayList<>();
        for (Gift gift : rule.gifts()) {
            if (gift instanceof Gift.Badge badge) {
                badges.add(badge.effect().name());
            }
        }
        return badges;
    }
}
