package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;

/**
 * The limit: the rules of each partner and category, and of all categories above, in an array by their lower bound; written
 * for these rules and no others.
 */
final class HandWritten implements Scorer {
    private static final Coalition.Offer[] NONE = {};

    private final Map<String, Map<String, Coalition.Offer[]>> offers = new HashMap<>();
    private final Map<String, Set<String>> upwards = new HashMap<>();

    HandWritten(Coalition coalition, List<Coalition.Offer> all) {
        Map<String, List<Coalition.Offer>> byPartner = new HashMap<>();
        for (Coalition.Offer offer : all) {
            byPartner
                    .computeIfAbsent(offer.partner(), partner -> new ArrayList<>())
                    .add(offer);
        }
        for (String category : coalition.categories()) {
            Set<String> above = coalition.upwards(category);
            upwards.put(category, above);
            byPartner.forEach((partner, own) -> offers.computeIfAbsent(partner, p -> new HashMap<>())
                    .put(
                            category,
                            own.stream()
                                    .filter(offer -> above.contains(offer.category()))
                                    .sorted(Comparator.comparingLong(Coalition.Offer::from))
                                    .toArray(Coalition.Offer[]::new)));
        }
    }

    @Override
    public Awarded score(Purchase purchase) {
        Map<String, Coalition.Offer[]> here =
                offers.getOrDefault(purchase.key().partner().value(), Map.of());
        List<Line> lines = purchase.lines();
        long total = 0;
        for (Line line : lines) {
            total += line.amount().minor();
        }
        Awarded awarded = new Awarded();
        for (int i = 0; i < lines.size(); i++) {
            for (Coalition.Offer offer : here.getOrDefault(lines.get(i).category(), NONE)) {
                if (total < offer.from()) {
                    break;
                }
                if (offer.isOpen(purchase) && !isOfLineBefore(lines, i, offer.category())) {
                    awarded.add(offer.index(), offer.isFlat() ? offer.flat() : offer.points(amountOf(lines, offer)));
                }
            }
        }
        return awarded;
    }

    private boolean isOfLineBefore(List<Line> lines, int line, String category) {
        for (int before = 0; before < line; before++) {
            if (isBelow(lines.get(before), category)) {
                return true;
            }
        }
        return false;
    }

    private long amountOf(List<Line> lines, Coalition.Offer offer) {
        long sum = 0;
        for (Line line : lines) {
            sum += isBelow(line, offer.category()) ? line.amount().minor() : 0;
        }
        return sum;
    }

    private boolean isBelow(Line line, String category) {
        return upwards.getOrDefault(line.category(), Set.of()).contains(category);
    }
}
