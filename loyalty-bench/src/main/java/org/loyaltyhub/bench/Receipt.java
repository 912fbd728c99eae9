package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;

/** A receipt as people make it a fact for rules of their own. */
public final class Receipt {
    private final String partner;
    private final Set<String> categories = new HashSet<>();
    private final List<Goods> lines = new ArrayList<>();
    private final long total;
    private final Awarded awarded = new Awarded();

    Receipt(Purchase purchase, Map<String, Set<String>> upwards) {
        partner = purchase.key().partner().value();
        long sum = 0;
        for (Line line : purchase.lines()) {
            Goods goods = new Goods(
                    this,
                    upwards.getOrDefault(line.category(), Set.of()),
                    line.amount().minor());
            lines.add(goods);
            categories.addAll(goods.categories());
            sum += goods.amount();
        }
        total = sum;
    }

    /** A line of it, with its category and all above. */
    public record Goods(Receipt receipt, Set<String> categories, long amount) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    public String getPartner() {
        return partner;
    }

    public Set<String> getCategories() {
        return categories;
    }

    public List<Goods> getLines() {
        return lines;
    }

    public long getTotal() {
        return total;
    }

    public long amountOf(String category) {
        long sum = 0;
        for (Goods goods : lines) {
            sum += goods.categories().contains(category) ? goods.amount() : 0;
        }
        return sum;
    }

    public Awarded getAwarded() {
        return awarded;
    }
}
