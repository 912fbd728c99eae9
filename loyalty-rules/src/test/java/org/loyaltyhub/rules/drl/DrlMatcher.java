package org.loyaltyhub.rules.drl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.RuleKey;

/** The exported text, compiled by drools-mvel: the second opinion on which rules hold. */
final class DrlMatcher implements Matcher {
    private final DrlExport export;
    private final Map<RuleKey, Integer> indices;
    private final StatelessKieSession session;

    DrlMatcher(DrlExport export, List<Rule> rules) {
        this.export = export;
        this.indices = IntStream.range(0, rules.size())
                .boxed()
                .collect(Collectors.toMap(i -> rules.get(i).key(), i -> i));
        this.session = session(export.text());
    }

    static StatelessKieSession session(String drl) {
        KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder();
        builder.add(
                ResourceFactory.newByteArrayResource(drl.getBytes(StandardCharsets.UTF_8))
                        .setSourcePath("rules.drl"),
                ResourceType.DRL);
        if (builder.hasErrors()) {
            throw new AssertionError(builder.getErrors() + "\n" + drl);
        }
        var base = KnowledgeBaseFactory.newKnowledgeBase();
        base.addPackages(builder.getKnowledgePackages());
        return base.newStatelessKieSession();
    }

    @Override
    public int[] match(Facts facts) {
        if (!facts.visit().earns() || !(facts.visit().subject() instanceof Subject.Purchases)) {
            return new int[0];
        }
        Receipt receipt = export.receipt(facts);
        session.execute(receipt);
        Set<String> holding = receipt.getHolding();
        int[] found = holding.stream()
                .mapToInt(name -> indices.get(export.rules().get(name)))
                .toArray();
        Arrays.sort(found);
        return found;
    }
}
