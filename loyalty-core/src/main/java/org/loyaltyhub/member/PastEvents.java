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

    // what is said of an event in whole numbers, and in long ones
    private static final int START = 0;
    private static final int FLAGS = 1;
    private static final int NANO = 2;
    private static final int OFFSET = 3;
    private static final int PARTNER = 4;
    private static final int KIND = 5;
    /** Where its texts begin; as long as it is unread, where the rest of it does. */
    private static final int TEXTS = 6;
    /** Its first line among those that are read. */
    private static final int FIRST_LINE = 7;
    /** How many it has; {@link #UNREAD} as long as only when it happened is known. */
    private static final int LINES = 8;

    private static final int INTS = 9;
    private static final int SECOND = 0;
    private static final int DAY = 1;
    private static final int SEQUENCE = 2;
    private static final int EARNED = 3;
    private static final int LONGS = 4;

    // and of a line
    private static final int CATEGORY = 0;
    private static final int TEXTS_OF_LINE = 1;
    private static final int INTS_OF_LINE = 2;
    private static final int AMOUNT = 0;
    private static final int MICROS = 1;
    private static final int LONGS_OF_LINE = 2;

    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final Unit[] NO_UNITS = {};

    private final TraceReader in;
    private int size;
    /** Event by event: what is asked of one stands together. Behind the last, where it ends. */
    private int[] ints;

    private long[] longs;
    private int linesRead;
    private int[] lineInts = NO_INTS;
    private long[] lineLongs = NO_LONGS;
    private Unit[] units = NO_UNITS;

    private final Step step = new Step();

    private PastEvents(Trace trace, int room) {
        in = new TraceReader(trace.bytes());
        ints = new int[(room + 1) * INTS];
        longs = new long[room * LONGS];
    }

    private int intOf(int index, int column) {
        return ints[index * INTS + column];
    }

    private long longOf(int index, int column) {
        return longs[index * LONGS + column];
    }

    private int lineOf(int index, int line) {
        return intOf(index, FIRST_LINE) + line;
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
        int at = size * INTS;
        int end = in.count() + in.at();
        int flag = in.count();
        long second = in.signed() + TraceWriter.EPOCH;
        ints[at + FLAGS] = flag;
        ints[at + NANO] = (flag & TraceWriter.NANOS) == 0 ? 0 : in.count();
        long said = in.signed();
        int offset = (int) ((flag & TraceWriter.ODD_OFFSET) == 0 ? said * SECONDS_OF_A_MINUTE : said);
        ints[at + OFFSET] = offset;
        ints[at + TEXTS] = in.at();
        ints[at + LINES] = UNREAD;
        longs[size * LONGS + SECOND] = second;
        longs[size * LONGS + DAY] = Math.floorDiv(second + offset, SECONDS_OF_A_DAY);
        in.goTo(end);
        size++;
        ints[size * INTS + START] = end;
    }

    private boolean isBefore(Instant moment, int index) {
        long second = moment.getEpochSecond();
        long happened = longOf(index, SECOND);
        return happened < second || (happened == second && intOf(index, NANO) < moment.getNano());
    }

    private boolean isAt(Instant moment, int index) {
        return longOf(index, SECOND) == moment.getEpochSecond() && intOf(index, NANO) == moment.getNano();
    }

    /** For one more event. */
    private void eventRoom() {
        if (size * LONGS == longs.length) {
            ints = Arrays.copyOf(ints, (2 * size + 1) * INTS);
            longs = Arrays.copyOf(longs, 2 * size * LONGS);
        }
    }

    /** The rest of it. */
    private void read(int index) {
        int at = index * INTS;
        if (ints[at + LINES] != UNREAD) {
            return;
        }
        in.goTo(ints[at + TEXTS]);
        longs[index * LONGS + SEQUENCE] = in.number();
        ints[at + PARTNER] = in.count();
        ints[at + KIND] = in.count() - 1;
        longs[index * LONGS + EARNED] = in.signed();
        ints[at + TEXTS] = in.at();
        skipTexts(ints[at + FLAGS]);
        int count = in.count();
        ints[at + FIRST_LINE] = linesRead;
        ints[at + LINES] = count;
        lineRoom(linesRead + count);
        for (int line = 0; line < count; line++) {
            readLine(linesRead++, ints[at + FLAGS]);
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
        lineInts[line * INTS_OF_LINE + CATEGORY] = in.count();
        lineLongs[line * LONGS_OF_LINE + AMOUNT] = in.signed();
        lineLongs[line * LONGS_OF_LINE + MICROS] = in.quantity();
        int unit = in.count();
        if (unit == TraceWriter.OTHER_UNIT) {
            units[line] = new Unit(in.text());
        } else {
            units[line] = unit == TraceWriter.PIECE ? Unit.PIECE : Unit.LITRE;
        }
        lineInts[line * INTS_OF_LINE + TEXTS_OF_LINE] = in.at();
        if ((flag & TraceWriter.SKUS) != 0 && in.count() != 0) {
            in.skipText();
        }
        if ((flag & TraceWriter.LINE_ATTRIBUTES) != 0) {
            skipAttributes();
        }
    }

    /** For so many lines in all; at first for one of each event and some more. */
    private void lineRoom(int most) {
        if (most > units.length) {
            int room = Math.max(Math.max(2 * units.length, size + size / 2), most);
            lineInts = Arrays.copyOf(lineInts, room * INTS_OF_LINE);
            lineLongs = Arrays.copyOf(lineLongs, room * LONGS_OF_LINE);
            units = Arrays.copyOf(units, room);
        }
    }

    int size() {
        return size;
    }

    /** Whether the event lies in the window. */
    boolean isIn(Window.Frame frame, int index) {
        return frame.has(longOf(index, SECOND), intOf(index, NANO), longOf(index, DAY));
    }

    /** Where in the trace the event begins; of the one behind the last, where the trace ends. */
    int startOf(int index) {
        return intOf(index, START);
    }

    long epochDay(int index) {
        return longOf(index, DAY);
    }

    long sequence(int index) {
        read(index);
        return longOf(index, SEQUENCE);
    }

    /** In the smallest unit of points. */
    long pointsEarned(int index) {
        read(index);
        return longOf(index, EARNED);
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
        if ((intOf(index, FLAGS) & TraceWriter.KEY) == 0) {
            return null;
        }
        read(index);
        in.goTo(intOf(index, TEXTS));
        if ((intOf(index, FLAGS) & TraceWriter.ACTIVITY) != 0) {
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
        while (index < size && isAt(moment, index)) {
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
            int flag = intOf(index, FLAGS);
            if ((flag & TraceWriter.PURCHASE) != 0) {
                return PURCHASES;
            }
            if ((flag & TraceWriter.ACTIVITY) == 0) {
                return SOMETHING;
            }
            in.goTo(intOf(index, TEXTS));
            return new Subject.Activities(in.text());
        }

        @Override
        public int partner() {
            return intOf(index, PARTNER);
        }

        @Override
        public int kind() {
            return intOf(index, KIND);
        }

        @Override
        public boolean earns() {
            return (intOf(index, FLAGS) & TraceWriter.EARNS_NOTHING) == 0;
        }

        @Override
        public Instant happenedAt() {
            return Instant.ofEpochSecond(longOf(index, SECOND), intOf(index, NANO));
        }

        @Override
        public LocalDateTime localTime() {
            return LocalDateTime.ofEpochSecond(
                    longOf(index, SECOND), intOf(index, NANO), ZoneOffset.ofTotalSeconds(intOf(index, OFFSET)));
        }

        @Override
        public long epochDay() {
            return longOf(index, DAY);
        }

        @Override
        public int lineCount() {
            return intOf(index, LINES);
        }

        @Override
        public int category(int line) {
            return lineInts[lineOf(index, line) * INTS_OF_LINE + CATEGORY];
        }

        @Override
        public long amount(int line) {
            return lineLongs[lineOf(index, line) * LONGS_OF_LINE + AMOUNT];
        }

        @Override
        public long micros(int line) {
            return lineLongs[lineOf(index, line) * LONGS_OF_LINE + MICROS];
        }

        @Override
        public Unit unit(int line) {
            return units[lineOf(index, line)];
        }

        @Override
        public @Nullable String sku(int line) {
            in.goTo(lineInts[lineOf(index, line) * INTS_OF_LINE + TEXTS_OF_LINE]);
            return (intOf(index, FLAGS) & TraceWriter.SKUS) != 0 && in.count() != 0 ? in.text() : null;
        }

        @Override
        public @Nullable String attribute(int line, String name) {
            if ((intOf(index, FLAGS) & TraceWriter.LINE_ATTRIBUTES) == 0) {
                return null;
            }
            in.goTo(lineInts[lineOf(index, line) * INTS_OF_LINE + TEXTS_OF_LINE]);
            if ((intOf(index, FLAGS) & TraceWriter.SKUS) != 0 && in.count() != 0) {
                in.skipText();
            }
            return valueOf(name);
        }

        @Override
        public @Nullable String attribute(String name) {
            if ((intOf(index, FLAGS) & TraceWriter.ATTRIBUTES) == 0) {
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
            if ((intOf(index, FLAGS) & which) == 0) {
                return null;
            }
            goTo(which);
            return in.text();
        }

        /** To that one of the event's texts, which it has. */
        private void goTo(int which) {
            int flag = intOf(index, FLAGS);
            in.goTo(intOf(index, TEXTS));
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
