package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.core.impl.RuleBaseFactory;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;
import org.loyaltyhub.event.Purchase;

/** What most people do: one rule in DRL for each rule, a stateless session. */
final class ClassicDrl implements Scorer {
    /** How a rule asks for a category. */
    enum Form {
        /** One pattern over the receipt, which knows its categories: the quickest. */
        SINGLE_PATTERN,
        /** The lines are facts, joined to their receipt. */
        LINES_JOINED
    }

    private final Form form;
    private final Map<String, Set<String>> upwards = new HashMap<>();
    private final StatelessKieSession session;

    ClassicDrl(Coalition coalition, List<Coalition.Offer> offers, Form form) {
        this.form = form;
        coalition.categories().forEach(name -> upwards.put(name, coalition.upwards(name)));
        KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder();
        builder.add(
                ResourceFactory.newByteArrayResource(
                        drl(offers, form).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                ResourceType.DRL);
        if (builder.hasErrors()) {
            throw new IllegalStateException(builder.getErrors().toString());
        }
        var base = RuleBaseFactory.newRuleBase();
        base.addPackages(builder.getKnowledgePackages());
        session = org.drools.kiesession.rulebase.KnowledgeBaseFactory.newKnowledgeBase(base)
                .newStatelessKieSession();
    }

    static String drl(List<Coalition.Offer> offers, Form form) {
        StringBuilder drl = new StringBuilder("package bench\n")
                .append("import org.loyaltyhub.bench.Receipt\n")
                .append("import org.loyaltyhub.bench.Receipt.Goods\n");
        for (Coalition.Offer offer : offers) {
            drl.append("rule \"").append(offer.index()).append("\" when\n");
            if (form == Form.SINGLE_PATTERN) {
                drl.append("  $r : Receipt(partner == \"%s\", categories contains \"%s\", total >= %dL)\n"
                        .formatted(offer.partner(), offer.category(), offer.from()));
            } else {
                drl.append(
                        "  $r : Receipt(partner == \"%s\", total >= %dL)\n".formatted(offer.partner(), offer.from()));
                drl.append("  exists Goods(receipt == $r, categories contains \"%s\")\n".formatted(offer.category()));
            }
            drl.append("then\n  $r.getAwarded().add(%d, %s);\nend\n".formatted(offer.index(), points(offer)));
        }
        return drl.toString();
    }

    private static String points(Coalition.Offer offer) {
        return offer.isFlat() ? offer.flat() + "L" : "$r.amountOf(\"" + offer.category() + "\") / 1000L";
    }

    @Override
    public Awarded score(Purchase purchase) {
        Receipt receipt = new Receipt(purchase, upwards);
        if (form == Form.SINGLE_PATTERN) {
            session.execute(receipt);
        } else {
            List<Object> facts = new ArrayList<>(receipt.getLines());
            facts.add(receipt);
            session.execute(facts);
        }
        return receipt.getAwarded();
    }
}
