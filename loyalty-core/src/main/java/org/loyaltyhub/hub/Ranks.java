package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.store.Ranking;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;

/** The ranks of all members at the end of one period, worked out once for all. */
final class Ranks {
    private final List<Figure.Rank> figures;
    private final List<Map<MemberId, Long>> places;

    private Ranks(List<Figure.Rank> figures, List<Map<MemberId, Long>> places) {
        this.figures = figures;
        this.places = places;
    }

    private record Standing(MemberId member, long value, Instant reachedAt) {}

    /**
     * As the store keeps them: once some are kept, whoever goes on with that end of a period goes by them, whatever was
     * reported since. O(members).
     */
    static Ranks kept(Store store, Version version, Calendar.Moment end, Supplier<Stream<MemberState>> members) {
        List<Figure.Rank> figures = figures(version, end);
        if (figures.isEmpty()) {
            return new Ranks(figures, List.of());
        }
        Ranking ranking = store.ranking(end.name()).orElseGet(() -> {
            Ranking own = new Ranking(end.name(), end.at(), of(version, end, figures, members));
            return store.keep(own) ? own : store.ranking(end.name()).orElseThrow();
        });
        return new Ranks(figures, ranking.places());
    }

    private static List<Figure.Rank> figures(Version version, Calendar.Moment end) {
        return version.rules().stream()
                .filter(rule -> rule.trigger().subject().equals(end.subject()))
                .flatMap(rule -> rule.asked().figures().stream())
                .flatMap(figure -> figure instanceof Figure.Rank rank ? Stream.of(rank) : Stream.empty())
                .distinct()
                .toList();
    }

    /** O(members × figures) and a sort for each figure; of a member only the values are kept at hand. */
    private static List<Map<MemberId, Long>> of(
            Version version, Calendar.Moment end, List<Figure.Rank> figures, Supplier<Stream<MemberState>> members) {
        Map<Figure.Rank, List<Standing>> standings = new LinkedHashMap<>();
        figures.forEach(rank -> standings.put(rank, new ArrayList<>()));
        members.get()
                .forEach(member -> standings.forEach(
                        (rank, all) -> standing(rank, version, end, member).ifPresent(all::add)));
        List<Map<MemberId, Long>> places = new ArrayList<>();
        standings.forEach((rank, all) -> places.add(places(rank, all)));
        return places;
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

    private static Map<MemberId, Long> places(Figure.Rank rank, List<Standing> standings) {
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
        return table;
    }

    long of(Figure.Rank rank, MemberId member) {
        int figure = figures.indexOf(rank);
        if (figure < 0 || figure >= places.size()) {
            throw new IllegalStateException("no place by " + rank + " was worked out");
        }
        return places.get(figure).getOrDefault(member, Answers.UNKNOWN);
    }
}
