package org.loyaltyhub.rules.generated;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.programme.AttributeType;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeFixture;
import org.loyaltyhub.programme.UnknownMembers;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Unit;

/**
 * A coalition of twelve partners in five time zones with a tree of goods, some of which earn nothing. It is always the
 * same: what varies are its rules and its events.
 */
public final class RandomCoalition {
    public static final Currency RUB = Currency.getInstance("RUB");
    public static final int PARTNERS = 12;
    public static final List<String> TIERS = List.of("bronze", "silver", "gold");
    static final String[] SITES = {"north", "south", "east"};
    static final String[] CHANNELS = {"forecourt", "shop", "web"};
    static final String[] COLOURS = {"red", "green", "blue"};
    static final String[] SKUS = {"A1", "A2", "B1"};

    private RandomCoalition() {}

    public static Programme programme() {
        return ProgrammeFixture.of(new Programme.Terms(
                "Random club",
                RUB,
                new PointTerms("point", "points", 0, 50_000_000),
                ZoneId.of("Europe/Moscow"),
                60,
                30,
                UnknownMembers.ENROL,
                Set.of("card"),
                Set.of(),
                categories(),
                TIERS,
                Set.of("vip"),
                Set.of(),
                new TreeMap<>(Map.of(
                        "pump", AttributeType.NUMBER,
                        "octane", AttributeType.NUMBER,
                        "colour", AttributeType.TEXT)),
                Set.of(),
                Set.of(),
                partners(),
                List.of(),
                "random"));
    }

    private static List<Category> categories() {
        return List.of(
                category("fuel", "", Unit.LITRE, true),
                category("petrol", "fuel", Unit.LITRE, true),
                category("petrol-95", "petrol", Unit.LITRE, true),
                category("petrol-98", "petrol", Unit.LITRE, true),
                category("diesel", "fuel", Unit.LITRE, true),
                category("shop", "", Unit.PIECE, true),
                category("coffee", "shop", Unit.PIECE, true),
                category("snacks", "shop", Unit.PIECE, true),
                category("tobacco", "shop", Unit.PIECE, false),
                category("wash", "", Unit.PIECE, true),
                category("wash-inside", "wash", Unit.PIECE, true),
                category("tyres", "", Unit.PIECE, true),
                category("gift-card", "", Unit.PIECE, false));
    }

    private static Category category(String name, String parent, Unit unit, boolean earning) {
        return new Category(name, parent.isEmpty() ? Optional.empty() : Optional.of(parent), unit, earning);
    }

    private static List<Partner> partners() {
        String[] zones = {"Europe/Moscow", "Asia/Vladivostok", "America/New_York", "Pacific/Kiritimati", "UTC"};
        String[] kinds = {"gas-station", "car-wash", "tyre-shop", ""};
        List<Partner> partners = new ArrayList<>();
        for (int i = 0; i < PARTNERS; i++) {
            String kind = kinds[i % kinds.length];
            partners.add(new Partner(
                    new PartnerId("partner-" + i),
                    "Partner " + i,
                    kind.isEmpty() ? List.of() : List.of(kind),
                    ZoneId.of(zones[i % zones.length]),
                    List.of(),
                    40_000_000 + i * 1_000_000L));
        }
        return partners;
    }
}
