package org.loyaltyhub.bench;

import org.loyaltyhub.event.Purchase;

/** One way to score a purchase: facts, rules, amounts. */
interface Scorer {
    Awarded score(Purchase purchase);
}
