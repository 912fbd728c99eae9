package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.MemberId;

/** The ranks of all members at the end of one period, worked out once for all. */
final class Ranks {
    private final Map<Figure.Rank, Map<MemberId, Long>> ranks = new HashMap<>();

    private record Standing(MemberId member, long value, Instant reachedAt) {}

    /** O(members × figures) and a sort for each figure. */
    static Ranks of(Version version, HubEvent end, List<MemberState> members) {
        Ranks ranks = new Ranks();
        Visit visit = Visit.of(version.programme(), end).orElseThrow();
        version.rules().stream()
                .filter(rule -> rule.trigger().subject().equals(end.subject()))
                .flatMap(rule -> rule.asked().figures().stream())
                .flatMap(figure -> figure instanceof Figure.Rank rank ? Stream.of(rank) : Stream.empty())
                .distinct()
                .forEach(rank -> ranks.add(rank, version, visit, members));
        return ranks;
    }

    private void add(Figure.Rank rank, Version version, Visit visit, List<MemberState> members) {
        List<Standing> standings = new ArrayList<>();
        for (MemberState member : members) {
            long value = new Facts(version.programme(), member, visit).number(rank.by());
            if (value != Answers.UNKNOWN) {
                Instant reached = member.memory()
                        .lastOf(rank.by().pattern(), rank.by().window(), visit)
                        .orElse(Instant.MAX);
                standings.add(new Standing(member.id(), value, reached));
            }
        }
        Comparator<Standing> order = Comparator.comparingLong(Standing::value).reversed();
        standings.sort(
                rank.tiesByEarliest()
                        ? order.thenComparing(Standing::reachedAt).thenComparing(Standing::member)
                        : order.thenComparing(Standing::member));
        Map<MemberId, Long> table = new HashMap<>();
        long place = 0;
        for (int i = 0; i < standings.size(); i++) {
            boolean tied = i > 0
                    && !rank.tiesByEarliest()
                    && standings.get(i).value() == standings.get(i - 1).value();
            place = tied ? place : i + 1L;
            table.put(standings.get(i).member(), place);
        }
        ranks.put(rank, table);
    }

    long of(Figure.Rank rank, MemberId member) {
        Map<MemberId, Long> table = Objects.requireNonNull(ranks.get(rank), "ranked at the end of another period");
        return table.getOrDefault(member, Answers.UNKNOWN);
    }
}
