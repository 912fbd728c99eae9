package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.rule.Limit;

/**
 * The one canonical way to say any part of a tree, in words that do not depend on their neighbours. {@link Printer} makes
 * of them those of a language where they do.
 *
 * <p>Immutable and thread-safe.
 */
final class CanonicalText {
    private final Words words;

    CanonicalText(Words words) {
        this.words = words;
    }

    private String word(Keyword... keywords) {
        return List.of(keywords).stream().map(words::one).collect(Collectors.joining(" "));
    }

    /** The whole file, without its comments. Ends with a newline. */
    String book(BookTree book) {
        StringBuilder text = new StringBuilder();
        book.name().ifPresent(name -> text.append(heading(name)));
        book.owner().ifPresent(owner -> text.append(owner(owner)));
        text.append(book.lets().isEmpty() ? "" : "\n");
        book.lets().forEach(let -> text.append(let(let)));
        book.rules().forEach(rule -> text.append("\n" + rule(rule)));
        book.scenarios().forEach(scenario -> text.append("\n" + scenario(scenario)));
        return text.toString();
    }

    String heading(Text name) {
        return word(Keyword.RULEBOOK) + " " + quoted(name) + "\n";
    }

    String owner(BookTree.Owner owner) {
        String whose = owner.programme() ? word(Keyword.PROGRAMME) : owner.name().text();
        return word(Keyword.OWNER) + " " + whose + "\n";
    }

    String let(LetTree let) {
        return word(Keyword.LET) + " " + let.name().text() + " = " + set(let.set(), false) + "\n";
    }

    String rule(RuleTree rule) {
        StringBuilder text = new StringBuilder(word(Keyword.RULE) + " " + quoted(rule.name()) + "\n");
        rule.tell().ifPresent(tell -> text.append("  " + word(Keyword.TELL) + " " + quoted(tell) + "\n"));
        String from =
                rule.from().map(at -> word(Keyword.FROM) + " " + moment(at)).orElse("");
        String until =
                rule.until().map(at -> word(Keyword.UNTIL) + " " + moment(at)).orElse("");
        if (!from.isEmpty() || !until.isEmpty()) {
            text.append("  " + (from + " " + until).strip() + "\n");
        }
        rule.trigger().ifPresent(trigger -> text.append("  " + word(Keyword.WHEN) + " " + purchase(trigger) + "\n"));
        rule.conditions().forEach(each -> text.append("   " + word(Keyword.AND) + " " + condition(each) + "\n"));
        String start = "  " + word(Keyword.THEN) + " ";
        for (EffectTree effect : rule.effects()) {
            text.append(start).append(effect(effect)).append('\n');
            start = "   " + word(Keyword.AND) + " ";
        }
        rule.clauses().forEach(clause -> text.append("  " + clause(clause) + "\n"));
        return text.toString();
    }

    /** {@code purchase of fuel at gas-station}. */
    String purchase(PurchaseTree purchase) {
        return words.one(Keyword.PURCHASE) + rest(purchase);
    }

    private String purchases(PurchaseTree purchase) {
        return words.many(Keyword.PURCHASE) + rest(purchase);
    }

    private String rest(PurchaseTree purchase) {
        StringBuilder text = new StringBuilder();
        purchase.goods().ifPresent(goods -> text.append(" " + word(Keyword.OF) + " " + goods(goods)));
        purchase.places().ifPresent(places -> text.append(" " + word(Keyword.AT) + " " + names(places)));
        if (!purchase.filters().isEmpty()) {
            String filters = purchase.filters().stream().map(this::condition).collect(Collectors.joining(", "));
            text.append(" " + word(Keyword.WITH) + " " + filters);
        }
        return text.toString();
    }

    private String goods(GoodsTree goods) {
        String of = goods.of().map(this::names).orElse(word(Keyword.EVERYTHING));
        return of
                + goods.except()
                        .map(names -> " " + word(Keyword.EXCEPT) + " " + names(names))
                        .orElse("");
    }

    String names(Names names) {
        String text = names.names().stream().map(Name::text).collect(Collectors.joining(", "));
        return names.names().size() == 1 ? text : "(" + text + ")";
    }

    /** {@code quantity >= 40 l}. */
    String condition(ConditionTree condition) {
        if (condition instanceof ConditionTree.Compare compare) {
            String right =
                    compare.right() instanceof ValueTree value ? value(value) : figure((FigureTree) compare.right());
            return figure(compare.left()) + " " + compare.comparison().symbol() + " " + right;
        }
        if (condition instanceof ConditionTree.Among among) {
            String not = among.negated() ? word(Keyword.NOT) + " " : "";
            return figure(among.left()) + " " + not + word(Keyword.IN) + " " + set(among.set(), true);
        }
        if (condition instanceof ConditionTree.ReceiptHas has) {
            return word(Keyword.RECEIPT, Keyword.HAS) + " " + names(has.categories());
        }
        if (condition instanceof ConditionTree.Earlier earlier) {
            return earlier(earlier);
        }
        if (condition instanceof ConditionTree.First first) {
            return word(Keyword.FIRST) + " " + purchase(first.purchase());
        }
        if (condition instanceof ConditionTree.Not not) {
            return word(Keyword.NOT) + " " + condition(not.condition());
        }
        ConditionTree.Group group = (ConditionTree.Group) condition;
        String join = " " + word(group.any() ? Keyword.OR : Keyword.AND) + " ";
        return group.conditions().stream().map(this::condition).collect(Collectors.joining(join, "(", ")"));
    }

    private String earlier(ConditionTree.Earlier earlier) {
        String no = earlier.negated() ? word(Keyword.NO) + " " : "";
        String unused = earlier.unused().isPresent() ? ", " + word(Keyword.UNUSED) : "";
        return no + purchase(earlier.purchase()) + window(earlier.window()) + unused;
    }

    /** {@code count of purchases of fuel this month}. */
    String figure(FigureTree figure) {
        if (figure instanceof FigureTree.Simple simple) {
            return simple(simple.kind());
        }
        if (figure instanceof FigureTree.OfGoods of) {
            return simple(of.kind()) + " " + word(Keyword.OF) + " " + goods(of.goods());
        }
        if (figure instanceof FigureTree.Attribute attribute) {
            return word(attribute.ofLine() ? Keyword.LINE : Keyword.ATTRIBUTE) + " " + quoted(attribute.name());
        }
        if (figure instanceof FigureTree.History history) {
            return measure(history.measure())
                    + history.purchase()
                            .map(purchase -> " " + purchases(purchase))
                            .orElse("")
                    + window(history.window());
        }
        if (figure instanceof FigureTree.DaysSince days) {
            return words.many(Keyword.DAY) + " " + word(Keyword.SINCE) + " " + purchase(days.purchase());
        }
        FigureTree.Streak streak = (FigureTree.Streak) figure;
        return word(Keyword.STREAK, Keyword.OF) + " " + words.many(Keyword.of(streak.period())) + " "
                + word(Keyword.WITH) + " " + purchase(streak.purchase());
    }

    private String simple(FigureTree.Kind kind) {
        return switch (kind) {
            case AMOUNT -> word(Keyword.AMOUNT);
            case TOTAL -> word(Keyword.TOTAL);
            case QUANTITY -> word(Keyword.QUANTITY);
            case UNIT_PRICE -> word(Keyword.UNIT, Keyword.PRICE);
            case LINES -> words.many(Keyword.LINE);
            case SITE -> word(Keyword.SITE);
            case CHANNEL -> word(Keyword.CHANNEL);
            case SKU -> word(Keyword.SKU);
            case DAY -> word(Keyword.DAY);
            case TIME -> word(Keyword.TIME);
            case DATE -> word(Keyword.DATE);
            case MONTH -> word(Keyword.MONTH);
            case MEMBER_TIER -> word(Keyword.MEMBER, Keyword.TIER);
            case MEMBER_FOR -> word(Keyword.MEMBER, Keyword.FOR);
        };
    }

    private String measure(Measure measure) {
        return switch (measure) {
            case COUNT -> word(Keyword.COUNT, Keyword.OF);
            case AMOUNT -> word(Keyword.AMOUNT, Keyword.OF);
            case AVERAGE_AMOUNT -> word(Keyword.AVERAGE, Keyword.AMOUNT, Keyword.OF);
            case QUANTITY -> word(Keyword.QUANTITY, Keyword.OF);
            case DAYS -> words.many(Keyword.DAY) + " " + word(Keyword.WITH);
            case PARTNERS -> words.many(Keyword.PARTNER) + " " + word(Keyword.VISITED);
            case KINDS -> words.many(Keyword.KIND) + " " + word(Keyword.VISITED);
            case POINTS_EARNED -> words.many(Keyword.POINT) + " " + word(Keyword.EARNED);
        };
    }

    private String window(Optional<WindowTree> window) {
        return window.map(tree -> " " + window(tree)).orElse("");
    }

    private String window(WindowTree window) {
        if (window instanceof WindowTree.Last last) {
            String count = number(last.count()) + " " + words.counted(Keyword.of(last.unit()), last.count());
            return word(Keyword.IN, Keyword.LAST) + " " + count;
        }
        if (window instanceof WindowTree.This current) {
            return word(Keyword.THIS, Keyword.of(current.period()));
        }
        if (window instanceof WindowTree.Previous previous) {
            return word(Keyword.PREVIOUS, Keyword.of(previous.period()));
        }
        if (window instanceof WindowTree.Since since) {
            return word(Keyword.SINCE) + " " + since.first();
        }
        return word(Keyword.EVER);
    }

    String set(SetTree set, boolean bracketed) {
        String text = set.elements().stream().map(this::element).collect(Collectors.joining(", "));
        SetTree.Element first = set.elements().get(0);
        boolean bare = set.elements().size() == 1
                && (!bracketed || first.to().isPresent() || first.from() instanceof ValueTree.Word);
        return bare ? text : "(" + text + ")";
    }

    private String element(SetTree.Element element) {
        return value(element.from()) + element.to().map(to -> ".." + value(to)).orElse("");
    }

    /** {@code 1500 RUB}. */
    String value(ValueTree value) {
        if (value instanceof ValueTree.Measure measure) {
            return number(measure.number())
                    + measure.unit().map(unit -> unit(unit, measure.number())).orElse("");
        }
        if (value instanceof ValueTree.Date date) {
            return date.date().toString();
        }
        if (value instanceof ValueTree.Time time) {
            return time(time.minutes());
        }
        if (value instanceof ValueTree.Weekday weekday) {
            return word(Keyword.of(weekday.day()));
        }
        if (value instanceof ValueTree.MonthName month) {
            return word(Keyword.of(month.month()));
        }
        if (value instanceof ValueTree.Quoted quoted) {
            return '"' + quoted.text() + '"';
        }
        return ((ValueTree.Word) value).name().text();
    }

    private static String time(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    /** Without digits that say nothing: {@code 40.0} is {@code 40}, {@code 1.50} stays. */
    private static String number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() <= 0 ? stripped : number).toPlainString();
    }

    private String unit(UnitTree unit, BigDecimal number) {
        return switch (unit.kind()) {
            case PERCENT -> "%";
            case NAME -> " " + unit.text();
            case KEYWORD -> " " + words.counted(Objects.requireNonNull(unit.keyword()), number);
        };
    }

    private static String quoted(Text text) {
        return '"' + text.value() + '"';
    }

    private static String moment(RuleTree.Moment moment) {
        return moment.date()
                + moment.minutes().map(minutes -> " " + time(minutes)).orElse("");
    }

    /** {@code award 1 point per full 100 RUB}. */
    String effect(EffectTree effect) {
        EffectTree.Award award = (EffectTree.Award) effect;
        return word(Keyword.AWARD) + " " + value(award.points())
                + award.per().map(this::per).orElse("")
                + award.of()
                        .map(figure -> " " + word(Keyword.OF) + " " + figure(figure))
                        .orElse("")
                + award.cap()
                        .map(cap -> " " + word(Keyword.UP, Keyword.TO) + " " + value(cap))
                        .orElse("");
    }

    private String per(EffectTree.Per per) {
        String full = per.full() ? " " + word(Keyword.FULL) : "";
        String measure = per.numbered()
                ? " " + value(per.measure())
                : per.measure().unit().map(unit -> unit(unit, BigDecimal.ONE)).orElse("");
        return " " + word(Keyword.PER) + full + measure;
    }

    /** {@code paid by nord-fuel 60%, aqua-wash 40%}. */
    String clause(ClauseTree clause) {
        if (clause instanceof ClauseTree.LimitTo limit) {
            return word(Keyword.LIMIT) + " " + limit(limit);
        }
        if (clause instanceof ClauseTree.PaidBy paid) {
            return word(Keyword.PAID, Keyword.BY) + " "
                    + paid.shares().stream().map(this::share).collect(Collectors.joining(", "));
        }
        return switch (((ClauseTree.Round) clause).rounding()) {
            case DOWN -> word(Keyword.ROUND, Keyword.DOWN);
            case UP -> word(Keyword.ROUND, Keyword.UP);
            case NEAREST -> word(Keyword.ROUND, Keyword.NEAREST);
        };
    }

    /** {@code once per member per day}, without the word {@code limit}. */
    String limit(ClauseTree.LimitTo limit) {
        String most = limit.most().map(this::value).orElse(word(Keyword.ONCE));
        return most + " " + reach(limit.reach(), limit.period().map(Keyword::of).orElse(Keyword.EVER));
    }

    private String reach(Limit.Reach reach, Keyword period) {
        return switch (reach) {
            case PURCHASE -> word(Keyword.PER, Keyword.MEMBER, Keyword.PER, Keyword.PURCHASE);
            case MEMBER_PERIOD -> word(Keyword.PER, Keyword.MEMBER, Keyword.PER, period);
            case MEMBER_EVER -> word(Keyword.PER, Keyword.MEMBER, Keyword.EVER);
            case ALL_PERIOD -> word(Keyword.PER, period);
            case ALL_EVER -> word(Keyword.IN, Keyword.TOTAL);
        };
    }

    private String share(ClauseTree.Share share) {
        String payer = share.role() == null ? share.name().text() : words.one(share.role());
        return payer + share.part().map(part -> " " + value(part)).orElse("");
    }

    String scenario(ScenarioTree scenario) {
        StringBuilder text = new StringBuilder(word(Keyword.SCENARIO) + " " + quoted(scenario.name()) + "\n");
        String given = "  " + word(Keyword.GIVEN) + " ";
        scenario.members()
                .forEach(member -> text.append(given).append(member(member)).append('\n'));
        scenario.given()
                .forEach(each -> text.append(given).append(receipt(each)).append('\n'));
        String and = "   " + word(Keyword.AND) + " ";
        String start = "  " + word(Keyword.WHEN) + " ";
        for (ScenarioTree.Receipt event : scenario.when()) {
            text.append(start).append(receipt(event)).append('\n');
            start = and;
        }
        start = "  " + word(Keyword.THEN) + " ";
        for (ScenarioTree.Expected expected : scenario.then()) {
            text.append(start).append(expected(expected)).append('\n');
            start = and;
        }
        return text.toString();
    }

    private String member(ScenarioTree.Member member) {
        String tier = member.tier()
                .map(name -> word(Keyword.TIER) + " " + name.text())
                .orElse("");
        String enrolled = member.enrolled()
                .map(at -> word(Keyword.ENROLLED) + " " + value(at))
                .orElse("");
        String join = tier.isEmpty() || enrolled.isEmpty() ? "" : ", ";
        return word(Keyword.MEMBER) + " " + tier + join + enrolled;
    }

    /** {@code purchase of fuel 30 l for 1500 RUB at nord-fuel on 2026-03-02 09:00}. */
    String receipt(ScenarioTree.Receipt receipt) {
        StringBuilder text = new StringBuilder(word(Keyword.PURCHASE, Keyword.OF) + " ");
        text.append(receipt.lines().stream().map(this::bought).collect(Collectors.joining(", ")));
        receipt.at().ifPresent(name -> text.append(" " + word(Keyword.AT) + " " + name.text()));
        receipt.on().ifPresent(moment -> text.append(" " + word(Keyword.ON) + " " + moment(moment)));
        receipt.paidWithPoints()
                .ifPresent(money -> text.append(", " + value(money) + " " + word(Keyword.PAID, Keyword.WITH) + " "
                        + words.many(Keyword.POINT)));
        receipt.site().ifPresent(site -> text.append(", " + word(Keyword.SITE) + " " + quoted(site)));
        receipt.channel().ifPresent(name -> text.append(", " + word(Keyword.CHANNEL) + " " + quoted(name)));
        receipt.attributes().forEach(said -> text.append(", " + word(Keyword.ATTRIBUTE) + " " + said(said)));
        return text.toString();
    }

    private String bought(ScenarioTree.Bought bought) {
        StringBuilder text = new StringBuilder(bought.category().text());
        bought.quantity().ifPresent(quantity -> text.append(" " + value(quantity)));
        text.append(" " + word(Keyword.FOR) + " " + value(bought.amount()));
        bought.sku().ifPresent(sku -> text.append(" " + word(Keyword.SKU) + " " + quoted(sku)));
        bought.attributes().forEach(said -> text.append(" " + word(Keyword.LINE) + " " + said(said)));
        return text.toString();
    }

    private String said(ScenarioTree.Said said) {
        return quoted(said.name()) + " = " + value(said.value());
    }

    /** {@code 100 points from "Base points"}. */
    String expected(ScenarioTree.Expected expected) {
        if (expected instanceof ScenarioTree.Expected.FromRule from) {
            String points = from.points().map(this::value).orElse(word(Keyword.NO) + " " + words.many(Keyword.POINT));
            return points + " " + word(Keyword.FROM) + " " + quoted(from.rule());
        }
        if (expected instanceof ScenarioTree.Expected.Balance balance) {
            return word(Keyword.BALANCE) + " " + value(balance.points());
        }
        boolean more = ((ScenarioTree.Expected.Nothing) expected).more();
        return word(Keyword.NOTHING) + (more ? " " + word(Keyword.ELSE) : "");
    }
}
