package org.loyaltyhub.workload;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.workload.Coalition.Shop;
import org.loyaltyhub.workload.Coalition.Trade;

/** Makes the events of one day after the other. Not thread-safe; days are asked for in their order. */
final class Days {
    private static final int MILLION = 1_000_000;
    private static final List<Season> SEASONS = List.of(
            new Season(MonthDay.of(3, 25), MonthDay.of(4, 30)), new Season(MonthDay.of(10, 15), MonthDay.of(11, 30)));

    private final Coalition coalition;
    private final List<Customer> customers;
    private final Random random;
    private final Map<LocalDate, List<Integer>> washes = new HashMap<>();
    private final BitSet enrolled = new BitSet();
    private long number;

    /** When tyres are changed; the last day belongs to it. */
    private record Season(MonthDay first, MonthDay last) {
        int days(int year) {
            return (int) ChronoUnit.DAYS.between(first.atYear(year), last.atYear(year)) + 1;
        }
    }

    Days(Coalition coalition, List<Customer> customers, long seed) {
        this.coalition = coalition;
        this.customers = customers;
        this.random = new Random(seed ^ 0x5DEECE66DL);
    }

    /** In no order. */
    List<Event> events(LocalDate day) {
        List<Event> events = new ArrayList<>();
        List<Integer> dirty = washes.getOrDefault(day, List.of());
        washes.remove(day);
        dirty.forEach(member -> wash(member, day, events));
        Optional<Season> season = SEASONS.stream()
                .filter(each -> !day.isBefore(each.first().atYear(day.getYear()))
                        && !day.isAfter(each.last().atYear(day.getYear())))
                .findFirst();
        for (int member = 0; member < customers.size(); member++) {
            Customer customer = customers.get(member);
            if (random.nextInt(MILLION) < customer.fillsInMillionDays()) {
                fill(member, day, events);
            }
            if (customer.issueDay() == day.getDayOfMonth() && random.nextInt(20) != 0) {
                buyMagazine(member, day, events);
            }
            if (customer.tyres() && season.isPresent() && isTyreDay(member, day, season.get())) {
                changeTyres(member, day, events);
            }
        }
        return events;
    }

    private static boolean isTyreDay(int member, LocalDate day, Season season) {
        LocalDate first = season.first().atYear(day.getYear());
        int chosen = new Random(31L * member + first.toEpochDay()).nextInt(season.days(day.getYear()));
        return first.plusDays(chosen).equals(day);
    }

    private void fill(int member, LocalDate day, List<Event> events) {
        List<Shop> stations = coalition.shops(Trade.FUEL);
        if (stations.isEmpty()) {
            return;
        }
        Customer customer = customers.get(member);
        Shop station = stations.get(random.nextInt(5) == 0 ? random.nextInt(stations.size()) : customer.station());
        Category sort = station.main().get(customer.sort() % station.main().size());
        long centilitres = Math.round(Math.max(5, Math.min(80, 38 + 9 * random.nextGaussian())) * 100);
        List<Line> lines = new ArrayList<>();
        lines.add(line(sort, centilitres * (MILLION / 100), 5_500 + 300L * (customer.sort() % 7)));
        if (!station.besides().isEmpty() && random.nextInt(3) == 0) {
            lines.add(pieces(any(station.besides()), 1 + random.nextInt(3), 6_000 + 1_000L * random.nextInt(30)));
        }
        int rushHour = random.nextBoolean() ? 8 : 18;
        double minutes = 60 * (rushHour + 2 * random.nextGaussian());
        add(member, station, day, (int) Math.max(0, Math.min(1439, minutes)), lines, events);
        if (random.nextInt(4) == 0) {
            washes.computeIfAbsent(day.plusDays(1 + random.nextInt(3)), key -> new ArrayList<>())
                    .add(member);
        }
    }

    private void wash(int member, LocalDate day, List<Event> events) {
        anyShop(Trade.WASH)
                .ifPresent(shop -> add(
                        member,
                        shop,
                        day,
                        shopHour(),
                        List.of(pieces(any(shop.main()), 1, 35_000 + 5_000L * random.nextInt(18))),
                        events));
    }

    private void buyMagazine(int member, LocalDate day, List<Event> events) {
        anyShop(Trade.PRESS)
                .ifPresent(shop ->
                        add(member, shop, day, shopHour(), List.of(pieces(any(shop.main()), 1, 29_000)), events));
    }

    private void changeTyres(int member, LocalDate day, List<Event> events) {
        anyShop(Trade.TYRES).ifPresent(shop -> {
            List<Line> lines = new ArrayList<>();
            lines.add(pieces(any(shop.main()), 4, 400_000 + 50_000L * random.nextInt(11)));
            if (!shop.besides().isEmpty() && random.nextInt(3) != 0) {
                lines.add(pieces(any(shop.besides()), 1, 240_000));
            }
            add(member, shop, day, shopHour(), lines, events);
        });
    }

    private int shopHour() {
        return 60 * 10 + random.nextInt(60 * 9);
    }

    private Optional<Shop> anyShop(Trade trade) {
        List<Shop> shops = coalition.shops(trade);
        return shops.isEmpty() ? Optional.empty() : Optional.of(shops.get(random.nextInt(shops.size())));
    }

    private Category any(List<Category> goods) {
        return goods.get(random.nextInt(goods.size()));
    }

    private Line pieces(Category category, int count, long minorEach) {
        return line(category, (long) count * MILLION, minorEach);
    }

    private Line line(Category category, long micros, long minorEach) {
        long minor = Math.max(1, (micros * minorEach + MILLION / 2) / MILLION);
        return new Line(
                category.name(),
                Optional.empty(),
                new Quantity(micros, category.unit()),
                Money.ofMinor(minor, coalition.programme().currency()),
                Map.of());
    }

    private void add(int member, Shop shop, LocalDate day, int minute, List<Line> lines, List<Event> events) {
        Customer customer = customers.get(member);
        Instant at = day.atTime(LocalTime.of(minute / 60, minute % 60))
                .atZone(shop.partner().zone())
                .toInstant();
        if (coalition.wantsEnrolments() && !enrolled.get(member)) {
            enrolled.set(member);
            events.add(new Enrolment(key(shop), at.minusSeconds(60), List.of(customer.identifier())));
        }
        events.add(new Purchase(
                key(shop),
                at,
                List.of(customer.identifier()),
                lines,
                Money.ofMinor(0, coalition.programme().currency()),
                Optional.of(Integer.toString(customer.site())),
                Optional.empty(),
                Optional.empty(),
                Map.of()));
    }

    private EventKey key(Shop shop) {
        return new EventKey(shop.partner().id(), "G-" + ++number);
    }
}
