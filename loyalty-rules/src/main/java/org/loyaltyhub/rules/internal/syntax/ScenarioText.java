package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says scenarios in the canonical way. */
final class ScenarioText {
    private final Words words;
    private final ValueText values;
    private final OccasionText occasions;
    private final EffectText effects;
    private final ClauseText clauses;

    ScenarioText(Words words, ValueText values, OccasionText occasions, EffectText effects, ClauseText clauses) {
        this.words = words;
        this.values = values;
        this.occasions = occasions;
        this.effects = effects;
        this.clauses = clauses;
    }

    String scenario(ScenarioTree scenario) {
        StringBuilder text =
                new StringBuilder(words.one(Keyword.SCENARIO) + " " + ValueText.quoted(scenario.name()) + "\n");
        String given = "  " + words.one(Keyword.GIVEN) + " ";
        scenario.members()
                .forEach(member -> text.append(given).append(member(member)).append('\n'));
        scenario.given().forEach(each -> text.append(given).append(step(each)).append('\n'));
        String and = "   " + words.one(Keyword.AND) + " ";
        String start = "  " + words.one(Keyword.WHEN) + " ";
        for (ScenarioTree.Step event : scenario.when()) {
            text.append(start).append(step(event)).append('\n');
            start = and;
        }
        start = "  " + words.one(Keyword.THEN) + " ";
        for (ScenarioTree.Expected expected : scenario.then()) {
            text.append(start).append(expected(expected)).append('\n');
            start = and;
        }
        return text.toString();
    }

    private String member(ScenarioTree.Member member) {
        List<String> known = new ArrayList<>();
        member.tier().ifPresent(name -> known.add(words.one(Keyword.TIER) + " " + name.text()));
        member.enrolled().ifPresent(day -> known.add(words.one(Keyword.ENROLLED) + " " + values.value(day)));
        member.birthday().ifPresent(day -> known.add(words.one(Keyword.BIRTHDAY) + " " + values.value(day)));
        member.segments().forEach(name -> known.add(words.one(Keyword.SEGMENT) + " " + ValueText.quoted(name)));
        member.attributes().forEach(said -> known.add(words.one(Keyword.ATTRIBUTE) + " " + said(said)));
        member.rank().ifPresent(number -> known.add(words.one(Keyword.RANK) + " " + values.value(number)));
        return words.one(Keyword.MEMBER) + " " + String.join(", ", known);
    }

    /** {@code purchase of fuel 30 l for 1500 RUB at nord-fuel on 2026-03-02 09:00}. */
    String step(ScenarioTree.Step step) {
        if (step instanceof ScenarioTree.Receipt receipt) {
            String lines = receipt.lines().stream().map(this::bought).collect(Collectors.joining(", "));
            String paid = receipt.paidWithPoints()
                    .map(money -> ", " + values.value(money) + " " + words.phrase(Keyword.PAID, Keyword.WITH) + " "
                            + words.many(Keyword.POINT))
                    .orElse("");
            return words.phrase(Keyword.PURCHASE, Keyword.OF) + " " + lines + at(receipt.at()) + on(receipt.on()) + paid
                    + details(receipt.details());
        }
        if (step instanceof ScenarioTree.Act act) {
            String what = act.activity()
                    .map(name -> words.one(Keyword.ACTIVITY) + " " + name.text())
                    .orElse(words.one(Keyword.ENROLMENT));
            return what + at(act.at()) + on(act.on()) + details(act.details());
        }
        if (step instanceof ScenarioTree.OfCalendar calendar) {
            String what = calendar.endOf()
                    .map(period -> words.phrase(Keyword.END, Keyword.OF, Keyword.of(period)))
                    .orElse(words.one(Keyword.BIRTHDAY));
            return what + on(calendar.on());
        }
        if (step instanceof ScenarioTree.GoodsBack back) {
            String goods = back.goods().stream().map(this::back).collect(Collectors.joining(", "));
            String from = goods.isEmpty() ? "" : goods + " " + words.one(Keyword.FROM) + " ";
            return words.phrase(Keyword.REFUND, Keyword.OF) + " " + from + words.phrase(Keyword.THAT, Keyword.PURCHASE)
                    + on(back.on());
        }
        if (step instanceof ScenarioTree.PointsSpent spent) {
            return words.phrase(Keyword.REDEMPTION, Keyword.OF) + " " + values.value(spent.points()) + at(spent.at())
                    + on(spent.on());
        }
        ScenarioTree.TierChange change = (ScenarioTree.TierChange) step;
        return occasions.tierCrossed(change.falls(), change.tier()) + on(change.on());
    }

    private String at(Optional<Name> at) {
        return at.map(name -> " " + words.one(Keyword.AT) + " " + name.text()).orElse("");
    }

    private String on(Optional<RuleTree.Moment> on) {
        return on.map(moment -> " " + words.one(Keyword.ON) + " " + ValueText.moment(moment))
                .orElse("");
    }

    private String details(ScenarioTree.Details details) {
        StringBuilder text = new StringBuilder();
        details.site().ifPresent(site -> text.append(", " + words.one(Keyword.SITE) + " " + ValueText.quoted(site)));
        details.channel()
                .ifPresent(name -> text.append(", " + words.one(Keyword.CHANNEL) + " " + ValueText.quoted(name)));
        details.attributes().forEach(said -> text.append(", " + words.one(Keyword.ATTRIBUTE) + " " + said(said)));
        return text + (details.referrer() ? ", " + words.phrase(Keyword.WITH, Keyword.REFERRER) : "");
    }

    private String bought(ScenarioTree.Bought bought) {
        StringBuilder text = new StringBuilder(bought.category().text());
        bought.quantity().ifPresent(quantity -> text.append(" " + values.value(quantity)));
        text.append(" " + words.one(Keyword.FOR) + " " + values.value(bought.amount()));
        bought.sku().ifPresent(sku -> text.append(" " + words.one(Keyword.SKU) + " " + ValueText.quoted(sku)));
        bought.attributes().forEach(said -> text.append(" " + words.one(Keyword.LINE) + " " + said(said)));
        return text.toString();
    }

<<<<<<< HEAD
    /** {@code fuel 10 l for 500 RUB}: what comes back. */
=======
    /** {@code diesel 10 l}. */
>>>>>>> events
    String back(ScenarioTree.Back back) {
        return back.category().text()
                + back.quantity().map(quantity -> " " + values.value(quantity)).orElse("")
                + back.amount()
                        .map(money -> " " + words.one(Keyword.FOR) + " " + values.value(money))
                        .orElse("");
    }

    private String said(ScenarioTree.Said said) {
        return ValueText.quoted(said.name()) + " = " + values.value(said.value());
    }

    /** {@code 100 points from "Base points"}. */
    String expected(ScenarioTree.Expected expected) {
        if (expected instanceof ScenarioTree.Expected.FromRule from) {
            String points =
                    from.points().map(values::value).orElse(words.one(Keyword.NO) + " " + words.many(Keyword.POINT));
            String payer = from.payer()
                    .map(share -> " " + words.phrase(Keyword.PAID, Keyword.BY) + " " + clauses.share(share))
                    .orElse("");
            return points + effects.toReferrer(from.toReferrer()) + " " + words.one(Keyword.FROM) + " "
                    + ValueText.quoted(from.rule()) + payer;
        }
        if (expected instanceof ScenarioTree.Expected.Balance balance) {
            return words.one(Keyword.BALANCE) + " " + values.value(balance.points());
        }
        if (expected instanceof ScenarioTree.Expected.Tickets tickets) {
            String number = tickets.number()
                    .map(many -> values.value(many) + " " + words.counted(Keyword.TICKET, many.number()))
                    .orElse(words.phrase(Keyword.A, Keyword.TICKET));
            return number + " " + words.one(Keyword.FOR) + " " + ValueText.quoted(tickets.draw());
        }
        if (expected instanceof ScenarioTree.Expected.Voucher voucher) {
            return words.one(Keyword.VOUCHER) + " " + ValueText.quoted(voucher.code());
        }
        if (expected instanceof ScenarioTree.Expected.Badge badge) {
            return words.one(Keyword.BADGE) + " " + ValueText.quoted(badge.name());
        }
        if (expected instanceof ScenarioTree.Expected.Message message) {
            return words.one(Keyword.MESSAGE) + " " + ValueText.quoted(message.text());
        }
        if (expected instanceof ScenarioTree.Expected.Off off) {
            return values.value(off.money()) + " " + words.one(Keyword.OFF);
        }
        if (expected instanceof ScenarioTree.Expected.Fee fee) {
            return values.value(fee.money()) + " " + words.phrase(Keyword.TO, Keyword.REPORTER);
        }
        boolean more = ((ScenarioTree.Expected.Nothing) expected).more();
        return words.one(Keyword.NOTHING) + (more ? " " + words.one(Keyword.ELSE) : "");
    }
}
