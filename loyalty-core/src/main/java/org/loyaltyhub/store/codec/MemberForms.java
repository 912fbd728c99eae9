package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.internal.json.InstantText;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.member.Profile;
import org.loyaltyhub.member.Timeline;
import org.loyaltyhub.member.Total;
import org.loyaltyhub.member.Tracked;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/** The parts of a member's state that are no records. */
final class MemberForms {
    /** In place of the first day of what has no beginning. */
    private static final String EVER = "ever";

    private MemberForms() {}

    /** A state without what has columns of its own. */
    record KeptState(
            Profile profile,
            Memory memory,
            Counters counters,
            Milestones milestones,
            Purse purse,
            Belongings belongings,
            Map<EventKey, Instant> quotes) {
        static KeptState of(MemberState state) {
            return new KeptState(
                    state.profile(),
                    state.memory(),
                    state.counters(),
                    state.milestones(),
                    state.purse(),
                    state.belongings(),
                    state.quotes());
        }

        MemberState state(MemberId id, long version) {
            return new MemberState(id, version, profile, memory, counters, milestones, purse, belongings, quotes);
        }
    }

    /** What a memory keeps beside single events, which are read from where the events are. */
    record KeptMemory(Instant since, Map<Tracked, Total> totals, Map<RuleKey, Set<Long>> used) {
        static KeptMemory of(Memory memory) {
            return new KeptMemory(memory.since(), memory.totals(), memory.used());
        }

        Memory memory() {
            return Memory.of(since, List.of(), totals, used);
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

    /**
     * By rule and period, each a list: {@code {"aqua-wash/Winter salt":{"MONTH":[[20485,2,15]]}}}. The period's first day
     * since 1970-01-01, how often it gave, points and money; of the latter two no nothings at the end. What is counted for
     * ever has no day.
     */
    record CountersForm(TextForm<RuleKey> rule) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            ByPeriod lists = new ByPeriod(new ByRule(rule, out), out);
            ((Counters) value).forEach((rule, period, firstDay, usage) -> {
                lists.next(rule, period);
                out.open('[');
                if (period != null) {
                    out.number(firstDay);
                }
                write(usage, out);
                out.close(']');
            });
            lists.end();
        }

        private static void write(Counters.Usage usage, JsonWriter out) {
            out.number(usage.times());
            if (usage.points().units() != 0 || usage.money() != 0) {
                out.number(usage.points().units());
            }
            if (usage.money() != 0) {
                out.number(usage.money());
            }
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Map<Counters.Key, Counters.Usage> usage = new HashMap<>();
            ByRule.read(in, rule, (key, name) -> {
                Optional<Period> period = name.equals(EVER) ? Optional.empty() : Optional.of(Period.valueOf(name));
                Form.expect(in, JsonToken.START_ARRAY, "counters");
                boolean isNew = true;
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    isNew &= read(in, key, period, usage);
                }
                return isNew;
            });
            return Counters.of(usage);
        }

        /** Whether the counter was not there yet. */
        private static boolean read(
                JsonParser in, RuleKey rule, Optional<Period> period, Map<Counters.Key, Counters.Usage> usage)
                throws IOException {
            List<Long> numbers = numbers(in);
            int of = period.isPresent() ? 1 : 0;
            if (numbers.size() <= of || numbers.size() > of + 3) {
                throw new UnreadableException("a stored counter of " + rule + " has " + numbers.size() + " numbers");
            }
            LocalDate firstDay = period.isPresent() ? LocalDate.ofEpochDay(numbers.get(0)) : LocalDate.MIN;
            Counters.Usage used = new Counters.Usage(
                    numbers.get(of),
                    Points.ofUnits(numbers.size() > of + 1 ? numbers.get(of + 1) : 0),
                    numbers.size() > of + 2 ? numbers.get(of + 2) : 0);
            return usage.put(new Counters.Key(rule, period, firstDay), used) == null;
        }
    }

    /** Writes a list for each rule and period, one after the other. */
    private static final class ByPeriod {
        private final ByRule byRule;
        private final JsonWriter out;
        private @Nullable RuleKey lastRule;
        private @Nullable Period lastPeriod;

        ByPeriod(ByRule byRule, JsonWriter out) {
            this.byRule = byRule;
            this.out = out;
        }

        /** What is written next belongs to the list of that rule and period. */
        void next(RuleKey rule, @Nullable Period period) {
            if (!rule.equals(lastRule) || period != lastPeriod) {
                endList();
                byRule.next(rule);
                out.name(period == null ? EVER : period.name()).open('[');
            }
            lastRule = rule;
            lastPeriod = period;
        }

        private void endList() {
            if (lastRule != null) {
                out.close(']');
            }
        }

        void end() {
            endList();
            byRule.end();
        }
    }

    /** By rule, place and first day: {@code {"nord-fuel/Welcome":{"0 ever":[1]}}}. */
    record MilestonesForm(TextForm<RuleKey> rule) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            Map<Milestones.Key, NavigableSet<Long>> reached = ((Milestones) value).reached();
            ByRule byRule = new ByRule(rule, out);
            reached.forEach((key, gave) -> {
                byRule.next(key.rule());
                out.openText().part(key.place()).part(' ');
                printFirstDay(key.firstDay(), out);
                out.closeText().colon().open('[');
                gave.forEach(out::number);
                out.close(']');
            });
            byRule.end();
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Map<Milestones.Key, NavigableSet<Long>> reached = new HashMap<>();
            ByRule.read(in, rule, (key, name) -> {
                int space = name.indexOf(' ');
                int place = Integer.parseInt(name.substring(0, Math.max(0, space)));
                Milestones.Key of = new Milestones.Key(key, place, firstDay(name, space + 1));
                return reached.put(of, new TreeSet<>(numbers(in))) == null;
            });
            return Milestones.of(reached);
        }
    }

    private static void printFirstDay(LocalDate day, JsonWriter out) {
        if (day.equals(LocalDate.MIN)) {
            out.part(EVER);
        } else {
            InstantText.print(day, out);
        }
    }

    private static LocalDate firstDay(String name, int from) {
        String day = name.substring(from);
        return day.equals(EVER) ? LocalDate.MIN : LocalDate.parse(day);
    }

    private static List<Long> numbers(JsonParser in) throws IOException {
        Form.expect(in, JsonToken.START_ARRAY, "numbers");
        List<Long> numbers = new ArrayList<>();
        while (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            numbers.add(in.getLongValue());
        }
        Form.expect(in, JsonToken.END_ARRAY, "the end of numbers");
        return numbers;
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
}
