package org.loyaltyhub.member;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Unit;

/**
 * An event of a {@link Trace}, read where it stands, and another one as soon as it is gone to.
 *
 * <p>Not thread-safe.
 */
final class TracedEvent implements Happening {
    private static final byte[] NO_PAGE = {};

    private static final long SECONDS_OF_A_DAY = 86_400;
    /** No local clock is further ahead. */
    private static final long MOST_AHEAD = ZoneOffset.MAX.getTotalSeconds();

    private static final Subject PURCHASES = new Subject.Purchases();
    private static final Subject SOMETHING = new Subject.Anything();

    private final TraceReader in = new TraceReader();
    private byte[] page = NO_PAGE;
    /** Where on the page. */
    private int at;

    /** The newest on a page that is not empty. */
    static TracedEvent firstOn(byte[] page) {
        TracedEvent event = new TracedEvent();
        event.goTo(page, 0);
        return event;
    }

    void goTo(byte[] page, int at) {
        this.page = page;
        this.at = at;
    }

    /** To the one that stands behind it; whether there is one on the page. */
    boolean goOn() {
        at += TraceHeading.length(page, at);
        return at < page.length;
    }

    /** Whether it happened at that moment or later. */
    boolean isFrom(Instant moment) {
        return compareTo(moment) >= 0;
    }

    boolean isAfter(Instant moment) {
        return compareTo(moment) > 0;
    }

    private int compareTo(Instant moment) {
        int bySecond = Long.compare(TraceHeading.second(page, at), moment.getEpochSecond());
        return bySecond == 0 ? Integer.compare(nano(), moment.getNano()) : bySecond;
    }

    /** When it happened by the partner's clock, in seconds since 1970-01-01 there. */
    long localSecond() {
        return TraceHeading.localSecond(page, at);
    }

    /** Nothing that happened until then was on a later local day, whatever the clock, since 1970-01-01. */
    long latestEpochDay() {
        return Math.floorDiv(TraceHeading.second(page, at) + MOST_AHEAD, SECONDS_OF_A_DAY);
    }

    private int nano() {
        in.goTo(page, TraceHeading.rest(page, at));
        return says(TraceWriter.NANOS) ? in.count() : 0;
    }

    long sequence() {
        nano();
        return in.number();
    }

    /** In the smallest unit of points. */
    long pointsEarned() {
        sequence();
        return in.signed();
    }

    /** Its id; null if it is not kept. */
    @Nullable
    EventKey key() {
        if (!says(TraceWriter.KEY)) {
            return null;
        }
        goToTexts();
        skipTexts(TraceWriter.ACTIVITY);
        PartnerId partner = new PartnerId(in.text());
        return new EventKey(partner, in.text());
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
        goToTexts();
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
        return Instant.ofEpochSecond(TraceHeading.second(page, at), nano());
    }

    @Override
    public LocalDateTime localTime() {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(TraceHeading.offset(page, at));
        return LocalDateTime.ofEpochSecond(TraceHeading.second(page, at), nano(), offset);
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
        return says(TraceWriter.SKUS) && in.count() != 0 ? in.text() : null;
    }

    @Override
    public @Nullable String attribute(int line, String name) {
        if (!says(TraceWriter.LINE_ATTRIBUTES)) {
            return null;
        }
        goToTextsOf(line);
        skipSku();
        return valueOf(name);
    }

    private void goToLine(int line) {
        goToTexts();
        skipTexts(TraceWriter.TEXTS);
        for (int before = 0; before < line; before++) {
            skipGoods();
            skipSku();
            if (says(TraceWriter.LINE_ATTRIBUTES)) {
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
        if (says(TraceWriter.SKUS) && in.count() != 0) {
            in.skipText();
        }
    }

    @Override
    public @Nullable String attribute(String name) {
        if (!says(TraceWriter.ATTRIBUTES)) {
            return null;
        }
        goToTexts();
        skipTexts(TraceWriter.ACTIVITY | TraceWriter.KEY | TraceWriter.SITE | TraceWriter.CHANNEL);
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
        if (!says(which)) {
            return null;
        }
        goToTexts();
        skipTexts(before);
        return in.text();
    }

    private boolean says(int what) {
        return (TraceHeading.flags(page, at) & what) != 0;
    }

    /** They stand behind what the event earned. */
    private void goToTexts() {
        pointsEarned();
    }

    /** Those of them that the event says, beginning with what stands first. */
    private void skipTexts(int which) {
        int flags = TraceHeading.flags(page, at) & which;
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
}
