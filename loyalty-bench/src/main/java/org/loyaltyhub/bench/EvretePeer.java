package org.loyaltyhub.bench;

import java.util.Set;
import java.util.function.Predicate;
import org.evrete.KnowledgeService;
import org.evrete.api.Knowledge;
import org.evrete.api.StatefulSession;
import org.evrete.api.builders.RuleSetBuilder;
import org.loyaltyhub.event.Purchase;

/** Evrete, conditions as Java, one session for all receipts. */
final class EvretePeer implements Scorer {
    private final Offers offers;
    private final StatefulSession session;

    EvretePeer(Offers offers) {
        this.offers = offers;
        RuleSetBuilder<Knowledge> rules = new KnowledgeService().newKnowledge().builder();
        for (Coalition.Offer offer : offers.list()) {
            rules.newRule("rule " + offer.index())
                    .forEach("$r", Goods.class)
                    .where(is(partner -> partner.equals(offer.partner())), "$r.partner")
                    .where(is(categories -> ((Set<?>) categories).contains(offer.category())), "$r.categories")
                    .where(is(total -> (long) total >= offer.from()), "$r.total")
                    .execute(context -> {
                        Goods goods = context.get("$r");
                        offers.award(offer.index(), goods.facts(), goods.awarded());
                    });
        }
        session = rules.build().newStatefulSession();
    }

    private static Predicate<Object[]> is(Predicate<Object> condition) {
        return values -> condition.test(values[0]);
    }

    @Override
    public Awarded score(Purchase purchase) {
        Goods goods = new Goods(offers, purchase);
        session.insertAndFire(goods);
        session.clear();
        return goods.awarded();
    }
}
