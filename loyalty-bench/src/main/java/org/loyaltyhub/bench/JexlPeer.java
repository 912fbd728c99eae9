package org.loyaltyhub.bench;

import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.MapContext;
import org.loyaltyhub.event.Purchase;

/** Commons JEXL: an expression a rule, evaluated one after the other. */
final class JexlPeer implements Scorer {
    private final Offers offers;
    private final List<JexlExpression> expressions;

    JexlPeer(Offers offers) {
        this.offers = offers;
        JexlEngine jexl = new JexlBuilder().strict(true).create();
        expressions = offers.list().stream()
                .map(offer -> jexl.createExpression("partner == '%s' && '%s' =~ categories && total >= %d"
                        .formatted(offer.partner(), offer.category(), offer.from())))
                .toList();
    }

    @Override
    public Awarded score(Purchase purchase) {
        Goods goods = new Goods(offers, purchase);
        JexlContext context = new MapContext(
                Map.of("partner", goods.getPartner(), "categories", goods.getCategories(), "total", goods.getTotal()));
        for (int i = 0; i < expressions.size(); i++) {
            if (Boolean.TRUE.equals(expressions.get(i).evaluate(context))) {
                offers.award(i, goods.facts(), goods.awarded());
            }
        }
        return goods.awarded();
    }
}
