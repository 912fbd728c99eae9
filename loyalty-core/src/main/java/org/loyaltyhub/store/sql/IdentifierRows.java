package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/** Whom identifiers name from now on: each the first that claimed it. Used once. */
final class IdentifierRows implements Taking {
    private final Session session;
    private final int programme;
    private final Map<Identifier, List<Claim>> claims = new TreeMap<>();
    private final Set<Identifier> fresh = new HashSet<>();

    /** Whom a bundle wants an identifier to name. */
    private record Claim(int bundle, MemberId member) {}

    private IdentifierRows(Session session, int programme) {
        this.session = session;
        this.programme = programme;
    }

    static IdentifierRows of(List<NumberedCommit> commits, Session session, int programme) {
        IdentifierRows rows = new IdentifierRows(session, programme);
        for (NumberedCommit each : commits) {
            if (each.commit().change().isPresent()) {
                rows.add(each.bundle(), each.commit().change().get());
            }
        }
        return rows;
    }

    private void add(int bundle, Commit.Change change) {
        for (Identifier identifier : change.identifiers()) {
            claims.computeIfAbsent(identifier, each -> new ArrayList<>())
                    .add(new Claim(bundle, change.next().id()));
        }
    }

    @Override
    public void addTo(RoundTrip trip) throws SQLException {
        Rows rows = Rows.into(
                "loyalty_identifier",
                "programme, kind, value, member",
                "on conflict (programme, kind, value) do nothing returning kind, value");
        claims.forEach((identifier, by) -> rows.add(
                programme,
                identifier.kind(),
                identifier.value(),
                by.get(0).member().value()));
        rows.insertReturning(trip, row -> new Identifier(row.getString("kind"), row.getString("value")), fresh::add);
    }

    @Override
    public Map<Integer, Fate> refused() throws SQLException {
        Map<Integer, Fate> refused = new TreeMap<>();
        for (Map.Entry<Identifier, List<Claim>> each : claims.entrySet()) {
            MemberId owner =
                    fresh.contains(each.getKey()) ? each.getValue().get(0).member() : owner(each.getKey());
            for (Claim claim : each.getValue()) {
                if (!claim.member().equals(owner)) {
                    refused.put(claim.bundle(), Fate.OUTRUN);
                }
            }
        }
        return refused;
    }

    private MemberId owner(Identifier identifier) throws SQLException {
        return session.first(
                        "select member from loyalty_identifier where programme = ? and kind = ? and value = ?",
                        row -> new MemberId(row.getString("member")),
                        programme,
                        identifier.kind(),
                        identifier.value())
                .orElseThrow();
    }
}
