package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.store.Ranking;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.MemberId;

/** Places of members at the end of a period. What is long is read and written a page at a time. Thread-safe. */
final class SqlRankings {
    private static final int PAGE = 5_000;

    private final Sessions sessions;
    private final int programme;

    SqlRankings(Sessions sessions, int programme) {
        this.sessions = sessions;
        this.programme = programme;
    }

    /** What is kept of a ranking beside its places. */
    private record Kept(long endsAt, int figures) {}

    private record Place(int figure, String member, long place) {}

    Optional<Ranking> find(String moment) {
        return sessions.read(
                        "read the ranking " + moment,
                        session -> session.first(
                                "select ends_at, figures from loyalty_ranking where programme = ? and moment = ?",
                                row -> new Kept(row.getLong("ends_at"), row.getInt("figures")),
                                programme,
                                moment))
                .map(kept -> new Ranking(moment, Moments.instant(kept.endsAt()), places(moment, kept.figures())));
    }

    private List<Map<MemberId, Long>> places(String moment, int figures) {
        List<Map<MemberId, Long>> places = new ArrayList<>();
        for (int figure = 0; figure < figures; figure++) {
            places.add(new HashMap<>());
        }
        Paging.each(
                new Place(-1, "", 0),
                PAGE,
                (after, most) -> sessions.read(
                        "read the places of " + moment,
                        session -> session.query(
                                "select figure, member, place from loyalty_rank where programme = ? and moment = ?"
                                        + " and (figure, member) > (?, ?) order by figure, member limit ?",
                                row -> new Place(row.getInt("figure"), row.getString("member"), row.getLong("place")),
                                programme,
                                moment,
                                after.figure(),
                                after.member(),
                                most)),
                place -> place,
                place -> places.get(place.figure()).put(new MemberId(place.member()), place.place()));
        return places;
    }

    boolean keep(Ranking ranking) {
        return sessions.write("keep the ranking " + ranking.moment(), session -> {
            boolean isFirst = session.update(
                            "insert into loyalty_ranking (programme, moment, ends_at, figures) values (?, ?, ?, ?)"
                                    + " on conflict (programme, moment) do nothing",
                            programme,
                            ranking.moment(),
                            Moments.micros(ranking.endsAt()),
                            ranking.places().size())
                    == 1;
            if (isFirst) {
                insert(session, ranking);
                forget(session, Moments.micros(ranking.endsAt().minus(Ranking.KEPT)));
            }
            return isFirst;
        });
    }

    private void insert(Session session, Ranking ranking) throws SQLException {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < ranking.places().size(); i++) {
            int figure = i;
            ranking.places().get(i).forEach((member, place) -> places.add(new Place(figure, member.value(), place)));
        }
        for (int from = 0; from < places.size(); from += PAGE) {
            Rows rows = Rows.into("loyalty_rank", "programme, moment, figure, member, place");
            for (Place each : places.subList(from, Math.min(from + PAGE, places.size()))) {
                rows.add(programme, ranking.moment(), each.figure(), each.member(), each.place());
            }
            RoundTrip trip = new RoundTrip(session);
            rows.insert(trip);
            trip.run();
        }
    }

    private void forget(Session session, long before) throws SQLException {
        session.update(
                "delete from loyalty_rank where programme = ? and moment in"
                        + " (select moment from loyalty_ranking where programme = ? and ends_at < ?)",
                programme,
                programme,
                before);
        session.update("delete from loyalty_ranking where programme = ? and ends_at < ?", programme, before);
    }
}
