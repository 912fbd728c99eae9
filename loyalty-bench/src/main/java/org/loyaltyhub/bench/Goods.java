package org.loyaltyhub.bench;

import java.util.HashSet;
import java.util.Set;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;

/** A receipt as engines without a network of ours are given it: it knows its partner, its categories and its total. */
public final class Goods {
    private final Facts facts;
    private final String partner;
    private final Set<String> categories;
    private final long total;
    private final Awarded awarded = new Awarded();

    Goods(Offers offers, Purchase purchase) {
        facts = offers.facts(purchase);
        partner = purchase.key().partner().value();
        categories = new HashSet<>();
        long sum = 0;
        for (Line line : purchase.lines()) {
            categories.addAll(offers.coalition().upwards(line.category()));
            sum += line.amount().minor();
        }
        total = sum;
    }

    Facts facts() {
        return facts;
    }

    Awarded awarded() {
        return awarded;
    }

    public String getPartner() {
        return partner;
    }

    public Set<String> getCategories() {
        return categories;
    }

    public long getTotal() {
        return total;
    }

    boolean meets(Coalition.Offer offer) {
        return partner.equals(offer.partner()) && categories.contains(offer.category()) && total >= offer.from();
    }
}
