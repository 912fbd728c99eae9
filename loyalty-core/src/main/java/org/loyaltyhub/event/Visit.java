package org.loyaltyhub.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Shares;
import org.loyaltyhub.value.Unit;

/**
 * An event made ready for judging: names resolved to the programme's indices, what was paid with points taken off the
 * lines, the local calendar of its partner fixed. The event being judged and those a member's memory holds are both
 * visits, so a figure means the same over either. An event that is no purchase has no lines.
 *
 * <p>Immutable and thread-safe.
 */
public final class Visit implements Happening {
    private static final Subject PURCHASES = new Subject.Purchases();
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final int[] NO_CATEGORIES = {};
    private static final long[] NO_AMOUNTS = {};

    private final Event event;
    private final Subject subject;
    private final int partner;
    private final int kind;
    private final ZoneId zone;

    /** Made when first asked for; threads that ask at once make equal ones. */
    private @Nullable LocalDateTime localTime;

    private final List<Line> lines;
    private final int[] categories;
    private final long[] amounts;
    private final Bits touched;
    private final boolean earns;

    private Visit(
            Programme programme, Event event, Subject subject, List<Line> lines, int[] categories, long[] amounts) {
        this.event = event;
        this.subject = subject;
        this.partner = programme.partnerIndex(event.key().partner());
        this.kind = programme.kindIndex(partner);
        this.zone = programme.zoneOf(partner);
        this.lines = lines;
        this.categories = categories;
        this.touched = Bits.of(categories);
        this.earns = !(event instanceof Purchase purchase)
                || takePointsOff(amounts, purchase.paidWithPoints().minor());
        this.amounts = amounts;
    }

    private Visit(Visit gross, long[] amounts) {
        this.event = gross.event;
        this.subject = gross.subject;
        this.partner = gross.partner;
        this.kind = gross.kind;
        this.zone = gross.zone;
        this.localTime = gross.localTime;
        this.lines = gross.lines;
        this.categories = gross.categories;
        this.touched = gross.touched;
        this.earns = gross.earns;
        this.amounts = amounts;
    }

    /**
     * Resolves an event that the programme's check has passed: partner and categories are known, every amount is in the
     * programme's currency. The points payment is shared over the lines above zero, in proportion to their amounts.
     * Empty for a profile change, which no rule looks at.
     */
    public static Optional<Visit> of(Programme programme, Event event) {
        if (event instanceof Purchase purchase) {
            return Optional.of(of(programme, purchase));
        }
        if (event instanceof Quote quote) {
            return Optional.of(of(programme, quote.receipt()));
        }
        return subjectOf(event)
                .map(subject -> new Visit(programme, event, subject, List.of(), NO_CATEGORIES, NO_AMOUNTS));
    }

    /** {@link #of(Programme, Event)} for a purchase. */
    public static Visit of(Programme programme, Purchase purchase) {
        List<Line> lines = purchase.lines();
        int[] categories = new int[lines.size()];
        long[] amounts = new long[lines.size()];
        for (int i = 0; i < categories.length; i++) {
            Line line = lines.get(i);
            categories[i] = programme.categoryIndex(line.category());
            amounts[i] = line.amount().minor();
        }
        return new Visit(programme, purchase, PURCHASES, lines, categories, amounts);
    }

    private static Optional<Subject> subjectOf(Event event) {
        if (event instanceof Activity activity) {
            return Optional.of(new Subject.Activities(activity.name()));
        }
        if (event instanceof Enrolment) {
            return Optional.of(new Subject.Enrolments());
        }
        if (event instanceof HubEvent hubEvent) {
            return Optional.of(hubEvent.subject());
        }
        return Optional.empty();
    }

    /** Whether anything is left that was not paid with points. */
    private static boolean takePointsOff(long[] amounts, long paidWithPoints) {
        if (paidWithPoints == 0) {
            return true;
        }
        long[] positive = new long[amounts.length];
        long total = 0;
        for (int i = 0; i < amounts.length; i++) {
            positive[i] = Math.max(0, amounts[i]);
            total = Math.addExact(total, amounts[i]);
        }
        long[] paid = Shares.split(paidWithPoints, positive, positive);
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] -= paid[i];
        }
        return paidWithPoints < total;
    }

    /** The same visit with so much less to pay on each line, for awards after discounts. */
    public Visit less(long[] discounts) {
        long[] net = amounts.clone();
        for (int i = 0; i < net.length; i++) {
            net[i] -= discounts[i];
        }
        return new Visit(this, net);
    }

    public Event event() {
        return event;
    }

    public EventKey key() {
        return event.key();
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public int partner() {
        return partner;
    }

    @Override
    public int kind() {
        return kind;
    }

    @Override
    public Instant happenedAt() {
        return event.happenedAt();
    }

    public ZoneId zone() {
        return zone;
    }

    @Override
    public LocalDateTime localTime() {
        LocalDateTime known = localTime;
        if (known == null) {
            known = LocalDateTime.ofInstant(event.happenedAt(), zone);
            localTime = known;
        }
        return known;
    }

    @Override
    public LocalDate date() {
        return localTime().toLocalDate();
    }

    /** {@inheritDoc} Needs no local time, but reads it where that is known. */
    @Override
    public long epochDay() {
        LocalDateTime known = localTime;
        if (known != null) {
            return known.toLocalDate().toEpochDay();
        }
        Instant happenedAt = event.happenedAt();
        int offset = zone.getRules().getOffset(happenedAt).getTotalSeconds();
        return Math.floorDiv(happenedAt.getEpochSecond() + offset, SECONDS_OF_A_DAY);
    }

    @Override
    public boolean earns() {
        return earns;
    }

    /** The categories of all its lines, earning or not. */
    public Bits touched() {
        return touched;
    }

    @Override
    public int lineCount() {
        return categories.length;
    }

    @Override
    public int category(int line) {
        return categories[line];
    }

    @Override
    public long amount(int line) {
        return amounts[line];
    }

    public Line line(int line) {
        return lines.get(line);
    }

    @Override
    public long micros(int line) {
        return lines.get(line).quantity().micros();
    }

    @Override
    public Unit unit(int line) {
        return lines.get(line).quantity().unit();
    }

    @Override
    public @Nullable String sku(int line) {
        return lines.get(line).sku().orElse(null);
    }

    @Override
    public @Nullable String attribute(int line, String name) {
        return lines.get(line).attributes().get(name);
    }

    @Override
    public @Nullable String attribute(String name) {
        return attributes().get(name);
    }

    @Override
    public @Nullable String siteName() {
        return site().orElse(null);
    }

    @Override
    public @Nullable String channelName() {
        return channel().orElse(null);
    }

    public Optional<String> site() {
        if (event instanceof Purchase purchase) {
            return purchase.site();
        }
        return event instanceof Activity activity ? activity.site() : Optional.empty();
    }

    public Optional<String> channel() {
        if (event instanceof Purchase purchase) {
            return purchase.channel();
        }
        return event instanceof Activity activity ? activity.channel() : Optional.empty();
    }

    /** What else the till says, by the names that the programme declares. */
    public Map<String, String> attributes() {
        if (event instanceof Purchase purchase) {
            return purchase.attributes();
        }
        return event instanceof Activity activity ? activity.attributes() : Map.of();
    }

    /** Who brought the member, if the event says. */
    public Optional<Identifier> referrer() {
        if (event instanceof Enrolment enrolment) {
            return enrolment.referrer();
        }
        return event instanceof Activity activity ? activity.referrer() : Optional.empty();
    }

    /** Two visits are equal if they are the same event resolved to the same indices, zone and amounts. */
    @Override
    public boolean equals(Object object) {
        if (this == object) {
            return true;
        }
        return object instanceof Visit other
                && event.equals(other.event)
                && partner == other.partner
                && kind == other.kind
                && zone.equals(other.zone)
                && Arrays.equals(categories, other.categories)
                && Arrays.equals(amounts, other.amounts);
    }

    @Override
    public int hashCode() {
        return event.key().hashCode();
    }

    @Override
    public String toString() {
        return event.key() + " of " + localTime();
    }
}
