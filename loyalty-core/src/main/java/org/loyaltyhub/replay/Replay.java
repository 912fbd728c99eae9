package org.loyaltyhub.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.FollowUps;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Recall;

/**
 * Decides every recorded event of a member once more, with the version that judged it and the answers that it was given
 * then, and compares: decision, entries, the hub's own events it causes, and in the end the state.
 *
 * <p>Pure and deterministic; members replay independently. O(the member's events); refunds look at all earlier ones.
 * Immutable and thread-safe.
 */
public final class Replay {
    private final Function<String, Optional<Version>> versions;
    private final Recall recall;

    /**
     * Replays by these versions.
     *
     * @param versions by id
     * @param recall what all of them look back on
     */
    public Replay(Function<String, Optional<Version>> versions, Recall recall) {
        this.versions = versions;
        this.recall = recall;
    }

    /**
     * The first difference, if there is one.
     *
     * @param decisions all of one member, in the order recorded
     * @param stored the member's newest state; what it remembers of events is not compared, decisions on it are
     */
    public Optional<Discrepancy> of(List<Decision> decisions, MemberState stored) {
        if (decisions.isEmpty()) {
            return Optional.empty();
        }
        Decision first = decisions.get(0);
        MemberState start = MemberState.first(stored.id(), first.event());
        Run run = new Run(new Course(start, recall, versions));
        for (Decision decision : decisions) {
            Optional<Discrepancy> difference = run.next(decision);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return run.end(stored);
    }

    /** The replay of one member. */
    private final class Run {
        private final Course course;
        private final Deque<HubEvent> caused = new ArrayDeque<>();

        Run(Course course) {
            this.course = course;
        }

        Optional<Discrepancy> next(Decision stored) {
            Optional<Version> version = versions.apply(stored.version());
            if (version.isEmpty()) {
                return difference(stored, "version", stored.version(), "no such version is known");
            }
            long events = course.state().version();
            if (stored.sequence() != events) {
                return difference(stored, "sequence", stored.sequence(), events);
            }
            Optional<Discrepancy> cause = caused(stored);
            if (cause.isPresent()) {
                return cause;
            }
            Decision again =
                    course.decide(version.get(), stored.event(), stored.recordedAt(), new StoredAnswers(stored));
            Optional<Discrepancy> otherwise = compare(stored, again);
            if (otherwise.isPresent()) {
                return otherwise;
            }
            MemberState before = course.state();
            course.follow(stored);
            caused.addAll(FollowUps.of(version.get(), before, stored, course.state()));
            return Optional.empty();
        }

        /** Crossings come right after the event that caused them. */
        private Optional<Discrepancy> caused(Decision stored) {
            boolean isCrossing =
                    stored.event() instanceof HubEvent own && own.subject().isCrossing();
            Event expected = caused.poll();
            if (expected == null ? isCrossing : !expected.equals(stored.event())) {
                return difference(stored, "what the event before it caused", stored.event(), String.valueOf(expected));
            }
            return Optional.empty();
        }

        private Optional<Discrepancy> compare(Decision stored, Decision again) {
            Map<String, List<?>> parts = new LinkedHashMap<>();
            parts.put("tier", List.of(stored.tier(), again.tier()));
            parts.put("lines not found", List.of(stored.notFound(), again.notFound()));
            parts.put("refusal", List.of(stored.refusal(), again.refusal()));
            parts.put("rules", List.of(stored.rules(), again.rules()));
            parts.put("shared limits", List.of(stored.shared(), again.shared()));
            parts.put("revisions", List.of(stored.revisions(), again.revisions()));
            parts.put("entries", List.of(stored.entries(), again.entries()));
            parts.put("decision", List.of(stored, again));
            return first(stored, parts);
        }

        /** The first part of which the stored and the new differ. */
        private Optional<Discrepancy> first(Decision stored, Map<String, List<?>> parts) {
            for (Map.Entry<String, List<?>> part : parts.entrySet()) {
                Object one = part.getValue().get(0);
                Object other = part.getValue().get(1);
                if (!one.equals(other)) {
                    return one instanceof List<?> some && other instanceof List<?> others
                            ? difference(stored, part.getKey(), some, others)
                            : difference(stored, part.getKey(), one, other);
                }
            }
            return Optional.empty();
        }

        private Optional<Discrepancy> difference(Decision stored, String what, List<?> some, List<?> others) {
            int i = 0;
            while (i < some.size() && i < others.size() && some.get(i).equals(others.get(i))) {
                i++;
            }
            return difference(stored, what + " " + (i + 1), at(some, i), at(others, i));
        }

        private Object at(List<?> list, int i) {
            return i < list.size() ? list.get(i) : "none";
        }

        private Optional<Discrepancy> difference(Decision stored, String what, Object one, Object other) {
            return Optional.of(new Discrepancy(
                    stored.member(), stored.event().key(), stored.recordedAt(), what, "" + one, "" + other));
        }

        Optional<Discrepancy> end(MemberState stored) {
            Decision last = course.decisions().get(course.decisions().size() - 1);
            if (!caused.isEmpty()) {
                return difference(last, "what the event caused", "none", caused.getFirst());
            }
            MemberState again = course.state();
            Map<String, List<?>> parts = new LinkedHashMap<>();
            parts.put("number of events after it", List.of(stored.version(), again.version()));
            parts.put("profile after it", List.of(stored.profile(), again.profile()));
            parts.put("counters after it", List.of(stored.counters(), again.counters()));
            parts.put("milestones after it", List.of(stored.milestones(), again.milestones()));
            parts.put("purse after it", List.of(stored.purse(), again.purse()));
            parts.put("belongings after it", List.of(stored.belongings(), again.belongings()));
            parts.put("quotes after it", List.of(stored.quotes(), again.quotes()));
            return first(last, parts);
        }
    }
}
