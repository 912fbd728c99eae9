package org.loyaltyhub.rules.generated;

import java.util.Currency;
import java.util.List;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;

/**
 * A coalition of twelve partners in five time zones with a tree of goods, some of which earn nothing. It is always the
 * same: what varies are its rules and its events.
 */
public final class RandomCoalition {
    public static final Currency RUB = Currency.getInstance("RUB");
    public static final int PARTNERS = 12;
    public static final List<String> TIERS = List.of("bronze", "silver", "gold");
    public static final List<String> ACTIVITIES = List.of("survey", "check-in");
    static final List<String> SEGMENTS = List.of("vip", "fan");
    static final String[] SITES = {"north", "south", "east"};
    static final String[] CHANNELS = {"forecourt", "shop", "web"};
    static final String[] COLOURS = {"red", "green", "blue"};
    static final String[] SKUS = {"A1", "A2", "B1"};

    private static final String JSON = """
            {"name": "Random club", "currency": "RUB",
             "points": {"name": "point", "value": "0.50"},
             "zone": "Europe/Moscow", "late": 60, "unknown": "enrol",
             "identifiers": ["card"],
             "categories": [
               {"name": "fuel", "unit": "l", "below": [
                 {"name": "petrol", "below": [{"name": "petrol-95"}, {"name": "petrol-98"}]},
                 {"name": "diesel"}]},
               {"name": "shop", "below": [
                 {"name": "coffee"}, {"name": "snacks"}, {"name": "tobacco", "earning": false}]},
               {"name": "wash", "below": [{"name": "wash-inside"}]},
               {"name": "tyres"},
               {"name": "gift-card", "earning": false}],
             "tiers": ["bronze", "silver", "gold"],
             "segments": ["vip", "fan"],
             "activities": ["survey", "check-in"], "draws": ["car"], "vouchers": ["WASH-20"],
             "attributes": {"pump": "number", "octane": "number", "colour": "text"},
             "partners": [
               {"id": "partner-0", "kinds": ["gas-station"], "issuePrice": "0.40"},
               {"id": "partner-1", "kinds": ["car-wash"], "zone": "Asia/Vladivostok"},
               {"id": "partner-2", "kinds": ["tyre-shop"], "zone": "America/New_York", "issuePrice": "0.60"},
               {"id": "partner-3", "zone": "Pacific/Kiritimati"},
               {"id": "partner-4", "kinds": ["gas-station", "car-wash"], "zone": "UTC"},
               {"id": "partner-5", "kinds": ["car-wash"], "issuePrice": "0.41"},
               {"id": "partner-6", "kinds": ["tyre-shop"], "zone": "Asia/Vladivostok"},
               {"id": "partner-7", "zone": "America/New_York"},
               {"id": "partner-8", "kinds": ["gas-station"], "zone": "Pacific/Kiritimati"},
               {"id": "partner-9", "kinds": ["car-wash"], "zone": "UTC", "issuePrice": "0.59"},
               {"id": "partner-10", "kinds": ["tyre-shop"]},
               {"id": "partner-11", "zone": "Asia/Vladivostok"}]}
            """;

    private RandomCoalition() {}

    public static Programme programme() {
        return ProgrammeReader.read("random-club.json", JSON).orElseThrow();
    }
}
