package org.loyaltyhub.programme;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Unit;

/**
 * A hash of what the terms say, defaults filled in. White space, the order of fields, the order of names that have no
 * order and the spelling of numbers make no other hash.
 */
final class TermsDigest {
    private TermsDigest() {}

    static Programme.Terms added(Programme.Terms terms) {
        return new Programme.Terms(
                terms.name(),
                terms.currency(),
                terms.points(),
                terms.zone(),
                terms.lateDays(),
                terms.attachDays(),
                terms.unknown(),
                terms.identifierKinds(),
                terms.units(),
                terms.categories(),
                terms.tiers(),
                terms.segments(),
                terms.activities(),
                terms.attributes(),
                terms.draws(),
                terms.vouchers(),
                terms.partners(),
                terms.agreements(),
                terms.redemption(),
                terms.refunds(),
                terms.adjustments(),
                ContentHash.of(canonical(terms)).text());
    }

    private static String canonical(Programme.Terms terms) {
        JsonWriter out = new JsonWriter().open('{');
        out.field("name", terms.name()).field("currency", terms.currency().getCurrencyCode());
        points(out, terms.points());
        out.field("zone", terms.zone().getId());
        out.literalField("late", Integer.toString(terms.lateDays()));
        out.literalField("attach", Integer.toString(terms.attachDays()));
        out.field("unknown", terms.unknown().name());
        sorted(out, "identifiers", terms.identifierKinds());
        sorted(out, "units", terms.units().stream().map(Unit::name).toList());
        categories(out, terms.categories());
        list(out, "tiers", terms.tiers());
        sorted(out, "segments", terms.segments());
        sorted(out, "activities", terms.activities());
        out.name("attributes").open('{');
        terms.attributes().forEach((name, type) -> out.field(name, type.name()));
        out.close('}');
        sorted(out, "draws", terms.draws());
        sorted(out, "vouchers", terms.vouchers());
        partners(out, terms.partners());
        sorted(
                out,
                "agreements",
                terms.agreements().stream().map(TermsDigest::text).toList());
        books(out, terms);
        return out.close('}').toString();
    }

    private static String text(Agreement agreement) {
        String upTo = agreement
                .budget()
                .map(budget -> " up to " + budget + ", then " + budget.then())
                .orElse("");
        return agreement.payer() + " pays for " + agreement.rulesOf() + upTo;
    }

    private static void books(JsonWriter out, Programme.Terms terms) {
        // records of numbers and names: their text is canonical
        out.field("redemption", terms.redemption().toString());
        out.field("refunds", terms.refunds().toString());
        out.field("adjustments", terms.adjustments().toString());
    }

    private static void points(JsonWriter out, PointTerms points) {
        out.name("points").open('{');
        out.field("name", points.name()).field("plural", points.plural());
        out.literalField("decimals", Integer.toString(points.decimals()));
        out.literalField("valueMicros", Long.toString(points.valueMicros())).close('}');
    }

    private static void categories(JsonWriter out, List<Category> categories) {
        out.name("categories").open('[');
        for (Category category : categories) {
            out.open('{').field("name", category.name());
            category.parent().ifPresent(parent -> out.field("parent", parent));
            out.field("unit", category.unit().name());
            out.literalField("earning", Boolean.toString(category.earning())).close('}');
        }
        out.close(']');
    }

    private static void partners(JsonWriter out, List<Partner> partners) {
        out.name("partners").open('[');
        for (Partner partner : partners) {
            PartnerId id = partner.id();
            out.open('{').field("id", id.value()).field("name", partner.name());
            list(out, "kinds", partner.kinds());
            out.field("zone", partner.zone().getId());
            sorted(out, "sells", partner.sells());
            out.literalField("issuePriceMicros", Long.toString(partner.issuePriceMicros()));
            out.literalField("redeemPriceMicros", Long.toString(partner.redeemPriceMicros()));
            if (partner.reportFeeMinor() > 0) {
                out.literalField("reportFeeMinor", Long.toString(partner.reportFeeMinor()));
            }
            out.close('}');
        }
        out.close(']');
    }

    private static void sorted(JsonWriter out, String name, Collection<String> values) {
        list(out, name, new TreeSet<>(values));
    }

    private static void list(JsonWriter out, String name, Collection<String> values) {
        out.name(name).open('[');
        values.forEach(out::text);
        out.close(']');
    }
}
