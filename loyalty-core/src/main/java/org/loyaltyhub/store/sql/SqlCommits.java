package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.value.MemberId;

/**
 * Writes bundles in one transaction, one caller after the other; what cannot be written is left out and the rest tried again.
 *
 * <p>Thread-safe.
 */
final class SqlCommits {
    /** How often a commit is tried again because the database chose it to give way to others. */
    private static final int MOST_TRIES = 10;

    private final Sessions sessions;
    private final int programme;
    private final Codec codec;
    private final Unawaited unawaited;
    private final ReentrantLock writing = new ReentrantLock();

    SqlCommits(Sessions sessions, int programme, Codec codec, Unawaited unawaited) {
        this.sessions = sessions;
        this.programme = programme;
        this.codec = codec;
        this.unawaited = unawaited;
    }

    /** What became of each. */
    List<Fate> commit(List<Bundle> bundles) {
        Fate[] fates = new Fate[bundles.size()];
        writing.lock();
        try {
            commit(bundles, fates);
        } finally {
            writing.unlock();
        }
        return List.of(fates);
    }

    private void commit(List<Bundle> bundles, Fate[] fates) {
        int tries = 0;
        while (true) {
            List<Integer> standing = standing(fates);
            if (standing.isEmpty()) {
                return;
            }
            List<Bundle> left = standing.stream().map(bundles::get).toList();
            Session session = null;
            try {
                session = sessions.takeWriter();
                session.beginToWrite();
                Map<Integer, Fate> out = new Writing(session, programme, codec, left).run();
                if (out.isEmpty()) {
                    unawaited.note(session, programme, left);
                    session.commit();
                    standing.forEach(place -> fates[place] = Fate.KEPT);
                } else {
                    session.rollback();
                    leaveOut(out, left, standing, fates);
                }
                sessions.giveBackWriter(session);
                session = null;
            } catch (SQLException e) {
                if (!sessions.dialect().isWorthAnotherTry(e) || ++tries == MOST_TRIES) {
                    throw Sessions.failed("take " + left.size() + " events", e);
                }
            } finally {
                if (session != null) {
                    session.close();
                }
            }
        }
    }

    private static List<Integer> standing(Fate[] fates) {
        List<Integer> standing = new ArrayList<>();
        for (int i = 0; i < fates.length; i++) {
            if (fates[i] == null) {
                standing.add(i);
            }
        }
        return standing;
    }

    /** And with each all later ones of its member. */
    private static void leaveOut(Map<Integer, Fate> out, List<Bundle> left, List<Integer> standing, Fate[] fates) {
        Set<MemberId> behind = new HashSet<>();
        for (int i = 0; i < left.size(); i++) {
            Optional<MemberId> member = left.get(i).member();
            Fate fate = out.get(i);
            if (fate != null) {
                member.ifPresent(behind::add);
                fates[standing.get(i)] = fate;
            } else if (member.isPresent() && behind.contains(member.get())) {
                fates[standing.get(i)] = Fate.OUTRUN;
            }
        }
    }
}
