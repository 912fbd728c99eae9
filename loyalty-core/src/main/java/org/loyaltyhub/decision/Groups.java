package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Group;

/** Of rules in one group only the best or the first gives. A rule that would give nothing leaves its group before. */
final class Groups {
    private final PointTerms points;

    private Groups(PointTerms points) {
        this.points = points;
    }

    /**
     * Drops those that stand back for another. The candidates come in rule order, so of equals the earlier stays.
     *
     * @param points what they are worth
     */
    static void choose(List<Candidate> candidates, PointTerms points) {
        if (isAnyOf(candidates)) {
            new Groups(points).choose(candidates);
        }
    }

    private void choose(List<Candidate> candidates) {
        Map<List<Object>, List<Candidate>> rivals = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            candidate
                    .rule()
                    .group()
                    .filter(group -> group.mode() != Group.Mode.ALL && stays(candidate))
                    .ifPresent(group -> rivals.computeIfAbsent(
                                    List.of(group.owner(), group.name()), key -> new ArrayList<>())
                            .add(candidate));
        }
        rivals.values().forEach(this::chooseOf);
    }

    /** Whether one of them is in a group. */
    static boolean isAnyOf(List<Candidate> candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).rule().group().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean stays(Candidate candidate) {
        return candidate.gives()
                || candidate.rule().effects().stream().anyMatch(Effect.MultiplyPoints.class::isInstance);
    }

    private void chooseOf(List<Candidate> rivals) {
        Group.Mode mode = rivals.get(0).rule().group().orElseThrow().mode();
        Comparator<Candidate> order = mode == Group.Mode.BEST
                ? Comparator.comparingLong(this::worthMicros)
                : Comparator.comparingInt(candidate -> candidate.rule().priority());
        Candidate chosen = rivals.get(0);
        for (Candidate rival : rivals) {
            chosen = order.compare(rival, chosen) > 0 ? rival : chosen;
        }
        for (Candidate rival : rivals) {
            if (rival != chosen) {
                rival.drop();
            }
        }
    }

    /** What the member gets in money: points at the programme's value, discounts as they are. */
    private long worthMicros(Candidate candidate) {
        long worth = 0;
        for (Award award : candidate.awards()) {
            worth = Math.addExact(worth, Math.multiplyExact(award.granted().units(), points.valueMicros()));
        }
        for (Gift gift : candidate.gifts()) {
            if (gift instanceof Gift.MoneyOff off) {
                worth = Math.addExact(worth, Math.multiplyExact(off.granted(), PointTerms.MICROS));
            }
        }
        return worth;
    }
}
