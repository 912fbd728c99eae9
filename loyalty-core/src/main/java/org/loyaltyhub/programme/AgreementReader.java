package org.loyaltyhub.programme;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;

/** Reads who agreed to pay for whose rules, and up to how much. */
final class AgreementReader {
    private static final Set<String> KNOWN = Set.of("payer", "rulesOf", "budget", "per", "then");
    private static final int MOST = 100_000;
    private static final List<String> PERIODS = List.of(Period.MONTH.word(), Period.YEAR.word());
    private static final List<String> THEN = List.of("stop", "others");

    private final TermsReader terms;
    private final Problems problems;
    private final NameReader names;
    private final Optional<Currency> currency;

    AgreementReader(TermsReader terms, Optional<Currency> currency) {
        this.terms = terms;
        this.problems = terms.problems();
        this.names = terms.names();
        this.currency = currency;
    }

    List<Agreement> agreements(Fields programme, List<Partner> partners) {
        List<JsonValue> items = programme.list("agreements");
        List<Agreement> agreements = new ArrayList<>();
        Pointer place = programme.at("agreements");
        if (names.isTooMany(items.size(), MOST, place, "agreements")) {
            return agreements;
        }
        Set<String> parties = new HashSet<>(Set.of(PartnerId.PROGRAMME.value()));
        partners.forEach(partner -> parties.add(partner.id().value()));
        Set<List<PartnerId>> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Pointer at = place.item(i);
            Fields.of(items.get(i), at, "an agreement", KNOWN, problems)
                    .flatMap(fields -> agreement(fields, parties))
                    .filter(agreement -> isNew(agreement, seen, at))
                    .ifPresent(agreements::add);
        }
        return agreements;
    }

    private Optional<Agreement> agreement(Fields fields, Set<String> parties) {
        Optional<String> payer = fields.requiredText("payer", "the partner who pays")
                .filter(text -> names.isKnown(text, fields.at("payer"), parties, "partner"));
        Optional<String> rulesOf = fields.requiredText("rulesOf", "the partner whose rules it pays for")
                .filter(text -> names.isKnown(text, fields.at("rulesOf"), parties, "partner"));
        Optional<Budget> budget = budget(fields);
        if (payer.isEmpty() || rulesOf.isEmpty()) {
            return Optional.empty();
        }
        if (payer.equals(rulesOf)) {
            problems.add(
                    "contradiction",
                    fields.place(),
                    "`" + payer.get() + "` need not agree to pay for its own rules",
                    "remove the agreement");
        }
        return Optional.of(new Agreement(new PartnerId(payer.get()), new PartnerId(rulesOf.get()), budget));
    }

    /** Empty if there is none, or a wrong one, which is reported. */
    private Optional<Budget> budget(Fields fields) {
        Optional<Period> period = fields.text("per")
                .filter(word -> names.isKnown(word, fields.at("per"), PERIODS, "period"))
                .map(word -> Period.valueOf(word.toUpperCase(Locale.ROOT)));
        Optional<Budget.Then> then = fields.text("then")
                .filter(word -> names.isKnown(word, fields.at("then"), THEN, "way"))
                .map(word -> Budget.Then.valueOf(word.toUpperCase(Locale.ROOT)));
        if (fields.get("budget") == null) {
            for (String field : List.of("per", "then")) {
                if (fields.get(field) != null) {
                    fields.required("budget", "`" + field + "` is of a budget: say how much, such as \"10000\"");
                    break;
                }
            }
            return Optional.empty();
        }
        OptionalLong most = terms.money(fields, "budget", currency, 1);
        fields.required("then", "what happens once the budget is used up: \"stop\" or \"others\"");
        return most.isEmpty() || then.isEmpty() || currency.isEmpty()
                ? Optional.empty()
                : Optional.of(new Budget(Money.ofMinor(most.getAsLong(), currency.get()), period, then.get()));
    }

    private boolean isNew(Agreement agreement, Set<List<PartnerId>> seen, Pointer place) {
        if (!seen.add(List.of(agreement.payer(), agreement.rulesOf()))) {
            names.duplicate(agreement.payer() + " pays for " + agreement.rulesOf(), place);
            return false;
        }
        return true;
    }
}
