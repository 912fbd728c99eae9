package org.loyaltyhub.bench;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.event.Purchase;

/** cel-java: a program a rule, evaluated one after the other. */
final class CelPeer implements Scorer {
    private final Offers offers;
    private final List<CelRuntime.Program> programs = new ArrayList<>();

    CelPeer(Offers offers) {
        this.offers = offers;
        Cel cel = CelFactory.plannerCelBuilder()
                .addVar("partner", SimpleType.STRING)
                .addVar("categories", ListType.create(SimpleType.STRING))
                .addVar("total", SimpleType.INT)
                .build();
        try {
            for (Coalition.Offer offer : offers.list()) {
                programs.add(cel.createProgram(cel.compile("partner == '%s' && '%s' in categories && total >= %d"
                                .formatted(offer.partner(), offer.category(), offer.from()))
                        .getAst()));
            }
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Awarded score(Purchase purchase) {
        Goods goods = new Goods(offers, purchase);
        Map<String, Object> variables = Map.of(
                "partner",
                goods.getPartner(),
                "categories",
                List.copyOf(goods.getCategories()),
                "total",
                goods.getTotal());
        try {
            for (int i = 0; i < programs.size(); i++) {
                if (Boolean.TRUE.equals(programs.get(i).eval(variables))) {
                    offers.award(i, goods.facts(), goods.awarded());
                }
            }
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(e);
        }
        return goods.awarded();
    }
}
