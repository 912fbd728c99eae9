package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Evaluation;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Shares;

/**
 * What the rules that held for an event give for what is left of it. A function of what is left and of what was kept when
 * the event was judged: it reads no history, so it comes out the same however many refunds led there.
 *
 * <p>A rule that did not hold then gives nothing now; a limit over all members, and a budget, is as tight as what was used of it then;
 * all that is given is never worth more than it was.
 */
final class Rejudging {
    private final Version version;
    private final Outside outside;
    private final Decision original;
    private final Visit left;
    private final Payers payers;

    private Rejudging(Version version, Outside outside, Decision original, Visit left) {
        this.version = version;
        this.outside = outside;
        this.original = original;
        this.left = left;
        this.payers = payers(Borne.by(original.rules()));
    }

    private Payers payers(Bearing bearing) {
        return new Payers(version.programme(), original.recordedAt(), bearing);
    }

    /**
     * @param version that the event was judged by
     * @param outside knows the versions of promises that were kept
     * @param left empty if nothing is left
     * @param withdrawn rules that give nothing any more, whatever is left
     */
    static List<RuleDecision> of(
            Version version, Outside outside, Decision original, Optional<Visit> left, Set<RuleKey> withdrawn) {
        return left.map(visit -> new Rejudging(version, outside, original, visit).judge(withdrawn))
                .orElse(List.of());
    }

    private List<RuleDecision> judge(Set<RuleKey> withdrawn) {
        MemberState nobody = MemberState.enrolled(original.member(), left.happenedAt(), false);
        Facts facts = new Facts(version.programme(), nobody, left);
        List<RuleDecision> wholes = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        for (RuleDecision whole : original.rules()) {
            boolean mayGive = left.earns() && !withdrawn.contains(whole.rule().key()) && !whole.isOnlyPromised();
            if (mayGive && holds(whole)) {
                Limits limits = Limits.asTheyWere(whole, original.shared());
                wholes.add(whole);
                candidates.add(new Candidate(
                        whole.version(), candidates.size(), whole.rule(), facts, limits, whole.milestones()));
            }
        }
        new Giving(payers, referrer()).give(candidates);
        Groups.choose(candidates, version.programme().points());
        Multipliers.apply(candidates, payers, version.everything());
        List<RuleDecision> decided = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            decided.add(candidates.get(i).decidedAgain(wholes.get(i)));
        }
        return worthNoMore(withOff(decided, withdrawn));
    }

    /** Money off stays in proportion to what is left of the goods, whatever else the rule gives. */
    private List<RuleDecision> withOff(List<RuleDecision> decided, Set<RuleKey> withdrawn) {
        List<RuleDecision> all = new ArrayList<>(decided);
        for (RuleDecision whole : original.rules()) {
            List<Gift> off = whole.gifts().stream()
                    .flatMap(gift -> gift instanceof Gift.Off each ? left(whole, each).stream() : Stream.empty())
                    .toList();
            if (!off.isEmpty() && !withdrawn.contains(whole.rule().key())) {
                int at = whole.indexIn(all);
                if (at < 0) {
                    all.add(whole.withDiscountsOnly().withGifts(off));
                } else {
                    all.set(at, all.get(at).with(off));
                }
            }
        }
        return all;
    }

    private Optional<Gift> left(RuleDecision whole, Gift.Off off) {
        Visit all = original.visit().orElseThrow();
        long granted = Returned.part(off.granted(), total(left), total(all));
        if (granted == 0) {
            return Optional.empty();
        }
        long[] weights = new long[left.lineCount()];
        for (int line = 0; line < weights.length; line++) {
            weights[line] = Math.max(0, left.line(line).amount().minor());
        }
        List<Long> lines = Arrays.stream(Shares.split(granted, weights)).boxed().toList();
        PartnerId at = off instanceof Gift.VoucherUsed used
                ? used.source().partner()
                : left.key().partner();
        Version then = outside.version(whole.version()).orElse(version);
        List<Gift.Share> shares =
                payers.ofPromises(then.programme()).promised(whole.rule(), off.effect(), at, left.date(), granted);
        return Optional.of(off.less(granted, lines, shares));
    }

    /** However it was paid. */
    private static long total(Visit visit) {
        long total = 0;
        for (int line = 0; line < visit.lineCount(); line++) {
            total = Math.addExact(total, visit.line(line).amount().minor());
        }
        return total;
    }

    private boolean holds(RuleDecision whole) {
        if (!whole.rule().trigger().matches(left)) {
            return false;
        }
        KeptAnswers answers = new KeptAnswers(left, whole.basis());
        for (Stated stated : whole.rule().conditions()) {
            if (Evaluation.of(stated.condition(), answers) != Truth.TRUE) {
                return false;
            }
        }
        return true;
    }

    private Optional<Identifier> referrer() {
        return original.rules().stream()
                .flatMap(rule -> rule.gifts().stream())
                .flatMap(gift -> gift instanceof Gift.Thanks thanks
                        ? Optional.of(thanks.referrer()).stream()
                        : Optional.<Identifier>empty().stream())
                .findFirst();
    }

    /** Another rule of a group may win now, and give more: then the last awards are cut. */
    private List<RuleDecision> worthNoMore(List<RuleDecision> decided) {
        long room = original.granted().units();
        List<RuleDecision> cut = new ArrayList<>();
        for (RuleDecision rule : decided) {
            List<Award> awards = new ArrayList<>();
            for (Award award : rule.awards()) {
                long granted = Math.min(room, award.granted().units());
                room -= granted;
                if (granted > 0) {
                    awards.add(cut(rule, award, Points.ofUnits(granted)));
                }
            }
            cut.add(rule.withAwards(awards));
        }
        return cut;
    }

    private Award cut(RuleDecision rule, Award award, Points granted) {
        if (granted.equals(award.granted())) {
            return award;
        }
        List<Lot> lots = payers(Borne.by(rule.rule(), award)).lots(rule.rule(), award.effect(), left, granted);
        return Award.of(award.effect(), award.asked(), lots, award.heldUntil());
    }
}
