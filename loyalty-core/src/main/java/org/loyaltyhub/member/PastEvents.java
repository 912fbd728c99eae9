package org.loyaltyhub.member;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Unit;

/**
 * A {@link Trace} read into columns, for one decision: when events happened is at hand, the rest of an event is read when
 * it is asked for, and its texts whenever they are.
 *
 * <p>Not thread-safe. Reading takes O(events), and O(lines) of those that are asked for.
 */
final class PastEvents {
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final int SECONDS_OF_A_MINUTE = 60;
    /** So many there is room for at first where few are expected. */
    private static final int FEW = 4;

    private static final int UNREAD = -1;

    private static final Subject PURCHASES = new Subject.Purchases();
    private static final Subject SOMETHING = new Subject.Anything();

    private final TraceReader in;
    private int size;
    private int[] starts;
    private int[] flags;
    private long[] seconds;
    private int[] nanos;
    private int[] offsets;
    private long[] days;
    private long[] sequences;
    private int[] partners;
    private int[] kinds;
    private long[] earned;
    /** Where the texts of an event begin; as long as it is unread, where the rest of it does. */
    private int[] texts;
    /** The first line of each event among those that are read. */
    private int[] lines;
    /** How many it has; {@link #UNREAD} as long as only when it happened is known. */
    private int[] lineCounts;

    private int linesRead;
    private int[] categories;
    private long[] amounts;
    private long[] micros;
    private Unit[] units;
    /** Where the texts of a line begin. */
    private int[] lineTexts;

    private final Step step = new Step();

    private PastEvents(Trace trace, int room) {
        in = new TraceReader(trace.bytes());
        starts = new int[room + 1];
        flags = new int[room];
        seconds = new long[room];
        nanos = new int[room];
        offsets = new int[room];
        days = new long[room];
        sequences = new long[room];
        partners = new int[room];
        kinds = new int[room];
        earned = new long[room];
        texts = new int[room];
        lines = new int[room];
        lineCounts = new int[room];
        int lineRoom = room + room / 2 + 1;
        categories = new int[lineRoom];
        amounts = new long[lineRoom];
        micros = new long[lineRoom];
        units = new Unit[lineRoom];
        lineTexts = new int[lineRoom];
    }

    /** All of them. */
    static PastEvents of(Trace trace) {
        PastEvents all = new PastEvents(trace, trace.size());
        while (all.size < trace.size()) {
            all.readNext();
        }
        return all;
    }

    /** Those before that moment; all others are left unread. */
    static PastEvents before(Instant moment, Trace trace) {
        PastEvents some = new PastEvents(trace, Math.min(FEW, trace.size()));
        boolean more = true;
        while (more && some.size < trace.size()) {
            some.eventRoom();
            some.readNext();
            more = some.isBefore(moment, some.size - 1);
        }
        if (!more) {
            some.size--;
        }
        return some;
    }

    /** When the next happened. */
    private void readNext() {
        int i = size;
        int end = in.count() + in.at();
        int flag = in.count();
        flags[i] = flag;
        seconds[i] = in.signed() + TraceWriter.EPOCH;
        nanos[i] = (flag & TraceWriter.NANOS) == 0 ? 0 : in.count();
        long offset = in.signed();
        offsets[i] = (int) ((flag & TraceWriter.ODD_OFFSET) == 0 ? offset * SECONDS_OF_A_MINUTE : offset);
        days[i] = Math.floorDiv(seconds[i] + offsets[i], SECONDS_OF_A_DAY);
        texts[i] = in.at();
        lineCounts[i] = UNREAD;
        in.goTo(end);
        size++;
        starts[size] = end;
    }

    private boolean isBefore(Instant moment, int index) {
        long second = moment.getEpochSecond();
        return seconds[index] < second || (seconds[index] == second && nanos[index] < moment.getNano());
    }

    /** For one more event. */
    private void eventRoom() {
        if (size == flags.length) {
            int room = 2 * size;
            starts = Arrays.copyOf(starts, room + 1);
            flags = Arrays.copyOf(flags, room);
            seconds = Arrays.copyOf(seconds, room);
            nanos = Arrays.copyOf(nanos, room);
            offsets = Arrays.copyOf(offsets, room);
            days = Arrays.copyOf(days, room);
            sequences = Arrays.copyOf(sequences, room);
            partners = Arrays.copyOf(partners, room);
            kinds = Arrays.copyOf(kinds, room);
            earned = Arrays.copyOf(earned, room);
            texts = Arrays.copyOf(texts, room);
            lines = Arrays.copyOf(lines, room);
            lineCounts = Arrays.copyOf(lineCounts, room);
        }
    }

    /** The rest of it. */
    private void read(int i) {
        if (lineCounts[i] != UNREAD) {
            return;
        }
        in.goTo(texts[i]);
        sequences[i] = in.number();
        partners[i] = in.count();
        kinds[i] = in.count() - 1;
        earned[i] = in.signed();
        texts[i] = in.at();
        skipTexts(flags[i]);
        int first = linesRead;
        int count = in.count();
        lines[i] = first;
        lineCounts[i] = count;
        linesRead = first + count;
        room(linesRead);
        for (int line = first; line < linesRead; line++) {
            readLine(line, flags[i]);
        }
    }

    private void skipTexts(int flag) {
        for (int each = flag & (TraceWriter.ACTIVITY | TraceWriter.SITE | TraceWriter.CHANNEL);
                each != 0;
                each &= each - 1) {
            in.skipText();
        }
        if ((flag & TraceWriter.KEY) != 0) {
            in.skipText();
            in.skipText();
        }
        if ((flag & TraceWriter.ATTRIBUTES) != 0) {
            skipAttributes();
        }
    }

    private void skipAttributes() {
        while (in.count() != 0) {
            in.skipText();
            in.skipText();
        }
    }

    private void readLine(int line, int flag) {
        categories[line] = in.count();
        amounts[line] = in.signed();
        micros[line] = in.quantity();
        int unit = in.count();
        if (unit == TraceWriter.OTHER_UNIT) {
            units[line] = new Unit(in.text());
        } else {
            units[line] = unit == TraceWriter.PIECE ? Unit.PIECE : Unit.LITRE;
        }
        lineTexts[line] = in.at();
        if ((flag & TraceWriter.SKUS) != 0 && in.count() != 0) {
            in.skipText();
        }
        if ((flag & TraceWriter.LINE_ATTRIBUTES) != 0) {
            skipAttributes();
        }
    }

    private void room(int most) {
        if (most > categories.length) {
            int room = Math.max(2 * categories.length, most);
            categories = Arrays.copyOf(categories, room);
            amounts = Arrays.copyOf(amounts, room);
            micros = Arrays.copyOf(micros, room);
            units = Arrays.copyOf(units, room);
            lineTexts = Arrays.copyOf(lineTexts, room);
        }
    }

    int size() {
        return size;
    }

    /** Whether the event lies in the window. */
    boolean isIn(Window.Frame frame, int index) {
        return frame.has(seconds[index], nanos[index], days[index]);
    }

    /** Where in the trace the event begins; of the one behind the last, where the trace ends. */
    int startOf(int index) {
        return starts[index];
    }

    long epochDay(int index) {
        return days[index];
    }

    long sequence(int index) {
        read(index);
        return sequences[index];
    }

    /** In the smallest unit of points. */
    long pointsEarned(int index) {
        read(index);
        return earned[index];
    }

    /** The index of the event of that sequence; −1 if it is not among them. */
    int indexOf(long sequence) {
        for (int i = 0; i < size; i++) {
            if (sequence(i) == sequence) {
                return i;
            }
        }
        return -1;
    }

    /** The event's id; null if it is not kept. */
    @Nullable
    EventKey key(int index) {
        if ((flags[index] & TraceWriter.KEY) == 0) {
            return null;
        }
        read(index);
        in.goTo(texts[index]);
        if ((flags[index] & TraceWriter.ACTIVITY) != 0) {
            in.skipText();
        }
        PartnerId partner = new PartnerId(in.text());
        return new EventKey(partner, in.text());
    }

    /** The index of the first that happened at {@code moment} or later. */
    int firstFrom(Instant moment) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before = isBefore(moment, middle);
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low;
    }

    /** The index of the first that happened later. */
    int firstAfter(Instant moment) {
        int index = firstFrom(moment);
        while (index < size && seconds[index] == moment.getEpochSecond() && nanos[index] == moment.getNano()) {
            index++;
        }
        return index;
    }

    /** The event, until the next is asked for. */
    Happening event(int index) {
        read(index);
        step.index = index;
        return step;
    }

    /** One of them after the other. */
    private final class Step implements Happening {
        private int index;

        @Override
        public Subject subject() {
            int flag = flags[index];
            if ((flag & TraceWriter.PURCHASE) != 0) {
                return PURCHASES;
            }
            if ((flag & TraceWriter.ACTIVITY) == 0) {
                return SOMETHING;
            }
            in.goTo(texts[index]);
            return new Subject.Activities(in.text());
        }

        @Override
        public int partner() {
            return partners[index];
        }

        @Override
        public int kind() {
            return kinds[index];
        }

        @Override
        public boolean earns() {
            return (flags[index] & TraceWriter.EARNS_NOTHING) == 0;
        }

        @Override
        public Instant happenedAt() {
            return Instant.ofEpochSecond(seconds[index], nanos[index]);
        }

        @Override
        public LocalDateTime localTime() {
            return LocalDateTime.ofEpochSecond(seconds[index], nanos[index], ZoneOffset.ofTotalSeconds(offsets[index]));
        }

        @Override
        public long epochDay() {
            return days[index];
        }

        @Override
        public int lineCount() {
            return lineCounts[index];
        }

        @Override
        public int category(int line) {
            return categories[lines[index] + line];
        }

        @Override
        public long amount(int line) {
            return amounts[lines[index] + line];
        }

        @Override
        public long micros(int line) {
            return micros[lines[index] + line];
        }

        @Override
        public Unit unit(int line) {
            return units[lines[index] + line];
        }

        @Override
        public @Nullable String sku(int line) {
            in.goTo(lineTexts[lines[index] + line]);
            return (flags[index] & TraceWriter.SKUS) != 0 && in.count() != 0 ? in.text() : null;
        }

        @Override
        public @Nullable String attribute(int line, String name) {
            if ((flags[index] & TraceWriter.LINE_ATTRIBUTES) == 0) {
                return null;
            }
            in.goTo(lineTexts[lines[index] + line]);
            if ((flags[index] & TraceWriter.SKUS) != 0 && in.count() != 0) {
                in.skipText();
            }
            return valueOf(name);
        }

        @Override
        public @Nullable String attribute(String name) {
            if ((flags[index] & TraceWriter.ATTRIBUTES) == 0) {
                return null;
            }
            goTo(TraceWriter.ATTRIBUTES);
            return valueOf(name);
        }

        @Override
        public @Nullable String siteName() {
            return text(TraceWriter.SITE);
        }

        @Override
        public @Nullable String channelName() {
            return text(TraceWriter.CHANNEL);
        }

        private @Nullable String text(int which) {
            if ((flags[index] & which) == 0) {
                return null;
            }
            goTo(which);
            return in.text();
        }

        /** To that one of the event's texts, which it has. */
        private void goTo(int which) {
            int flag = flags[index];
            in.goTo(texts[index]);
            if ((flag & TraceWriter.ACTIVITY) != 0) {
                in.skipText();
            }
            if ((flag & TraceWriter.KEY) != 0) {
                in.skipText();
                in.skipText();
            }
            if (which != TraceWriter.SITE && (flag & TraceWriter.SITE) != 0) {
                in.skipText();
            }
            if (which == TraceWriter.ATTRIBUTES && (flag & TraceWriter.CHANNEL) != 0) {
                in.skipText();
            }
        }

        private @Nullable String valueOf(String name) {
            while (in.count() != 0) {
                boolean isMeant = in.text().equals(name);
                if (isMeant) {
                    return in.text();
                }
                in.skipText();
            }
            return null;
        }
    }
}
