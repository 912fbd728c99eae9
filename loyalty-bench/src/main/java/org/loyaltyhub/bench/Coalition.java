package org.loyaltyhub.bench;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Unit;

/**
 * A coalition of five partners and a tree of 50 categories below all goods, its rules and its receipts, all from one seed: {@code
 * purchase of C at P and total >= X}, then a flat award or one point per full 10 RUB of C.
 */
final class Coalition {
    private static final Currency RUB = Currency.getInstance("RUB");
    private static final int PARTNERS = 5;
    private static final int ROOTS = 6;
    private static final int BRANCHES = 14;
    private static final int CATEGORIES = 50;
    private static final String GOODS = "goods";
    private static final int NO_PARENT = -1;
    private static final long STEP = 1_000;

    /** The larger, the fewer rules hold: with this one about as many as concern a purchase in practice. */
    private static final long HIGHEST_BOUND = 650_000;

    /** Rules that hold when the matches stay: one for all goods of each partner, and some that hold now and then. */
    private static final int HOLDING = 20;

    private static final Instant OVER = Instant.parse("2026-01-31T21:00:00Z");
    private static final String ELSEWHERE = "site-99";

    private final Programme programme;
    private final Map<String, Set<String>> upwards = new HashMap<>();

    Coalition() {
        String partners = IntStream.range(0, PARTNERS)
                .mapToObj(i -> "{\"id\": \"partner-%d\", \"kinds\": [\"shop\"]}".formatted(i))
                .collect(Collectors.joining(", "));
        programme = ProgrammeReader.read("bench.json", """
                        {"name": "Bench", "currency": "RUB", "points": {"name": "point", "value": "1"},
                         "zone": "Europe/Moscow", "identifiers": ["card"],
                         "categories": [{"name": "%s", "below": [%s]}], "partners": [%s]}
                        """.formatted(GOODS, goodsBelow(NO_PARENT), partners))
                .orElseThrow();
        categories().forEach(name -> upwards.put(name, namesUpwards(name)));
    }

    private static String goodsBelow(int parent) {
        return IntStream.range(0, CATEGORIES)
                .filter(i -> parentOf(i) == parent)
                .mapToObj(i -> "{\"name\": \"c%d\", \"below\": [%s]}".formatted(i, goodsBelow(i)))
                .collect(Collectors.joining(", "));
    }

    /** Three levels below all goods. */
    private static int parentOf(int category) {
        if (category < ROOTS) {
            return NO_PARENT;
        }
        return category < ROOTS + BRANCHES ? category % ROOTS : ROOTS + category % BRANCHES;
    }

    Programme programme() {
        return programme;
    }

    /**
     * A rule as all sides need it: in the words of a partner.
     *
     * @param flat points; or 0, for one point for each full step of the category's amount
     * @param over the campaign ended before the first receipt
     * @param elsewhere it is for a site that no receipt is of
     */
    record Offer(int index, String partner, String category, long from, long flat, boolean over, boolean elsewhere) {
        boolean isFlat() {
            return flat > 0;
        }

        long points(long amount) {
            return isFlat() ? flat : amount / STEP;
        }

        boolean isOpen(Purchase purchase) {
            return (!over || purchase.happenedAt().isBefore(OVER))
                    && (!elsewhere || purchase.site().equals(Optional.of(ELSEWHERE)));
        }
    }

    static List<Offer> offers(int count, Matches matches, long seed) {
        Random random = new Random(seed);
        List<Offer> offers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String partner = "partner-" + random.nextInt(PARTNERS);
            String category = "c" + random.nextInt(CATEGORIES);
            long from = STEP + random.nextInt((int) HIGHEST_BOUND);
            long flat = random.nextBoolean() ? 1 + random.nextInt(100) : 0;
            boolean isBase = matches == Matches.CONSTANT && i < PARTNERS;
            if (isBase) {
                offers.add(new Offer(i, "partner-" + i, GOODS, STEP, 0, false, false));
            } else if (matches == Matches.GROWING) {
                offers.add(new Offer(i, partner, category, from, flat, false, false));
            } else if (i < HOLDING) {
                offers.add(new Offer(i, partner, category, STEP + from % (20 * STEP), flat, false, false));
            } else {
                long bound = i % 3 == 0 ? HIGHEST_BOUND + from : STEP + from % (20 * STEP);
                offers.add(new Offer(i, partner, category, bound, flat, i % 3 == 1, i % 3 == 2));
            }
        }
        return offers;
    }

    Rule rule(Offer offer) {
        Selection lines = Selection.of(Bits.of(programme.categoriesBelow(offer.category())));
        Selection all = Selection.of(Bits.upTo(CATEGORIES + 1));
        PartnerId owner = new PartnerId(offer.partner());
        Place place = new Place("bench.loyalty", offer.index() + 1, 1);
        Condition condition = new Condition.Compare(
                new Figure.Amount(all), Comparison.AT_LEAST, new Figure.Constant(offer.from(), ValueType.MONEY));
        Effect effect = offer.isFlat()
                ? new Effect.AwardFlat("award " + offer.flat() + " points", Points.ofUnits(offer.flat()))
                : new Effect.AwardRate(
                        "award 1 point per full 10 RUB",
                        new Figure.Amount(lines),
                        Optional.of(STEP),
                        Ratio.ONE,
                        Optional.empty());
        List<Stated> conditions = new ArrayList<>();
        conditions.add(new Stated("total >= " + Money.ofMinor(offer.from(), RUB), condition, place));
        if (offer.elsewhere()) {
            Condition site = new Condition.OneOf(
                    new Figure.Text(Figure.Text.Source.SITE, Optional.empty()), new TreeSet<>(Set.of(ELSEWHERE)));
            conditions.add(new Stated("site = " + ELSEWHERE, site, place));
        }
        Validity validity = offer.over()
                ? new Validity(LocalDateTime.MIN, LocalDateTime.ofInstant(OVER, programme.zoneOf(owner)))
                : Validity.ALWAYS;
        return Rule.of(new RuleKey(owner, "rule " + offer.index()), place)
                .validity(validity)
                .when(
                        new Pattern(lines, Bits.of(programme.partnerIndex(owner)), List.of()),
                        "purchase of " + offer.category() + " at " + offer.partner())
                .conditions(conditions)
                .effects(List.of(effect))
                .build();
    }

    /** Receipts of one to three lines, of categories anywhere in the tree. */
    List<Purchase> receipts(int count, long seed) {
        Random random = new Random(seed);
        List<Purchase> receipts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            List<Line> lines = new ArrayList<>();
            for (int line = random.nextInt(3); line >= 0; line--) {
                lines.add(new Line(
                        "c" + random.nextInt(CATEGORIES),
                        Optional.empty(),
                        Quantity.of("1", Unit.PIECE),
                        Money.ofMinor(1_000 + random.nextInt(60_000), RUB),
                        Map.of()));
            }
            receipts.add(new Purchase(
                    new EventKey(new PartnerId("partner-" + random.nextInt(PARTNERS)), "e" + i),
                    Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(86_400 * 30)),
                    List.of(new Identifier("card", "1")),
                    lines,
                    Money.ofMinor(0, RUB),
                    Optional.of("site-" + random.nextInt(20)),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of()));
        }
        return receipts;
    }

    /** The category and all above it. */
    Set<String> upwards(String category) {
        return Objects.requireNonNull(upwards.get(category), category);
    }

    private Set<String> namesUpwards(String category) {
        Set<String> names = new HashSet<>();
        Optional<String> name = Optional.of(category);
        while (name.isPresent()) {
            names.add(name.get());
            name = programme.category(name.get()).flatMap(Category::parent);
        }
        return Set.copyOf(names);
    }

    List<String> categories() {
        return programme.terms().categories().stream().map(Category::name).toList();
    }
}
