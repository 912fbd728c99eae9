package org.loyaltyhub.bench;

import java.util.function.Function;
import org.loyaltyhub.bench.DrlPeer.Network;
import org.loyaltyhub.rules.drl.DrlExport.Form;

/** Who competes at scoring a purchase. */
public enum Contender {
    LOYALTY(Loyalty::new, Integer.MAX_VALUE, true),
    HAND_WRITTEN(offers -> new HandWritten(offers.coalition(), offers.list()), Integer.MAX_VALUE, true),
    DRL_STATELESS(offers -> DrlPeer.stateless(offers, Form.SINGLE_PATTERN, Network.CLASSIC), 10_000, true),
    DRL_STATELESS_LINES(offers -> DrlPeer.stateless(offers, Form.LINES_JOINED, Network.CLASSIC), 2_000, false),
    DRL_REUSED(offers -> DrlPeer.reused(offers, Form.SINGLE_PATTERN, Network.CLASSIC), 10_000, false),
    DRL_REUSED_LINES(offers -> DrlPeer.reused(offers, Form.LINES_JOINED, Network.CLASSIC), 2_000, false),
    MODEL_STATELESS(offers -> DrlPeer.stateless(offers, Form.SINGLE_PATTERN, Network.EXECUTABLE_MODEL), 2_000, false),
    MODEL_STATELESS_LINES(
            offers -> DrlPeer.stateless(offers, Form.LINES_JOINED, Network.EXECUTABLE_MODEL), 2_000, false),
    MODEL_REUSED(offers -> DrlPeer.reused(offers, Form.SINGLE_PATTERN, Network.EXECUTABLE_MODEL), 2_000, false),
    MODEL_REUSED_LINES(offers -> DrlPeer.reused(offers, Form.LINES_JOINED, Network.EXECUTABLE_MODEL), 2_000, false),
    EVRETE(EvretePeer::new, 200, false),
    EASY_RULES(EasyRulesPeer::new, 2_000, false),
    CEL(CelPeer::new, 2_000, false),
    JEXL(JexlPeer::new, 2_000, false);

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Function<Offers, Scorer> maker;

    private final int mostRules;
    private final boolean knowsMore;

    /**
     * @param mostRules beyond which it takes minutes to begin or milliseconds a purchase, and nobody doubts the outcome
     * @param knowsMore whether it was given dates and sites, too
     */
    Contender(Function<Offers, Scorer> maker, int mostRules, boolean knowsMore) {
        this.maker = maker;
        this.mostRules = mostRules;
        this.knowsMore = knowsMore;
    }

    Scorer of(Offers offers) {
        return maker.apply(offers);
    }

    boolean competes(int rules, Matches matches) {
        return rules <= mostRules && (knowsMore || matches == Matches.GROWING);
    }
}
