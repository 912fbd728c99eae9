package org.loyaltyhub.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.rules.drl.DrlExport;
import org.loyaltyhub.rules.drl.Receipt;
import org.loyaltyhub.value.PartnerId;

/**
 * What most people do: a rule in DRL for each rule, in a network of drools-mvel or in the executable model that Drools
 * generates. The text is our own export.
 */
final class DrlPeer implements Scorer {
    private final Offers offers;
    private final DrlExport export;
    private final DrlExport.Form form;
    private final Map<String, Integer> indices = new HashMap<>();
    private final Session session;

    /** Gets the facts of one receipt and forgets them again. */
    interface Session {
        void fire(List<Object> facts);
    }

    private DrlPeer(Offers offers, DrlExport.Form form, Network network, boolean isReused) {
        this.offers = offers;
        this.form = form;
        RuleBook book = new RuleBook("bench", new PartnerId("partner-0"), offers.rules(), "bench");
        export = DrlExport.of(offers.coalition().programme(), List.of(book), form);
        for (int i = 0; i < offers.rules().size(); i++) {
            var key = offers.rules().get(i).key();
            int index = i;
            export.rules().forEach((name, of) -> {
                if (of.equals(key)) {
                    indices.put(name, index);
                }
            });
        }
        KieBase base = network.of(export.text());
        session = isReused ? reused(base.newKieSession()) : stateless(base.newStatelessKieSession());
    }

    /** A session for each receipt: the idiom of the documentation. */
    static DrlPeer stateless(Offers offers, DrlExport.Form form, Network network) {
        return new DrlPeer(offers, form, network, false);
    }

    /** One session for all receipts, whose facts are taken out again. */
    static DrlPeer reused(Offers offers, DrlExport.Form form, Network network) {
        return new DrlPeer(offers, form, network, true);
    }

    private static Session stateless(StatelessKieSession session) {
        return session::execute;
    }

    private static Session reused(KieSession session) {
        return facts -> {
            List<FactHandle> handles = new ArrayList<>();
            facts.forEach(fact -> handles.add(session.insert(fact)));
            session.fireAllRules();
            handles.forEach(session::delete);
        };
    }

    /** How DRL becomes something that runs. */
    enum Network {
        CLASSIC {
            @Override
            KieBase of(String drl) {
                return classic(drl);
            }
        },
        EXECUTABLE_MODEL {
            @Override
            KieBase of(String drl) {
                return ExecutableModel.of(drl);
            }
        };

        abstract KieBase of(String drl);
    }

    private static KieBase classic(String drl) {
        KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder();
        builder.add(ResourceFactory.newByteArrayResource(drl.getBytes(StandardCharsets.UTF_8)), ResourceType.DRL);
        if (builder.hasErrors()) {
            throw new IllegalStateException(builder.getErrors().toString());
        }
        var base = RuleBaseFactory.newRuleBase();
        base.addPackages(builder.getKnowledgePackages());
        return KnowledgeBaseFactory.newKnowledgeBase(base);
    }

    @Override
    public Awarded score(Purchase purchase) {
        Facts facts = offers.facts(purchase);
        Receipt receipt = export.receipt(facts);
        if (form == DrlExport.Form.SINGLE_PATTERN) {
            session.fire(List.of(receipt));
        } else {
            List<Object> all = new ArrayList<>(receipt.getLines());
            all.add(receipt);
            session.fire(all);
        }
        Awarded awarded = new Awarded();
        for (String name : receipt.getHolding()) {
            offers.award(indices.getOrDefault(name, -1), facts, awarded);
        }
        return awarded;
    }
}
