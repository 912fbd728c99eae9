package org.loyaltyhub.member;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Unit;

/**
 * A {@link Trace} read into columns, for one decision: page by page from the newest, as far back as somebody asks. When and
 * where events happened and what was bought is at hand; the rest of an event is read whenever it is asked for.
 *
 * <p>Not thread-safe. Reading takes O(events and lines since the moment asked for).
 */
final class PastEvents {
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final int SECONDS_OF_A_MINUTE = 60;
    /** So many events, and lines, there is room for at first. */
    private static final int FEW = 32;

    private static final Subject PURCHASES = new Subject.Purchases();
    private static final Subject SOMETHING = new Subject.Anything();

    // what is said of an event
    private static final int DAY = 0;
    private static final int FLAGS = 1;
    private static final int OFFSET = 2;
    private static final int PARTNER = 3;
    private static final int KIND = 4;
    /** Its first line among those that are read. */
    private static final int FIRST_LINE = 5;
    /** How many it has. */
    private static final int LINES = 6;
    /** On which page it stands. */
    private static final int PAGE = 7;
    /** Where on the page the rest of it begins. */
    private static final int REST = 8;

    private static final int INTS = 9;

    private final Trace trace;
    private final TraceReader in = new TraceReader(new byte[0]);
    /** How many there are. */
    private int size;
    /** How many stand on the pages that are read or will be. */
    private int last;
    /** How many are read: the newest of them. */
    private int known;
    /** So many pages, the oldest, are still unread. */
    private int unread;
    /** Event by event, the newest first: what is asked of one stands together. */
    private int[] ints;

    private long[] seconds;
    private int linesRead;
    private int[] categories;
    private long[] amounts;

    private final Step step = new Step();

    private PastEvents(Trace trace, int pages) {
        this.trace = trace;
        unread = pages;
        int room = Math.min(FEW, trace.size());
        ints = new int[room * INTS];
        seconds = new long[room];
        categories = new int[room];
        amounts = new long[room];
    }

    /** All of them. */
    static PastEvents of(Trace trace) {
        PastEvents all = new PastEvents(trace, trace.pageCount());
        all.size = trace.size();
        all.last = trace.size();
        return all;
    }

    /** Those before that moment; all others are left unread. */
    static PastEvents before(Instant moment, Trace trace) {
        int pages = 0;
        while (pages < trace.pageCount() && trace.beginsBefore(moment, pages)) {
            pages++;
        }
        PastEvents some = new PastEvents(trace, pages);
        while (some.unread > 0) {
            some.readPage();
        }
        some.last = some.known;
        some.size = some.known;
        some.size = some.firstFrom(moment);
        return some;
    }

    /** Reads on until the event is known, and says where it stands in the columns. */
    private int row(int index) {
        while (known < last - index) {
            readPage();
        }
        return last - 1 - index;
    }

    private int intOf(int index, int column) {
        int row = row(index); // first, for the columns may grow
        return ints[row * INTS + column];
    }

    private long second(int index) {
        int row = row(index);
        return seconds[row];
    }

    /** The newest of the unread. */
    private void readPage() {
        byte[] page = trace.page(--unread);
        in.goTo(page, 0);
        int count = 0;
        while (in.hasMore()) {
            in.goTo(in.count() + in.at());
            count++;
        }
        room(known + count);
        in.goTo(page, 0);
        for (int row = known + count - 1; row >= known; row--) {
            read(row);
        }
        known += count;
    }

    /** The next on the page. */
    private void read(int row) {
        int at = row * INTS;
        int end = in.count() + in.at();
        int flags = in.count();
        long second = in.signed() + TraceWriter.EPOCH;
        long said = in.signed();
        long offset = (flags & TraceWriter.ODD_OFFSET) == 0 ? said * SECONDS_OF_A_MINUTE : said;
        seconds[row] = second;
        ints[at + DAY] = (int) Math.floorDiv(second + offset, SECONDS_OF_A_DAY);
        ints[at + FLAGS] = flags;
        ints[at + OFFSET] = (int) offset;
        ints[at + PARTNER] = in.count();
        ints[at + KIND] = in.count() - 1;
        int lines = in.count();
        ints[at + FIRST_LINE] = linesRead;
        ints[at + LINES] = lines;
        lineRoom(linesRead + lines);
        for (int line = 0; line < lines; line++) {
            categories[linesRead] = in.count();
            amounts[linesRead++] = in.signed();
        }
        ints[at + PAGE] = unread;
        ints[at + REST] = in.at();
        in.goTo(end);
    }

    /** For so many events in all. */
    private void room(int most) {
        if (most > seconds.length) {
            int room = Math.max(most, Math.min(2 * seconds.length, trace.size()));
            ints = Arrays.copyOf(ints, room * INTS);
            seconds = Arrays.copyOf(seconds, room);
        }
    }

    /** For so many lines in all. */
    private void lineRoom(int most) {
        if (most > amounts.length) {
            int room = Math.max(most, 2 * amounts.length);
            categories = Arrays.copyOf(categories, room);
            amounts = Arrays.copyOf(amounts, room);
        }
    }

    int size() {
        return size;
    }

    /** The local day, since 1970-01-01. */
    long epochDay(int index) {
        return intOf(index, DAY);
    }

    /** Whether it happened at that moment or later. */
    boolean isFrom(Instant moment, int index) {
        return compare(index, moment) >= 0;
    }

    private int compare(int index, Instant moment) {
        int bySecond = Long.compare(second(index), moment.getEpochSecond());
        return bySecond == 0 ? Integer.compare(nano(index), moment.getNano()) : bySecond;
    }

    /** The index of the first that happened at {@code moment} or later. O(events since). */
    int firstFrom(Instant moment) {
        int index = size;
        while (index > 0 && compare(index - 1, moment) >= 0) {
            index--;
        }
        return index;
    }

    /** The index of the first that happened later. O(events since). */
    int firstAfter(Instant moment) {
        int index = size;
        while (index > 0 && compare(index - 1, moment) > 0) {
            index--;
        }
        return index;
    }

    /** Where in the trace the event begins; of the one behind the last, where the last ends. */
    int startOf(int index) {
        if (index == 0) {
            return 0;
        }
        int page = intOf(index - 1, PAGE);
        int rest = intOf(index - 1, REST);
        in.goTo(trace.page(page), 0);
        int end = 0;
        while (end < rest) {
            end = in.count() + in.at();
            in.goTo(end);
        }
        return trace.startOf(page) + end;
    }

    private int nano(int index) {
        goToRest(index);
        return (intOf(index, FLAGS) & TraceWriter.NANOS) == 0 ? 0 : in.count();
    }

    long sequence(int index) {
        nano(index);
        return in.number();
    }

    /** In the smallest unit of points. */
    long pointsEarned(int index) {
        sequence(index);
        return in.signed();
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
        if (!says(index, TraceWriter.KEY)) {
            return null;
        }
        goToTexts(index);
        skipTexts(index, TraceWriter.ACTIVITY);
        PartnerId partner = new PartnerId(in.text());
        return new EventKey(partner, in.text());
    }

    private boolean says(int index, int what) {
        return (intOf(index, FLAGS) & what) != 0;
    }

    private void goToRest(int index) {
        in.goTo(trace.page(intOf(index, PAGE)), intOf(index, REST));
    }

    /** They stand behind what the event earned. */
    private void goToTexts(int index) {
        pointsEarned(index);
    }

    /** Those of them that the event says, beginning with what stands first. */
    private void skipTexts(int index, int which) {
        int flags = intOf(index, FLAGS) & which;
        if ((flags & TraceWriter.ACTIVITY) != 0) {
            in.skipText();
        }
        if ((flags & TraceWriter.KEY) != 0) {
            in.skipText();
            in.skipText();
        }
        if ((flags & TraceWriter.SITE) != 0) {
            in.skipText();
        }
        if ((flags & TraceWriter.CHANNEL) != 0) {
            in.skipText();
        }
        if ((flags & TraceWriter.ATTRIBUTES) != 0) {
            skipAttributes();
        }
    }

    private void skipAttributes() {
        while (in.count() != 0) {
            in.skipText();
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

    /** The event, until the next is asked for. */
    Happening event(int index) {
        step.index = index;
        step.at = row(index) * INTS;
        return step;
    }

    /** One of them after the other. */
    private final class Step implements Happening {
        private int index;
        /** Where in the columns. */
        private int at;

        @Override
        public Subject subject() {
            int flags = ints[at + FLAGS];
            if ((flags & TraceWriter.PURCHASE) != 0) {
                return PURCHASES;
            }
            if ((flags & TraceWriter.ACTIVITY) == 0) {
                return SOMETHING;
            }
            goToTexts(index);
            return new Subject.Activities(in.text());
        }

        @Override
        public int partner() {
            return ints[at + PARTNER];
        }

        @Override
        public int kind() {
            return ints[at + KIND];
        }

        @Override
        public boolean earns() {
            return !says(index, TraceWriter.EARNS_NOTHING);
        }

        @Override
        public Instant happenedAt() {
            return Instant.ofEpochSecond(second(index), nano(index));
        }

        @Override
        public LocalDateTime localTime() {
            return LocalDateTime.ofEpochSecond(
                    second(index), nano(index), ZoneOffset.ofTotalSeconds(ints[at + OFFSET]));
        }

        @Override
        public long epochDay() {
            return ints[at + DAY];
        }

        @Override
        public int lineCount() {
            return ints[at + LINES];
        }

        @Override
        public int category(int line) {
            return categories[ints[at + FIRST_LINE] + line];
        }

        @Override
        public long amount(int line) {
            return amounts[ints[at + FIRST_LINE] + line];
        }

        @Override
        public long micros(int line) {
            goToLine(line);
            return in.quantity();
        }

        @Override
        public Unit unit(int line) {
            goToLine(line);
            in.quantity();
            return in.unit();
        }

        @Override
        public @Nullable String sku(int line) {
            goToTextsOf(line);
            return says(index, TraceWriter.SKUS) && in.count() != 0 ? in.text() : null;
        }

        @Override
        public @Nullable String attribute(int line, String name) {
            if (!says(index, TraceWriter.LINE_ATTRIBUTES)) {
                return null;
            }
            goToTextsOf(line);
            skipSku();
            return valueOf(name);
        }

        private void goToLine(int line) {
            goToTexts(index);
            skipTexts(index, TraceWriter.TEXTS);
            for (int before = 0; before < line; before++) {
                skipGoods();
                skipSku();
                if (says(index, TraceWriter.LINE_ATTRIBUTES)) {
                    skipAttributes();
                }
            }
        }

        private void goToTextsOf(int line) {
            goToLine(line);
            skipGoods();
        }

        private void skipGoods() {
            in.quantity();
            in.skipUnit();
        }

        private void skipSku() {
            if (says(index, TraceWriter.SKUS) && in.count() != 0) {
                in.skipText();
            }
        }

        @Override
        public @Nullable String attribute(String name) {
            if (!says(index, TraceWriter.ATTRIBUTES)) {
                return null;
            }
            goToTexts(index);
            skipTexts(index, TraceWriter.ACTIVITY | TraceWriter.KEY | TraceWriter.SITE | TraceWriter.CHANNEL);
            return valueOf(name);
        }

        @Override
        public @Nullable String siteName() {
            return text(TraceWriter.SITE, TraceWriter.ACTIVITY | TraceWriter.KEY);
        }

        @Override
        public @Nullable String channelName() {
            return text(TraceWriter.CHANNEL, TraceWriter.ACTIVITY | TraceWriter.KEY | TraceWriter.SITE);
        }

        private @Nullable String text(int which, int before) {
            if (!says(index, which)) {
                return null;
            }
            goToTexts(index);
            skipTexts(index, before);
            return in.text();
        }
    }
}
