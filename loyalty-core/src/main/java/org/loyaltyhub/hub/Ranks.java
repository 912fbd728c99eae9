package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.MemberId;

/** The ranks of all members at the end of one period, worked out once for all. */
final class Ranks {
    private final Map<Figure.Rank, Map<MemberId, Long>> ranks = new HashMap<>();

    private record Standing(MemberId member, long value, Instant reachedAt) {}

    /** O(members × figures) and a sort for each figure; of a member only the values are kept at hand. */
    static Ranks of(Version version, Calendar.Moment end, Supplier<Stream<MemberState>> members) {
        Map<Figure.Rank, List<Standing>> standings = new LinkedHashMap<>();
        version.rules().stream()
                .filter(rule -> rule.trigger().subject().equals(end.subject()))
                .flatMap(rule -> rule.asked().figures().stream())
                .flatMap(figure -> figure instanceof Figure.Rank rank ? Stream.of(rank) : Stream.empty())
                .forEach(rank -> standings.put(rank, new ArrayList<>()));
        if (!standings.isEmpty()) {
            members.get()
                    .forEach(member -> standings.forEach(
                            (rank, all) -> standing(rank, version, end, member).ifPresent(all::add)));
        }
        Ranks ranks = new Ranks();
        standings.forEach(ranks::add);
        return ranks;
    }

    private static Optional<Standing> standing(
            Figure.Rank rank, Version version, Calendar.Moment end, MemberState member) {
        Visit visit = Visit.of(version.programme(), end.of(member.id())).orElseThrow();
        long value = new Facts(version.programme(), member, visit).number(rank.by());
        if (value == Answers.UNKNOWN) {
            return Optional.empty();
        }
        Instant reached = member.memory()
                .recollect()
                .lastOf(rank.by().pattern(), rank.by().window(), visit)
                .orElse(Instant.MAX);
        return Optional.of(new Standing(member.id(), value, reached));
    }

    private void add(Figure.Rank rank, List<Standing> standings) {
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
        Map<MemberId, Long> table =
                Objects.requireNonNull(ranks.get(rank), () -> "no place by " + rank + " was worked out");
        return table.getOrDefault(member, Answers.UNKNOWN);
    }
}
