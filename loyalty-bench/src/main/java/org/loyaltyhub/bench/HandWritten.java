package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loyaltyhub.event.Purchase;

/** The limit: maps by partner and category, then a loop, written for these rules and no others. */
final class HandWritten implements Scorer {
    private final Map<String, Map<String, List<Coalition.Offer>>> offers = new HashMap<>();
    private final Map<String, Set<String>> upwards = new HashMap<>();

    HandWritten(Coalition coalition, List<Coalition.Offer> all) {
        coalition.categories().forEach(name -> upwards.put(name, coalition.upwards(name)));
        for (Coalition.Offer offer : all) {
            offers.computeIfAbsent(offer.partner(), partner -> new HashMap<>())
                    .computeIfAbsent(offer.category(), category -> new ArrayList<>())
                    .add(offer);
        }
    }

    @Override
    public Awarded score(Purchase purchase) {
        Map<String, List<Coalition.Offer>> here =
                offers.getOrDefault(purchase.key().partner().value(), Map.of());
        long total = 0;
        Set<String> touched = new HashSet<>();
        for (var line : purchase.lines()) {
            total += line.amount().minor();
            touched.addAll(upwards.get(line.category()));
        }
        Awarded awarded = new Awarded();
        for (String category : touched) {
            for (Coalition.Offer offer : here.getOrDefault(category, List.of())) {
                if (total >= offer.from()) {
                    awarded.add(
                            offer.index(), offer.isFlat() ? offer.flat() : offer.points(amountOf(purchase, category)));
                }
            }
        }
        return awarded;
    }

    private long amountOf(Purchase purchase, String category) {
        long sum = 0;
        for (var line : purchase.lines()) {
            sum += upwards.get(line.category()).contains(category)
                    ? line.amount().minor()
                    : 0;
        }
        return sum;
    }
}
