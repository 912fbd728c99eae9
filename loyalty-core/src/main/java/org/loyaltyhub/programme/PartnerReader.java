package org.loyaltyhub.programme;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.value.PartnerId;

/** Reads the partners. */
final class PartnerReader {
    private static final Set<String> KNOWN =
            Set.of("id", "name", "kinds", "zone", "sells", "issuePrice", "redeemPrice", "reportFee");
    private static final int MOST = 10_000;
    private static final int MOST_KINDS = 32;

    private final TermsReader terms;
    private final Problems problems;
    private final NameReader names;
    private final Set<String> categories;
    private final Optional<Currency> currency;
    private final ZoneId zone;
    private final int decimals;
    private final long value;
    private final Map<String, Pointer> kinds = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    PartnerReader(
            TermsReader terms,
            List<Category> categories,
            Optional<Currency> currency,
            Optional<ZoneId> zone,
            Optional<PointTerms> points) {
        this.terms = terms;
        this.problems = terms.problems();
        this.names = terms.names();
        this.categories = categories.stream().map(Category::name).collect(Collectors.toSet());
        this.currency = currency;
        this.zone = zone.orElse(ZoneOffset.UTC);
        this.decimals = points.map(PointTerms::decimals).orElse(0);
        this.value = points.map(PointTerms::valueMicros).orElse(1L);
    }

    List<Partner> partners(Fields programme) {
        List<JsonValue> items =
                programme.requiredList("partners", "who reports events, such as [{\"id\":\"nord-fuel\"}]");
        List<Partner> partners = new ArrayList<>();
        Pointer place = programme.at("partners");
        if (names.isTooMany(items.size(), MOST, place, "partners")) {
            return partners;
        }
        for (int i = 0; i < items.size(); i++) {
            Fields.of(items.get(i), place.item(i), "a partner", KNOWN, problems)
                    .map(this::partner)
                    .ifPresent(partners::add);
        }
        kinds.forEach((kind, at) -> {
            if (ids.contains(kind)) {
                problems.add(
                        "duplicate-name",
                        at,
                        "`" + kind + "` is a partner's id and a kind of partners: rules could not tell which is meant",
                        "give the kind another name");
            }
        });
        return partners;
    }

    private Partner partner(Fields fields) {
        Optional<String> id = fields.requiredText("id", "what rules and events call it, such as nord-fuel")
                .filter(text -> names.isName(text, fields.at("id")));
        if (id.isPresent() && !ids.add(id.get())) {
            names.duplicate(id.get(), fields.at("id"));
        }
        Optional<String> name = fields.text("name").filter(text -> names.isLabel(text, fields.at("name")));
        Set<String> own = names.names(fields, "kinds", fields.list("kinds"), MOST_KINDS);
        own.forEach(kind -> kinds.putIfAbsent(kind, fields.at("kinds")));
        ZoneId ownZone = fields.text("zone")
                .flatMap(text -> terms.zone(text, fields.at("zone")))
                .orElse(zone);
        Set<String> sells = names.used(fields, "sells", categories, "category", MOST);
        OptionalLong price = terms.price(fields, "issuePrice", currency, decimals);
        OptionalLong redeemPrice = terms.price(fields, "redeemPrice", currency, decimals);
        OptionalLong reportFee = terms.money(fields, "reportFee", currency, 0);
        return new Partner(
                new PartnerId(id.orElse("")),
                name.or(() -> id).orElse(""),
                List.copyOf(own),
                ownZone,
                List.copyOf(sells),
                price.orElse(value),
                redeemPrice.orElse(value),
                reportFee.orElse(0));
    }
}
