package org.loyaltyhub.rules.generated;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.event.Activity;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

/**
 * Events of a few members of the {@link RandomCoalition} over two months, in the order in which they are recorded: late
 * ones, several at one instant, the calendar's own, receipts paid with points in part or whole, discount lines, lines that earn nothing, and
 * attributes that are missing.
 */
public final class RandomEvents {
    public static final LocalDate FIRST_DAY = LocalDate.of(2026, 2, 1);

    private final Programme programme;
    private final Choices choose;

    public RandomEvents(Programme programme, Choices choose) {
        this.programme = programme;
        this.choose = choose;
    }

    /**
     * An event and when the hub took it.
     *
     * @param card the number of its member's card
     */
    public record Reported(Event event, String card, Instant recordedAt) {}

    public List<Reported> events(int count, int members) {
        List<Reported> events = new ArrayList<>(count);
        Instant recordedAt = FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
        for (int i = 0; i < count; i++) {
            if (!choose.percent(15)) {
                recordedAt = recordedAt.plusSeconds(choose.between(1, 130_000));
            }
            Instant happenedAt =
                    choose.percent(20) ? recordedAt.minus(Duration.ofHours(choose.between(1, 50 * 24))) : recordedAt;
            String card = Integer.toString(choose.between(1, members));
            events.add(new Reported(event("e" + i, happenedAt, card), card, recordedAt));
        }
        return events;
    }

    private Event event(String id, Instant at, String card) {
        List<Identifier> member = List.of(new Identifier("card", card));
        EventKey key = new EventKey(new PartnerId("partner-" + choose.between(0, RandomCoalition.PARTNERS - 1)), id);
        int kind = choose.between(0, 99);
        if (kind < 6) {
            return new Enrolment(
                    key, at, member, choose.sometimes(50, this::birthday), choose.sometimes(50, this::friend));
        }
        if (kind < 18) {
            return profileChange(key, at, member);
        }
        if (kind < 32) {
            return activity(key, at, member);
        }
        return kind < 40 ? ofTheHub(id, at) : purchase(key, at, member);
    }

    private LocalDate birthday() {
        return FIRST_DAY.plusDays(choose.between(-30, 90)).minusYears(choose.between(0, 5));
    }

    private Identifier friend() {
        return new Identifier("card", Integer.toString(choose.between(1, 3)));
    }

    private Activity activity(EventKey key, Instant at, List<Identifier> member) {
        return new Activity(
                key,
                at,
                member,
                choose.one(RandomCoalition.ACTIVITIES),
                choose.sometimes(50, () -> choose.one(RandomCoalition.SITES)),
                choose.sometimes(50, () -> choose.one(RandomCoalition.CHANNELS)),
                choose.sometimes(50, this::friend),
                attributes());
    }

    /** What the calendar brings; crossings and thanks follow from what is decided. */
    private HubEvent ofTheHub(String id, Instant at) {
        Subject subject = choose.from(
                Subject.Birthdays::new,
                () -> new Subject.EndOf(choose.one(Period.values())),
                () -> new Subject.EndOf(choose.one(Period.values())));
        return HubEvent.of(subject.word() + "/" + id, at, subject);
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>();
        put(60, attributes, "pump", "1", "2", "3.5", "6");
        put(60, attributes, "colour", RandomCoalition.COLOURS);
        return attributes;
    }

    private ProfileChange profileChange(EventKey key, Instant at, List<Identifier> member) {
        return new ProfileChange(
                key,
                at,
                member,
                choose.sometimes(70, () -> choose.one(RandomCoalition.TIERS)),
                choose.sometimes(30, () -> Set.of(choose.one(RandomCoalition.SEGMENTS))),
                choose.sometimes(20, () -> choose.percent(75) ? MemberStatus.ACTIVE : MemberStatus.BLOCKED),
                choose.sometimes(40, this::birthday),
                choose.percent(60) ? attributes() : Map.of());
    }

    private Purchase purchase(EventKey key, Instant at, List<Identifier> member) {
        List<Line> lines = choose.many(1, choose.percent(3) ? 12 : 3, this::line);
        long total = 0;
        for (Line line : lines) {
            total += line.amount().minor();
        }
        long paid = 0;
        if (total > 0 && choose.percent(15)) {
            paid = choose.percent(30) ? total : choose.between(1, (int) total);
        }
        return new Purchase(
                key,
                at,
                member,
                lines,
                Money.ofMinor(paid, RandomCoalition.RUB),
                choose.sometimes(70, () -> choose.one(RandomCoalition.SITES)),
                choose.sometimes(70, () -> choose.one(RandomCoalition.CHANNELS)),
                Optional.empty(),
                attributes());
    }

    private Line line() {
        Category category = choose.one(programme.terms().categories());
        Unit unit = choose.percent(90) ? category.unit() : Unit.PIECE;
        BigDecimal quantity = choose.percent(10) ? BigDecimal.ZERO : BigDecimal.valueOf(choose.between(1, 400), 1);
        long amount = choose.percent(8) ? -choose.between(1, 3_000) : choose.between(0, 40_000);
        Map<String, String> attributes = new TreeMap<>();
        put(50, attributes, "octane", "92", "95", "98.5");
        put(50, attributes, "colour", RandomCoalition.COLOURS);
        return new Line(
                category.name(),
                choose.sometimes(60, () -> choose.one(RandomCoalition.SKUS)),
                Quantity.of(quantity.toPlainString(), unit),
                Money.ofMinor(amount, RandomCoalition.RUB),
                attributes);
    }

    private void put(int percent, Map<String, String> attributes, String name, String... values) {
        if (choose.percent(percent)) {
            attributes.put(name, choose.one(values));
        }
    }
}
