package org.loyaltyhub.rules.internal.syntax;

import java.util.stream.Collectors;

/** Says what happens, for triggers and for what is counted, in the canonical way. */
final class OccasionText {
    private final Words words;
    private final ValueText values;
    private final ConditionText conditions;

    OccasionText(Words words, ValueText values, ConditionText conditions) {
        this.words = words;
        this.values = values;
        this.conditions = conditions;
    }

    /** {@code purchase of fuel at gas-station}, {@code end of month}. */
    String trigger(TriggerTree trigger) {
        if (trigger instanceof OccasionTree occasion) {
            return occasion(occasion);
        }
        if (trigger instanceof TriggerTree.Enrolment) {
            return words.one(Keyword.ENROLMENT);
        }
        if (trigger instanceof TriggerTree.Birthday) {
            return words.one(Keyword.BIRTHDAY);
        }
        if (trigger instanceof TriggerTree.EndOf end) {
            return words.phrase(Keyword.END, Keyword.OF, Keyword.of(end.period()));
        }
        if (trigger instanceof TriggerTree.BalanceReaches reaches) {
            return words.phrase(Keyword.BALANCE, Keyword.REACHES) + " " + values.value(reaches.points());
        }
        TriggerTree.TierCrossed crossed = (TriggerTree.TierCrossed) trigger;
        return tierCrossed(crossed.falls(), crossed.tier());
    }

    String tierCrossed(boolean falls, Name tier) {
        String how = falls ? words.phrase(Keyword.FALLS, Keyword.TO) : words.one(Keyword.BECOMES);
        return words.one(Keyword.TIER) + " " + how + " " + tier.text();
    }

    /** {@code purchase of fuel at gas-station}, {@code activity referral}. */
    String occasion(OccasionTree occasion) {
        return words.one(occasion instanceof PurchaseTree ? Keyword.PURCHASE : Keyword.ACTIVITY) + rest(occasion);
    }

    String occasions(OccasionTree occasion) {
        return words.many(occasion instanceof PurchaseTree ? Keyword.PURCHASE : Keyword.ACTIVITY) + rest(occasion);
    }

    private String rest(OccasionTree occasion) {
        StringBuilder text = new StringBuilder();
        if (occasion instanceof PurchaseTree purchase) {
            purchase.goods().ifPresent(goods -> text.append(" " + words.one(Keyword.OF) + " " + goods(goods)));
        } else if (occasion instanceof ActivityTree activity) {
            text.append(" ").append(activity.name().text());
        }
        occasion.places().ifPresent(places -> text.append(" " + words.one(Keyword.AT) + " " + values.names(places)));
        if (!occasion.filters().isEmpty()) {
            String filters =
                    occasion.filters().stream().map(conditions::condition).collect(Collectors.joining(", "));
            text.append(" " + words.one(Keyword.WITH) + " " + filters);
        }
        return text.toString();
    }

    String goods(GoodsTree goods) {
        String of = goods.of().map(values::names).orElse(words.one(Keyword.EVERYTHING));
        return of
                + goods.except()
                        .map(names -> " " + words.one(Keyword.EXCEPT) + " " + values.names(names))
                        .orElse("");
    }
}
