package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
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
    private static final int MOST_TOGETHER = 250;

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
        Fates fates = new Fates();
        fates.add(bundles);
        writing.lock();
        try {
            int tries = 0;
            while (fates.areOpen()) {
                tries += commitStanding(fates, more, tries == MOST_TRIES - 1) ? 0 : 1;
            }
        } finally {
            writing.unlock();
        }
        return fates.all();
    }

    /** One transaction for all of which nothing is known yet; false if the database chose it to give way to others. */
    private boolean commitStanding(Fates fates, Supplier<List<Bundle>> more, boolean isLastTry) {
        try {
            return sessions.withWriter(session -> {
                session.beginToWrite();
                if (write(session, fates, more)) {
                    session.commit();
                    fates.keep();
                    unawaited.keep(fates.noneWaitsOf);
                } else {
                    session.rollback();
                }
                return true;
            });
        } catch (SQLException e) {
            if (isLastTry || !sessions.dialect().isWorthAnotherTry(e)) {
                throw Sessions.failed("take " + fates.size() + " events", e);
            }
            return false;
        }
    }

    /** Whether all that stood could be written; those that could not have their fates then, or are to be looked at with care. */
    private boolean write(Session session, Fates fates, Supplier<List<Bundle>> more) throws SQLException {
        int from = 0;
        boolean fits = true;
        List<Integer> part = fates.standing(from);
        while (fits && !part.isEmpty()) {
            from = fates.size();
            List<Bundle> bundles = new ArrayList<>(part.size());
            part.forEach(place -> bundles.add(Texts.prepare(fates.bundle(place), codec)));
            Writing writing = new Writing(session, programme, codec, bundles, fates.areDoubtful, fates.areTooMuch);
            Map<Integer, Fate> out = writing.run();
            if (writing.isSomeIdTaken()) {
                fates.areDoubtful = true;
                return false;
            }
            if (writing.isTooMuch()) {
                if (fates.areTooMuch) {
                    throw new SQLException("balances that were counted cannot be written");
                }
                fates.areTooMuch = true;
                return false;
            }
            fits = out.isEmpty();
            if (fits) {
                fates.noneWaitsOf = unawaited.note(session, programme, bundles, writing.waited());
                if (sessions.dialect().hasOneWriter() && from < MOST_TOGETHER) {
                    fates.add(more.get());
                }
                part = fates.standing(from);
            } else {
                fates.leaveOut(part, out);
            }
        }
        return fits;
    }

    /** Bundles and what became of each so far. */
    private static final class Fates {
        private final List<Bundle> bundles = new ArrayList<>();
        private final List<@Nullable Fate> fates = new ArrayList<>();
        /** Members of whom something is left out: what comes later was decided on it. */
        private final Set<MemberId> behind = new HashSet<>();
        /** Whether some id is taken. */
        private boolean areDoubtful;
        /** Whether all together are more than can be counted. */
        private boolean areTooMuch;
        /** So many events were ever kept waiting, if none of them waits any more; empty if some does. */
        private OptionalLong noneWaitsOf = OptionalLong.empty();

        void add(List<Bundle> more) {
            for (Bundle bundle : more) {
                bundles.add(bundle);
                fates.add(isBehind(bundle) ? Fate.OUTRUN : null);
            }
        }

        private boolean isBehind(Bundle bundle) {
            return bundle.member().filter(behind::contains).isPresent();
        }

        int size() {
            return bundles.size();
        }

        Bundle bundle(int place) {
            return bundles.get(place);
        }

        boolean areOpen() {
            return fates.contains(null);
        }

        /** Those from there on of which nothing is known yet. */
        List<Integer> standing(int from) {
            List<Integer> standing = new ArrayList<>();
            for (int i = from; i < fates.size(); i++) {
                if (fates.get(i) == null) {
                    standing.add(i);
                }
            }
            return standing;
        }

        /** And with each all later ones of its member. */
        void leaveOut(List<Integer> standing, Map<Integer, Fate> out) {
            for (int i = 0; i < standing.size(); i++) {
                int place = standing.get(i);
                Fate fate = out.get(i);
                if (fate != null) {
                    bundle(place).member().ifPresent(behind::add);
                    fates.set(place, fate);
                } else if (isBehind(bundle(place))) {
                    fates.set(place, Fate.OUTRUN);
                }
            }
        }

        void keep() {
            fates.replaceAll(fate -> fate == null ? Fate.KEPT : fate);
        }

        List<Fate> all() {
            return fates.stream().map(Objects::requireNonNull).toList();
        }
    }
}
