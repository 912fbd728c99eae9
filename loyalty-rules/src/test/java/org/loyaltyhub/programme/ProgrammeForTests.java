package org.loyaltyhub.programme;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Unit;

/** The coalition that the rule language's own examples speak of. */
public final class ProgrammeForTests {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Unit KILOMETRE = new Unit("km");

    private ProgrammeForTests() {}

    /** Roubles, whole points of 0.50 RUB each. */
    public static Programme highwayClub() {
        return highwayClub(0);
    }

    /** The same with points of so many decimals. */
    public static Programme highwayClub(int decimals) {
        long valueMicros = 50 * PointTerms.MICROS;
        for (int i = 0; i < decimals; i++) {
            valueMicros /= 10;
        }
        return new Programme(new Programme.Terms(
                "Highway Club",
                Currency.getInstance("RUB"),
                new PointTerms("point", "points", decimals, valueMicros),
                MOSCOW,
                60,
                30,
                UnknownMembers.ENROL,
                Set.of("card"),
                Set.of(KILOMETRE),
                List.of(
                        category("fuel", "", Unit.LITRE, true),
                        category("diesel", "fuel", Unit.LITRE, true),
                        category("diesel-plus", "diesel", Unit.LITRE, true),
                        category("petrol-95", "fuel", Unit.LITRE, true),
                        category("petrol-100", "fuel", Unit.LITRE, true),
                        category("shop", "", Unit.PIECE, true),
                        category("coffee", "shop", Unit.PIECE, true),
                        category("tobacco", "shop", Unit.PIECE, false),
                        category("wash", "", Unit.PIECE, true),
                        category("tyre-fitting", "", Unit.PIECE, true),
                        category("magazine", "", Unit.PIECE, true)),
                List.of("basic", "silver", "gold"),
                Set.of("vip"),
                Set.of("referral"),
                new TreeMap<>(Map.of(
                        "pump", AttributeType.NUMBER, "colour", AttributeType.TEXT, "octane", AttributeType.NUMBER)),
                Set.of("Car of the year"),
                Set.of("WASH-20"),
                List.of(
                        partner("nord-fuel", "gas-station", "fuel", "shop"),
                        partner("city-gas", "gas-station", "fuel"),
                        partner("aqua-wash", "car-wash", "wash", "coffee"),
                        partner("tyre-master", "tire-shop", "tyre-fitting"),
                        partner("car-weekly", "publisher", "magazine"),
                        partner("corner-shop", "grocery")),
                List.of(
                        new Agreement(new PartnerId("aqua-wash"), new PartnerId("nord-fuel"), Optional.empty()),
                        new Agreement(new PartnerId("nord-fuel"), PartnerId.PROGRAMME, Optional.empty())),
                RedemptionTerms.FREE,
                RefundTerms.USUAL,
                AdjustmentTerms.ALWAYS_TWO,
                "highway-club-" + decimals));
    }

    /** The terms of the acceptance run on petrol cards, so far as rules need them. */
    public static Programme petrolCards() {
        ZoneId prague = ZoneId.of("Europe/Prague");
        return new Programme(new Programme.Terms(
                "Petrol cards",
                Currency.getInstance("CZK"),
                new PointTerms("point", "points", 0, 100 * PointTerms.MICROS),
                prague,
                60,
                30,
                UnknownMembers.ENROL,
                Set.of("card"),
                Set.of(),
                List.of(category("fuel", "", Unit.LITRE, true), category("wash", "", Unit.PIECE, true)),
                List.of(),
                Set.of(),
                Set.of(),
                new TreeMap<>(),
                Set.of(),
                Set.of(),
                List.of(new Partner(
                        new PartnerId("chain-4"), "Chain 4", List.of("gas-station"), prague, List.of(), 100, 100, 0)),
                List.of(),
                RedemptionTerms.FREE,
                RefundTerms.USUAL,
                AdjustmentTerms.ALWAYS_TWO,
                "petrol-cards"));
    }

    private static Category category(String name, String parent, Unit unit, boolean earning) {
        return new Category(name, parent.isEmpty() ? Optional.empty() : Optional.of(parent), unit, earning);
    }

    private static Partner partner(String id, String kind, String... sells) {
        return new Partner(
                new PartnerId(id),
                id,
                List.of(kind),
                MOSCOW,
                List.of(sells),
                50 * PointTerms.MICROS,
                50 * PointTerms.MICROS,
                0);
    }
}
