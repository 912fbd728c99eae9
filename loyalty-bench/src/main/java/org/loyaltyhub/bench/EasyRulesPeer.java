package org.loyaltyhub.bench;

import org.jeasy.rules.api.Facts;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.api.RulesEngine;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.core.RuleBuilder;
import org.loyaltyhub.event.Purchase;

/** Easy Rules, conditions as Java: it asks one rule after the other. */
final class EasyRulesPeer implements Scorer {
    private static final String RECEIPT = "receipt";

    private final Offers offers;
    private final Rules rules = new Rules();
    private final RulesEngine engine = new DefaultRulesEngine();

    EasyRulesPeer(Offers offers) {
        this.offers = offers;
        for (Coalition.Offer offer : offers.list()) {
            rules.register(new RuleBuilder()
                    .name("rule " + offer.index())
                    .when(facts -> facts.<Goods>get(RECEIPT).meets(offer))
                    .then(facts -> {
                        Goods goods = facts.get(RECEIPT);
                        offers.award(offer.index(), goods.facts(), goods.awarded());
                    })
                    .build());
        }
    }

    @Override
    public Awarded score(Purchase purchase) {
        Goods goods = new Goods(offers, purchase);
        Facts facts = new Facts();
        facts.put(RECEIPT, goods);
        engine.fire(rules, facts);
        return goods.awarded();
    }
}
