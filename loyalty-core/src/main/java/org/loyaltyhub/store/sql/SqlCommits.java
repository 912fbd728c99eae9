package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    /** Whoever was first must not wait for more than that. */
    private static final int MOST_TOGETHER = 1_000;

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

    /**
     * What became of each.
     *
     * @param more what may go into the same transaction, where a long one is in nobody's way
     */
    List<Fate> commit(List<Bundle> bundles, Supplier<List<Bundle>> more) {
        List<Bundle> all = new ArrayList<>(bundles);
        List<@Nullable Fate> fates = new ArrayList<>(Collections.nCopies(all.size(), null));
        writing.lock();
        try {
            int tries = 0;
            while (fates.contains(null)) {
                tries += commitStanding(all, fates, more, tries == MOST_TRIES - 1) ? 0 : 1;
            }
        } finally {
            writing.unlock();
        }
        return fates.stream().map(Objects::requireNonNull).toList();
    }

    /** One transaction for all of which nothing is known yet; false if the database chose it to give way to others. */
    private boolean commitStanding(
            List<Bundle> all, List<@Nullable Fate> fates, Supplier<List<Bundle>> more, boolean isLastTry) {
        Session session = null;
        try {
            session = sessions.takeWriter();
            session.beginToWrite();
            if (write(session, all, fates, more)) {
                session.commit();
                fates.replaceAll(fate -> fate == null ? Fate.KEPT : fate);
            } else {
                session.rollback();
            }
            sessions.giveBackWriter(session);
            session = null;
            return true;
        } catch (SQLException e) {
            if (isLastTry || !sessions.dialect().isWorthAnotherTry(e)) {
                throw Sessions.failed("take " + all.size() + " events", e);
            }
            return false;
        } finally {
            if (session != null) {
                session.close();
            }
        }
    }

    /** Whether all that stood could be written; those that could not have their fates then. */
    private boolean write(Session session, List<Bundle> all, List<@Nullable Fate> fates, Supplier<List<Bundle>> more)
            throws SQLException {
        List<Integer> part = standing(fates, 0);
        boolean fits = true;
        while (fits && !part.isEmpty()) {
            List<Bundle> left = new ArrayList<>(part.size());
            part.forEach(place -> left.add(Texts.prepare(all.get(place), codec)));
            Map<Integer, Fate> out = new Writing(session, programme, codec, left).run();
            fits = out.isEmpty();
            if (fits) {
                unawaited.note(session, programme, left);
                part = next(all, fates, more);
            } else {
                leaveOut(out, left, part, fates);
            }
        }
        return fits;
    }

    private List<Integer> next(List<Bundle> all, List<@Nullable Fate> fates, Supplier<List<Bundle>> more) {
        int before = all.size();
        if (sessions.dialect().hasOneWriter() && before < MOST_TOGETHER) {
            all.addAll(more.get());
            fates.addAll(Collections.nCopies(all.size() - before, null));
        }
        return standing(fates, before);
    }

    private static List<Integer> standing(List<@Nullable Fate> fates, int from) {
        List<Integer> standing = new ArrayList<>();
        for (int i = from; i < fates.size(); i++) {
            if (fates.get(i) == null) {
                standing.add(i);
            }
        }
        return standing;
    }

    /** And with each all later ones of its member. */
    private static void leaveOut(
            Map<Integer, Fate> out, List<Bundle> left, List<Integer> standing, List<@Nullable Fate> fates) {
        Set<MemberId> behind = new HashSet<>();
        for (int i = 0; i < left.size(); i++) {
            Optional<MemberId> member = left.get(i).member();
            Fate fate = out.get(i);
            if (fate != null) {
                member.ifPresent(behind::add);
                fates.set(standing.get(i), fate);
            } else if (member.isPresent() && behind.contains(member.get())) {
                fates.set(standing.get(i), Fate.OUTRUN);
            }
        }
    }
}
