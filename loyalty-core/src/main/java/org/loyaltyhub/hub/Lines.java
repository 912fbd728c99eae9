package org.loyaltyhub.hub;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.MemberId;

/**
 * The lines of members met lately, up to a bound: who was not met since the last look goes before who was. A line that is
 * not at rest stays, bound or not.
 *
 * <p>Thread-safe.
 */
final class Lines {
    private final int most;
    /** Those looked at last stand last. To meet a member moves nothing: the neighbours lie far off in memory. */
    private final Map<MemberId, Line> lines = new LinkedHashMap<>();

    Lines(int most) {
        this.most = most;
    }

    /**
     * The member's line; another one of what the store has, if there is none, or it is broken, or it began under other
     * versions; none if the store does not know the member. Under the member's lock.
     */
    Optional<Line> of(MemberId member, long activations, Supplier<Optional<MemberState>> written) {
        Line known = known(member);
        if (known != null && !known.isBroken() && known.activations() == activations) {
            return Optional.of(known);
        }
        Optional<Line> fresh = written.get().map(state -> new Line(state, activations));
        fresh.ifPresent(line -> put(member, line));
        return fresh;
    }

    /** Whether somebody of that name was met, and not given up. */
    boolean has(MemberId member) {
        Line known = known(member);
        return known != null && !known.isBroken();
    }

    private synchronized @Nullable Line known(MemberId member) {
        Line known = lines.get(member);
        if (known != null) {
            known.meet();
        }
        return known;
    }

    /** The line goes on; if it was let go while its member's event was being decided on, it is back. Under the member's lock. */
    synchronized void keep(MemberId member, Line line) {
        lines.putIfAbsent(member, line);
    }

    private synchronized void put(MemberId member, Line line) {
        lines.put(member, line);
        int busy = 0;
        while (lines.size() > most && busy < 8) {
            busy += lookAtEldest() ? 0 : 1;
        }
    }

    /** It is let go, or stands last for the next time; false if it was not at rest. */
    private boolean lookAtEldest() {
        Iterator<Map.Entry<MemberId, Line>> all = lines.entrySet().iterator();
        Map.Entry<MemberId, Line> eldest = all.next();
        Line line = eldest.getValue();
        all.remove();
        boolean isAtRest = line.isAtRest();
        if (line.wasMet() || !isAtRest) {
            lines.put(eldest.getKey(), line);
        }
        return isAtRest;
    }
}
