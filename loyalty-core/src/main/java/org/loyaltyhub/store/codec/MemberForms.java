package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.member.Timeline;
import org.loyaltyhub.member.Total;
import org.loyaltyhub.member.Tracked;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/** The parts of a member's state that are no records. */
final class MemberForms {
    private MemberForms() {}

    /** What a memory keeps beside single events, which are read from where the events are. */
    record KeptMemory(Instant since, Map<Tracked, Total> totals, Map<RuleKey, Set<Long>> used) {}

    /** A memory without its single events. */
    record MemoryForm(Form kept) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            Memory memory = (Memory) value;
            kept.write(new KeptMemory(memory.since(), memory.totals(), memory.used()), out, scope);
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            KeptMemory memory = (KeptMemory) kept.read(in, scope);
            return Memory.of(memory.since(), List.of(), memory.totals(), memory.used());
        }
    }

    /** What is tracked, by its digest. */
    record TrackedForm(Digests digests) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            out.text(digests.of((Tracked) value));
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            return scope.catalogue().tracked(Form.text(in));
        }
    }

    /** A map in the place of what holds it. */
    record CountersForm(Form usage) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            usage.write(((Counters) value).usage(), out, scope);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object read(JsonParser in, Scope scope) throws IOException {
            return Counters.of((Map<Counters.Key, Counters.Usage>) usage.read(in, scope));
        }
    }

    /** A map in the place of what holds it. */
    record MilestonesForm(Form reached) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            reached.write(((Milestones) value).reached(), out, scope);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object read(JsonParser in, Scope scope) throws IOException {
            return Milestones.of((Map<Milestones.Key, NavigableSet<Long>>) reached.read(in, scope));
        }
    }

    /** A list of the first value and the changes. */
    record TimelineForm(Form item, Form changes) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            Timeline<?> timeline = (Timeline<?>) value;
            out.open('[');
            item.write(timeline.first(), out, scope);
            changes.write(timeline.changes(), out, scope);
            out.close(']');
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object read(JsonParser in, Scope scope) throws IOException {
            Form.expect(in, JsonToken.START_ARRAY, "a timeline");
            in.nextToken();
            Object first = item.read(in, scope);
            in.nextToken();
            Map<Instant, Object> after = (Map<Instant, Object>) changes.read(in, scope);
            in.nextToken();
            Form.expect(in, JsonToken.END_ARRAY, "the end of a timeline");
            return Timeline.of(first, after);
        }
    }

    /** What is on which side, in the order in which it came there: points are spent in that order. */
    record PurseForm(Form sides) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            sides.write(((Purse) value).sides(), out, scope);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object read(JsonParser in, Scope scope) throws IOException {
            return Purse.of((Map<Side, Points>) sides.read(in, scope));
        }
    }
}
