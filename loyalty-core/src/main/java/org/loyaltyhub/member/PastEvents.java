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
 * The events of a {@link Trace}, found for one decision: page by page from the newest, as far back as somebody asks. What is
 * asked of an event is read where it stands.
 *
 * <p>Not thread-safe. Finding them takes O(events since the moment asked for).
 */
final class PastEvents {
    /** There is room for so many at first. */
    private static final int FEW = 32;

    private static final Subject PURCHASES = new Subject.Purchases();
    private static final Subject SOMETHING = new Subject.Anything();

    private final Trace trace;
    private final TraceReader in = new TraceReader();
    /** How many there are. */
    private int size;
    /** How many stand on the pages that are read or will be. */
    private int last;
    /** How many are found: the newest of them. */
    private int known;
    /** The page that is read next. */
    private int next;
    /** Where they begin, the newest first: each the number of the page, and behind it the place there. */
    private long[] places;

    private final Step step = new Step();

    private PastEvents(Trace trace, int firstPage) {
        this.trace = trace;
        next = firstPage;
        places = new long[Math.min(FEW, trace.size())];
    }

    /** All of them. */
    static PastEvents of(Trace trace) {
        PastEvents all = new PastEvents(trace, 0);
        all.size = trace.size();
        all.last = trace.size();
        return all;
    }

    /** Those before that moment; all others are left unread. */
    static PastEvents before(Instant moment, Trace trace) {
        int page = trace.pageCount();
        boolean mayHaveMore = page > 0;
        while (mayHaveMore) {
            page--;
            mayHaveMore = page > 0 && trace.endsBy(moment, page);
        }
        PastEvents some = new PastEvents(trace, page);
        while (some.next < trace.pageCount()) {
            some.readPage();
        }
        some.last = some.known;
        some.size = some.known;
        some.size = some.firstFrom(moment);
        return some;
    }

    /** Reads on until the event is found, and says where it begins. */
    private long place(int index) {
        while (known < last - index) {
            readPage();
        }
        return places[last - 1 - index];
    }

    private void readPage() {
        byte[] page = trace.page(next);
        int at = 0;
        while (at < page.length) {
            if (known == places.length) {
                places = Arrays.copyOf(places, Math.max(2 * known, FEW));
            }
            places[known++] = (long) next << Integer.SIZE | at;
            at += TraceHeading.length(page, at);
        }
        next++;
    }

    private byte[] page(long place) {
        return trace.page((int) (place >>> Integer.SIZE));
    }

    int size() {
        return size;
    }

    /** The local day, since 1970-01-01. */
    long epochDay(int index) {
        long place = place(index);
        return TraceHeading.epochDay(page(place), (int) place);
    }

    private long second(int index) {
        long place = place(index);
        return TraceHeading.second(page(place), (int) place);
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

    /** Where in the trace the event begins, the newest first; of the one before the first, where that ends. */
    int startOf(int index) {
        if (index < 0) {
            return trace.startOf(trace.pageCount());
        }
        long place = place(index);
        return trace.startOf((int) (place >>> Integer.SIZE)) + (int) place;
    }

    private int nano(int index) {
        goToRest(index);
        return says(index, TraceWriter.NANOS) ? in.count() : 0;
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
        return (flags(index) & what) != 0;
    }

    private int flags(int index) {
        long place = place(index);
        return TraceHeading.flags(page(place), (int) place);
    }

    private void goToRest(int index) {
        long place = place(index);
        byte[] page = page(place);
        in.goTo(page, TraceHeading.rest(page, (int) place));
    }

    /** They stand behind what the event earned. */
    private void goToTexts(int index) {
        pointsEarned(index);
    }

    /** Those of them that the event says, beginning with what stands first. */
    private void skipTexts(int index, int which) {
        int flags = flags(index) & which;
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
    Step event(int index) {
        long place = place(index);
        step.index = index;
        step.page = page(place);
        step.at = (int) place;
        return step;
    }

    /** One of them after the other. */
    final class Step implements Happening {
        private int index;
        private byte[] page = {};
        /** Where on the page. */
        private int at;

        /** Whether it happened at that moment or later. */
        boolean isFrom(Instant moment) {
            long second = TraceHeading.second(page, at);
            return second == moment.getEpochSecond()
                    ? nano(index) >= moment.getNano()
                    : second > moment.getEpochSecond();
        }

        @Override
        public Subject subject() {
            int flags = TraceHeading.flags(page, at);
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
            return TraceHeading.partner(page, at);
        }

        @Override
        public int kind() {
            return TraceHeading.kind(page, at);
        }

        @Override
        public boolean earns() {
            return (TraceHeading.flags(page, at) & TraceWriter.EARNS_NOTHING) == 0;
        }

        @Override
        public Instant happenedAt() {
            return Instant.ofEpochSecond(TraceHeading.second(page, at), nano(index));
        }

        @Override
        public LocalDateTime localTime() {
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(TraceHeading.offset(page, at));
            return LocalDateTime.ofEpochSecond(TraceHeading.second(page, at), nano(index), offset);
        }

        @Override
        public long epochDay() {
            return TraceHeading.epochDay(page, at);
        }

        @Override
        public int lineCount() {
            return TraceHeading.lineCount(page, at);
        }

        @Override
        public int category(int line) {
            return TraceHeading.category(page, at, line);
        }

        @Override
        public long amount(int line) {
            return TraceHeading.amount(page, at, line);
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
