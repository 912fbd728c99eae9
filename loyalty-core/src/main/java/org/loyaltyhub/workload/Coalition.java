package org.loyaltyhub.workload;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.UnknownMembers;
import org.loyaltyhub.value.Unit;

/** The partners that have customers in a workload, by what they are. */
final class Coalition {
    private final Programme programme;
    private final Map<Trade, List<Shop>> shops = new EnumMap<>(Trade.class);
    private final String identifierKind;

    /** What a partner is, by its first kind. */
    enum Trade {
        FUEL("gas-station"),
        WASH("car-wash"),
        TYRES("tire-shop"),
        PRESS("press");

        private final String kind;

        Trade(String kind) {
            this.kind = kind;
        }
    }

    /**
     * A partner and what it sells.
     *
     * @param main what its customers come for
     * @param besides what they take along; may be empty
     */
    record Shop(Partner partner, List<Category> main, List<Category> besides) {}

    private Coalition(Programme programme) {
        this.programme = programme;
        this.identifierKind = programme.terms().identifierKinds().iterator().next();
    }

    static Coalition of(Programme programme) {
        Coalition coalition = new Coalition(programme);
        for (Partner partner : programme.terms().partners()) {
            for (Trade trade : Trade.values()) {
                if (partner.kinds().stream().limit(1).anyMatch(trade.kind::equals)) {
                    coalition.open(trade, partner);
                }
            }
        }
        if (coalition.shops.isEmpty()) {
            String kinds =
                    List.of(Trade.values()).stream().map(each -> each.kind).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "no partner of " + programme.terms().name() + " has one of the kinds " + kinds
                            + " first and sells goods that earn: nobody would go there");
        }
        return coalition;
    }

    private void open(Trade trade, Partner partner) {
        List<Category> main = new ArrayList<>();
        List<Category> besides = new ArrayList<>();
        List<Category> sold = goodsOf(partner);
        for (Category each : sold) {
            boolean isMain = trade == Trade.FUEL
                    ? each.unit().equals(Unit.LITRE)
                    : trade != Trade.TYRES || each.equals(sold.get(0));
            (isMain ? main : besides).add(each);
        }
        if (!main.isEmpty()) {
            shops.computeIfAbsent(trade, key -> new ArrayList<>()).add(new Shop(partner, main, besides));
        }
    }

    /** What earns and has nothing below it, of what the partner sells. */
    private List<Category> goodsOf(Partner partner) {
        List<Category> all = programme.terms().categories();
        List<String> parents =
                all.stream().flatMap(each -> each.parent().stream()).toList();
        return all.stream()
                .filter(each -> each.earning() && !parents.contains(each.name()))
                .filter(each -> partner.sells().isEmpty() || isBelowAny(each, partner.sells()))
                .toList();
    }

    private boolean isBelowAny(Category category, List<String> sold) {
        Optional<Category> node = Optional.of(category);
        while (node.isPresent()) {
            if (sold.contains(node.get().name())) {
                return true;
            }
            node = node.get().parent().flatMap(programme::category);
        }
        return false;
    }

    /** Empty if nobody is of that trade. */
    List<Shop> shops(Trade trade) {
        return shops.getOrDefault(trade, List.of());
    }

    Programme programme() {
        return programme;
    }

    String identifierKind() {
        return identifierKind;
    }

    boolean wantsEnrolments() {
        return programme.terms().unknown() != UnknownMembers.ENROL;
    }
}
