package org.loyaltyhub.cli.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.loyaltyhub.cli.intake.Misread;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Revision;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Conflict;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.RuleKey;

/**
 * Counts what a run does, event by event; no event is kept. Sums have no bound.
 *
 * <p>Not thread-safe. Needs a few bytes a member, and a bit a member for each rule and partner.
 */
public final class Tally {
    private final Programme programme;
    private final Map<RuleKey, OfRule> rules = new LinkedHashMap<>();
    private final Map<PartnerId, OfPartner> partners = new LinkedHashMap<>();
    private final Map<MemberId, Integer> members = new HashMap<>();
    private final List<String> memberNames = new ArrayList<>();
    /** Members of whom an identifier was seen; of others only the hub's own name for them is known. */
    private final BitSet isNamed = new BitSet();

    private final List<BigInteger> memberPoints = new ArrayList<>();
    private final SortedMap<String, Long> rejected = new TreeMap<>();
    private final SortedMap<String, Long> declined = new TreeMap<>();
    private final SortedMap<String, Long> badRows = new TreeMap<>();
    private final SortedMap<String, Long> badFiles = new TreeMap<>();
    private final Returns returns = new Returns();
    private BigInteger byHand = BigInteger.ZERO;
    private long linesRead;
    private long leftOut;
    private long eventsRead;
    private long accepted;
    private long duplicates;
    private long conflicts;
    private long belowZero;
    private long waiting;

    public Tally(Version version) {
        this.programme = version.programme();
        for (Rule rule : version.rules()) {
            rules.put(rule.key(), new OfRule(rule.key()));
        }
        for (Partner partner : programme.terms().partners()) {
            partners.put(partner.id(), new OfPartner(partner.id(), partner.name()));
        }
        partners.put(
                PartnerId.PROGRAMME,
                new OfPartner(PartnerId.PROGRAMME, programme.terms().name()));
    }

    /** What one rule gave. */
    public static final class OfRule {
        private final RuleKey key;
        private final BitSet members = new BitSet();
        private final Given given = new Given();
        private long cut;

        private OfRule(RuleKey key) {
            this.key = key;
        }

        public RuleKey key() {
            return key;
        }

        public int members() {
            return members.cardinality();
        }

        public Given given() {
            return given;
        }

        /** How many times a limit gave less than the rule asked for, or nothing. */
        public long cut() {
            return cut;
        }
    }

    /** What one partner reported, and what was awarded for it. */
    public static final class OfPartner {
        private final PartnerId id;
        private final String name;
        private final BitSet members = new BitSet();
        private final Given given = new Given();
        private BigInteger amount = BigInteger.ZERO;
        private BigInteger returned = BigInteger.ZERO;
        private BigInteger redeemed = BigInteger.ZERO;
        private long events;

        private OfPartner(PartnerId id, String name) {
            this.id = id;
            this.name = name;
        }

        public PartnerId id() {
            return id;
        }

        public String name() {
            return name;
        }

        public int members() {
            return members.cardinality();
        }

        public Given given() {
            return given;
        }

        /** Of all purchases, in the minor unit of the programme's currency. */
        public BigInteger amount() {
            return amount;
        }

        /** What of that came back. */
        public BigInteger returned() {
            return returned;
        }

        /** Points that paid here, less those that came back; in the programme's smallest unit. */
        public BigInteger redeemed() {
            return redeemed;
        }

        /** Accepted ones. */
        public long events() {
            return events;
        }
    }

    public void lineRead() {
        linesRead++;
    }

    public void rowLeftOut() {
        leftOut++;
    }

    public void eventRead() {
        eventsRead++;
    }

    public void misread(Misread misread) {
        String code = misread.problems().get(0).code();
        switch (misread.kind()) {
            case ROW -> badRows.merge(code, 1L, Long::sum);
            case FILE -> badFiles.merge(code, 1L, Long::sum);
            case EVENT, RECEIPT -> {
                eventsRead++;
                rejected.merge(code, 1L, Long::sum);
            }
        }
    }

    /** Counts what leaves no commit behind. */
    public void answered(Outcome outcome) {
        if (outcome instanceof Duplicate) {
            duplicates++;
        } else if (outcome instanceof Conflict) {
            conflicts++;
        } else if (outcome instanceof Rejected refusal) {
            rejected.merge(refusal.problems().get(0).code(), 1L, Long::sum);
        }
    }

    /**
     * Counts what was kept.
     *
     * @param waited whether the event had been waiting for its member till now
     */
    public void committed(Commit commit, boolean waited) {
        waiting -= waited ? 1 : 0;
        if (commit.answer() instanceof Waiting) {
            waiting++;
        } else if (commit.answer() instanceof Declined refusal) {
            declined.merge(refusal.code(), 1L, Long::sum);
        } else if (commit.answer() instanceof Accepted) {
            accepted++;
            commit.change().ifPresent(change -> decided(change.decision()));
        }
    }

    private void decided(Decision decision) {
        Event event = decision.event();
        int member = members.computeIfAbsent(decision.member(), id -> {
            memberNames.add(decision.member().value());
            memberPoints.add(BigInteger.ZERO);
            return memberNames.size() - 1;
        });
        event.member().stream()
                .findFirst()
                .filter(named -> !isNamed.get(member))
                .ifPresent(named -> {
                    memberNames.set(member, named.toString());
                    isNamed.set(member);
                });
        OfPartner partner = partner(event.key().partner());
        partner.events++;
        partner.members.set(member);
        if (event instanceof Purchase purchase) {
            BigInteger amount = amount(purchase);
            partner.amount = partner.amount.add(amount);
            belowZero += amount.signum() < 0 ? 1 : 0;
        } else if (event instanceof Refund refund) {
            returns.count(refund, decision);
        }
        decision.rules().forEach(rule -> ruled(rule, member, partner));
        decision.revisions().forEach(revision -> revised(revision, member));
        decision.moves().forEach(this::moved);
    }

    private OfPartner partner(PartnerId id) {
        OfPartner partner = partners.get(id);
        if (partner == null) {
            throw new IllegalStateException("an event of nobody's was accepted: " + id);
        }
        return partner;
    }

    private static BigInteger amount(Purchase purchase) {
        return purchase.lines().stream()
                .map(line -> BigInteger.valueOf(line.amount().minor()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger amount(Visit visit) {
        return visit.event() instanceof Purchase purchase ? amount(purchase) : BigInteger.ZERO;
    }

    private void revised(Revision revision, int member) {
        OfPartner partner = partner(revision.of().partner());
        BigInteger left = revision.after().map(Tally::amount).orElse(BigInteger.ZERO);
        partner.returned = partner.returned.add(amount(revision.before()).subtract(left));
        Map<RuleKey, RuleDecision> before = byRule(revision.rulesBefore());
        Map<RuleKey, RuleDecision> after = byRule(revision.rulesAfter());
        Set<RuleKey> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (RuleKey key : keys) {
            Optional<RuleDecision> had = Optional.ofNullable(before.get(key));
            Optional<RuleDecision> has = Optional.ofNullable(after.get(key));
            boolean gave = had.isPresent();
            boolean gives = has.isPresent();
            long more = units(has) - units(had);
            rule(key).given.revise(gave, gives, more);
            partner.given.revise(gave, gives, more);
            memberPoints.set(member, memberPoints.get(member).add(BigInteger.valueOf(more)));
        }
    }

    private static long units(Optional<RuleDecision> rule) {
        return rule.map(each -> each.granted().units()).orElse(0L);
    }

    /** Those that give points. */
    private static Map<RuleKey, RuleDecision> byRule(List<RuleDecision> rules) {
        Map<RuleKey, RuleDecision> byRule = new LinkedHashMap<>();
        rules.stream()
                .filter(rule -> !rule.awards().isEmpty())
                .forEach(rule -> byRule.put(rule.rule().key(), rule));
        return byRule;
    }

    private void moved(Move move) {
        BigInteger points = BigInteger.valueOf(move.points().units());
        if (move.to().place() instanceof Place.Redeemed at) {
            partner(at.at()).redeemed = partner(at.at()).redeemed.add(points);
        }
        if (move.from().place() instanceof Place.Redeemed at) {
            partner(at.at()).redeemed = partner(at.at()).redeemed.subtract(points);
        }
        if (move.to().place() instanceof Place.Adjusted) {
            byHand = byHand.subtract(points);
        }
        if (move.from().place() instanceof Place.Adjusted) {
            byHand = byHand.add(points);
        }
    }

    private void ruled(RuleDecision decision, int member, OfPartner partner) {
        OfRule rule = rule(decision.rule().key());
        rule.cut += decision.isCut() ? 1 : 0;
        if (decision.awards().isEmpty()) {
            return;
        }
        long units = decision.granted().units();
        rule.given.give(units);
        rule.members.set(member);
        partner.given.give(units);
        memberPoints.set(member, memberPoints.get(member).add(BigInteger.valueOf(units)));
    }

    private OfRule rule(RuleKey key) {
        return rules.computeIfAbsent(key, OfRule::new);
    }

    public Programme programme() {
        return programme;
    }

    /** In rule order; then rules of earlier versions, and trusted ones, as they came. */
    public List<OfRule> rules() {
        return List.copyOf(rules.values());
    }

    /** In the order of the programme, then the programme itself if it reported anything. */
    public List<OfPartner> partners() {
        return partners.values().stream()
                .filter(partner -> partner.events() > 0 || !partner.id().equals(PartnerId.PROGRAMME))
                .toList();
    }

    /** A member by an identifier, or by the hub's own name if none was seen, with points in the programme's smallest unit. */
    public record TopMember(String name, BigInteger points) {}

    /** The member with the most points awarded and left, the first to come of several; empty if nobody got any. */
    public Optional<TopMember> topMember() {
        int best = -1;
        for (int i = 0; i < memberPoints.size(); i++) {
            boolean better = best < 0
                    ? memberPoints.get(i).signum() > 0
                    : memberPoints.get(i).compareTo(memberPoints.get(best)) > 0;
            best = better ? i : best;
        }
        return best < 0 ? Optional.empty() : Optional.of(new TopMember(memberNames.get(best), memberPoints.get(best)));
    }

    /** By all rules together. */
    public Given given() {
        return Given.sum(rules.values().stream().map(OfRule::given).toList());
    }

    public Returns returns() {
        return returns;
    }

    /** Points that paid at any partner, less those that came back; in the programme's smallest unit. */
    public BigInteger redeemed() {
        return partners.values().stream().map(OfPartner::redeemed).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Points given by adjustments, less those taken; in the programme's smallest unit. */
    public BigInteger byHand() {
        return byHand;
    }

    /** Members with an accepted event. */
    public int members() {
        return members.size();
    }

    public long linesRead() {
        return linesRead;
    }

    /** Rows that the mapping leaves out. */
    public long leftOut() {
        return leftOut;
    }

    public long eventsRead() {
        return eventsRead;
    }

    public long accepted() {
        return accepted;
    }

    public long duplicates() {
        return duplicates;
    }

    /** Accepted purchases that sum to less than nothing, which a shop's discount alone does not do. */
    public long belowZero() {
        return belowZero;
    }

    public long conflicts() {
        return conflicts;
    }

    /** Events still waiting for their member. */
    public long waiting() {
        return waiting;
    }

    /** Events rejected, by the code of their first problem. */
    public SortedMap<String, Long> rejected() {
        return rejected;
    }

    public SortedMap<String, Long> declined() {
        return declined;
    }

    /** Rows that could not be read, by the code of their first problem. */
    public SortedMap<String, Long> badRows() {
        return badRows;
    }

    /** Files that could not be read, or not to their end. */
    public SortedMap<String, Long> badFiles() {
        return badFiles;
    }
}
