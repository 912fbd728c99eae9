package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Changes;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.member.Recall;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.RuleKey;

/** What a decision changes in a member's state: its rules one after the other, of which most change hardly anything. Used once. */
final class Changing {
    private final Decision decision;

    private Map<RuleKey, Long> used = Map.of();
    private Map<Counters.Key, Counters.Usage> counts = Map.of();
    private Map<Milestones.Key, Long> milestones = Map.of();
    private List<Belongings.Voucher> vouchers = List.of();
    private List<String> badges = List.of();
    private List<Belongings.Voucher> vouchersUsed = List.of();

    private Changing(Decision decision) {
        this.decision = decision;
    }

    static Changes of(Recall recall, Decision decision) {
        Changing changing = new Changing(decision);
        List<RuleDecision> rules = decision.rules();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).gives()) {
                changing.add(rules.get(i));
            }
        }
        return changing.changes(recall);
    }

    private Changes changes(Recall recall) {
        return new Changes(
                recall.isNeeded() ? decision.remembered() : Optional.empty(),
                used,
                counts,
                milestones,
                decision.moves(),
                vouchers,
                badges,
                vouchersUsed,
                decision.heldUntil().isPresent()
                        ? Map.of(decision.event().key(), decision.heldUntil().get())
                        : Map.of(),
                decision.revisions().isEmpty()
                        ? List.of()
                        : decision.revisions().stream().map(Changing::undone).toList());
    }

    private void add(RuleDecision rule) {
        if (rule.taken().isPresent()) {
            used = used.isEmpty() ? new TreeMap<>() : used;
            used.put(rule.rule().key(), rule.taken().get().sequence());
        }
        if (decision.visit().isPresent()) {
            counts = counted(counts, rule, decision.visit().get());
        }
        if (!rule.milestones().isEmpty()) {
            milestones = milestones.isEmpty() ? new HashMap<>() : milestones;
            milestones.putAll(rule.milestones());
        }
        if (!rule.gifts().isEmpty()) {
            vouchers = both(vouchers, vouchers(rule, decision.event().key()));
            badges = both(badges, badges(rule));
            vouchersUsed = both(vouchersUsed, vouchersUsed(rule));
        }
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        if (some.isEmpty()) {
            return more;
        }
        some.addAll(more);
        return some;
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

    /** What limits do not count any more. */
    static Map<Counters.Key, Counters.Usage> countsLess(Revision revision) {
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

    private static Map<Counters.Key, Counters.Usage> counts(List<RuleDecision> rules, Visit visit) {
        Map<Counters.Key, Counters.Usage> counts = Map.of();
        for (RuleDecision rule : rules) {
            counts = counted(counts, rule, visit);
        }
        return counts;
    }

    /**
     * With what the member's limits count of one more rule for the same event: one time of each, though a rule may give by two
     * versions, one that quoted and one that judged.
     */
    private static Map<Counters.Key, Counters.Usage> counted(
            Map<Counters.Key, Counters.Usage> counts, RuleDecision rule, Visit visit) {
        Counters.Usage usage = rule.rule().limits().isEmpty() ? Counters.Usage.NONE : rule.usage();
        if (usage.times() == 0) {
            return counts;
        }
        Map<Counters.Key, Counters.Usage> next = counts;
        for (Counters.Key key : counters(rule.rule(), visit)) {
            if (next.isEmpty()) {
                next = Map.of(key, usage); // nearly always the only one
            } else {
                next = next.size() == 1 ? new HashMap<>(next) : next;
                next.merge(key, usage, Counters.Usage::ofOneEvent);
            }
        }
        return next;
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

    /** Those of a quote that ends; what a purchase used stays used. */
    private static List<Belongings.Voucher> vouchersBack(Revision revision) {
        List<Belongings.Voucher> back = new ArrayList<>();
        if (!revision.isRemembered()) {
            revision.rulesBefore().forEach(held -> back.addAll(vouchersUsed(held)));
            revision.rulesAfter().forEach(lost -> vouchersUsed(lost).forEach(back::remove));
        }
        return back;
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
