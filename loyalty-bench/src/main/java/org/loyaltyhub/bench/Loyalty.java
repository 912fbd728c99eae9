package org.loyaltyhub.bench;

import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.rules.internal.engine.DroolsMatcher;

/** Ours: the facts of the purchase, the Drools families, the amounts as the decision has them. */
final class Loyalty implements Scorer {
    private final Offers offers;
    private final Matcher matcher;

    Loyalty(Offers offers) {
        this.offers = offers;
        matcher = DroolsMatcher.of(offers.rules());
    }

    @Override
    public Awarded score(Purchase purchase) {
        Facts facts = offers.facts(purchase);
        Awarded awarded = new Awarded();
        for (int index : matcher.match(facts)) {
            offers.award(index, facts, awarded);
        }
        return awarded;
    }
}
