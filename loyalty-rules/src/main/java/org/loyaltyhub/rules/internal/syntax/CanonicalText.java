package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.util.ArrayList;
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
        book.segments().forEach(segment -> text.append("\n" + segment(segment)));
        book.rules().forEach(rule -> text.append("\n" + rule(rule)));
        book.scenarios().forEach(scenario -> text.append("\n" + scenario(scenario)));
        return text.toString();
    }

    String heading(Text name) {
        return word(Keyword.RULEBOOK) + " " + quoted(name) + "\n";
    }

    String owner(BookTree.Owner owner) {
        String whose =
                owner.programme() ? word(Keyword.PROGRAMME) : owner.name().text();
        return word(Keyword.OWNER) + " " + whose + "\n";
    }

    String let(LetTree let) {
        return word(Keyword.LET) + " " + let.name().text() + " = " + set(let.set(), false) + "\n";
    }

    String segment(SegmentTree segment) {
        StringBuilder text = new StringBuilder(word(Keyword.SEGMENT) + " " + quoted(segment.name()) + "\n");
        String start = "  " + word(Keyword.WHEN) + " ";
        for (ConditionTree condition : segment.conditions()) {
            text.append(start).append(condition(condition)).append('\n');
            start = "   " + word(Keyword.AND) + " ";
        }
        return text.toString();
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
        rule.trigger().ifPresent(trigger -> text.append("  " + word(Keyword.WHEN) + " " + trigger(trigger) + "\n"));
        rule.conditions().forEach(each -> text.append("   " + word(Keyword.AND) + " " + condition(each) + "\n"));
        String start = "  " + word(Keyword.THEN) + " ";
        for (EffectTree effect : rule.effects()) {
            text.append(start).append(effect(effect)).append('\n');
            start = "   " + word(Keyword.AND) + " ";
        }
        rule.clauses().forEach(clause -> text.append("  " + clause(clause) + "\n"));
        return text.toString();
    }

    /** {@code purchase of fuel at gas-station}, {@code end of month}. */
    String trigger(TriggerTree trigger) {
        if (trigger instanceof OccasionTree occasion) {
            return occasion(occasion);
        }
        if (trigger instanceof TriggerTree.Enrolment) {
            return word(Keyword.ENROLMENT);
        }
        if (trigger instanceof TriggerTree.Birthday) {
            return word(Keyword.BIRTHDAY);
        }
        if (trigger instanceof TriggerTree.EndOf end) {
            return word(Keyword.END, Keyword.OF, Keyword.of(end.period()));
        }
        if (trigger instanceof TriggerTree.BalanceReaches reaches) {
            return word(Keyword.BALANCE, Keyword.REACHES) + " " + value(reaches.points());
        }
        TriggerTree.TierCrossed crossed = (TriggerTree.TierCrossed) trigger;
        return tierCrossed(crossed.falls(), crossed.tier());
    }

    private String tierCrossed(boolean falls, Name tier) {
        String how = falls ? word(Keyword.FALLS, Keyword.TO) : word(Keyword.BECOMES);
        return word(Keyword.TIER) + " " + how + " " + tier.text();
    }

    /** {@code purchase of fuel at gas-station}, {@code activity referral}. */
    String occasion(OccasionTree occasion) {
        return words.one(occasion instanceof PurchaseTree ? Keyword.PURCHASE : Keyword.ACTIVITY) + rest(occasion);
    }

    private String occasions(OccasionTree occasion) {
        return words.many(occasion instanceof PurchaseTree ? Keyword.PURCHASE : Keyword.ACTIVITY) + rest(occasion);
    }

    private String rest(OccasionTree occasion) {
        StringBuilder text = new StringBuilder();
        if (occasion instanceof PurchaseTree purchase) {
            purchase.goods().ifPresent(goods -> text.append(" " + word(Keyword.OF) + " " + goods(goods)));
        } else if (occasion instanceof ActivityTree activity) {
            text.append(" ").append(activity.name().text());
        }
        occasion.places().ifPresent(places -> text.append(" " + word(Keyword.AT) + " " + names(places)));
        if (!occasion.filters().isEmpty()) {
            String filters = occasion.filters().stream().map(this::condition).collect(Collectors.joining(", "));
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
            return word(Keyword.FIRST) + " " + occasion(first.occasion());
        }
        if (condition instanceof ConditionTree.InSegment in) {
            return word(Keyword.MEMBER, Keyword.SEGMENT) + " " + quoted(in.segment());
        }
        if (condition instanceof ConditionTree.BirthdayWithin birthday) {
            return word(Keyword.BIRTHDAY, Keyword.WITHIN) + " " + value(birthday.days());
        }
        if (condition instanceof ConditionTree.Multiple multiple) {
            return figure(multiple.figure()) + " " + word(Keyword.IN, Keyword.MULTIPLES, Keyword.OF) + " "
                    + value(multiple.step());
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
        return no + occasion(earlier.occasion()) + window(earlier.window()) + unused;
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
                    + history.occasion()
                            .map(occasion -> " " + occasions(occasion))
                            .orElse("")
                    + window(history.window());
        }
        if (figure instanceof FigureTree.DaysSince days) {
            return words.many(Keyword.DAY) + " " + word(Keyword.SINCE) + " " + occasion(days.occasion());
        }
        if (figure instanceof FigureTree.MemberAttribute attribute) {
            return word(Keyword.MEMBER, Keyword.ATTRIBUTE) + " " + quoted(attribute.name());
        }
        if (figure instanceof FigureTree.PointsExpiring expiring) {
            return words.many(Keyword.POINT) + " " + word(Keyword.EXPIRING, Keyword.WITHIN) + " "
                    + value(expiring.within());
        }
        if (figure instanceof FigureTree.Rank rank) {
            String ties = rank.tiesByEarliest() ? ", " + word(Keyword.TIES, Keyword.BY, Keyword.EARLIEST) : "";
            return word(Keyword.RANK, Keyword.BY) + " " + figure(rank.by()) + ties;
        }
        FigureTree.Streak streak = (FigureTree.Streak) figure;
        return word(Keyword.STREAK, Keyword.OF) + " " + words.many(Keyword.of(streak.period())) + " "
                + word(Keyword.WITH) + " " + occasion(streak.occasion());
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
            case MEMBER_AGE -> word(Keyword.MEMBER, Keyword.AGE);
            case BALANCE -> word(Keyword.BALANCE);
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
        if (effect instanceof EffectTree.Award award) {
            return word(Keyword.AWARD) + " " + value(award.points())
                    + award.per().map(this::per).orElse("")
                    + award.of()
                            .map(figure -> " " + word(Keyword.OF) + " " + figure(figure))
                            .orElse("")
                    + cap(award.cap())
                    + toReferrer(award.toReferrer());
        }
        if (effect instanceof EffectTree.Brackets award) {
            String brackets = award.brackets().stream().map(this::bracket).collect(Collectors.joining(", "));
            return word(Keyword.AWARD) + " " + brackets + cap(award.cap()) + toReferrer(award.toReferrer());
        }
        if (effect instanceof EffectTree.Multiply multiply) {
            return multiply(multiply);
        }
        if (effect instanceof EffectTree.Take take) {
            return word(Keyword.TAKE) + " " + value(take.what())
                    + take.per().map(this::per).orElse("") + " " + word(Keyword.OFF) + cap(take.cap());
        }
        return gift(effect);
    }

    private String cap(Optional<ValueTree.Measure> cap) {
        return cap.map(most -> " " + word(Keyword.UP, Keyword.TO) + " " + value(most))
                .orElse("");
    }

    private String toReferrer(boolean toReferrer) {
        return toReferrer ? " " + word(Keyword.TO, Keyword.REFERRER) : "";
    }

    private String bracket(EffectTree.Bracket bracket) {
        String end = bracket.upTo().isPresent() ? cap(bracket.upTo()) : " " + word(Keyword.ABOVE);
        return value(bracket.points()) + per(bracket.per()) + end;
    }

    private String multiply(EffectTree.Multiply multiply) {
        String rules = multiply.rules().stream().map(CanonicalText::quoted).collect(Collectors.joining(", ", "(", ")"));
        String of = multiply.rules().isEmpty() ? "" : " " + word(Keyword.OF) + " " + rules;
        return word(Keyword.MULTIPLY) + " " + words.many(Keyword.POINT) + of + " " + word(Keyword.BY) + " "
                + value(multiply.factor());
    }

    private String gift(EffectTree effect) {
        if (effect instanceof EffectTree.GiveVoucher voucher) {
            return word(Keyword.GIVE, Keyword.VOUCHER) + " " + quoted(voucher.code()) + " " + word(Keyword.FOR) + " "
                    + value(voucher.off()) + " " + word(Keyword.OFF) + " " + goods(voucher.goods())
                    + voucher.places()
                            .map(places -> " " + word(Keyword.AT) + " " + names(places))
                            .orElse("")
                    + ", " + word(Keyword.VALID) + " " + value(voucher.valid());
        }
        if (effect instanceof EffectTree.GiveBadge badge) {
            return word(Keyword.GIVE, Keyword.BADGE) + " " + quoted(badge.name());
        }
        if (effect instanceof EffectTree.EnterDraw draw) {
            return word(Keyword.ENTER, Keyword.DRAW) + " " + quoted(draw.draw())
                    + draw.times().map(times -> " " + value(times)).orElse("")
                    + draw.per().map(this::per).orElse("");
        }
        if (effect instanceof EffectTree.PayReporter fee) {
            return word(Keyword.PAY, Keyword.REPORTER) + " " + value(fee.money());
        }
        return word(Keyword.MESSAGE) + " " + quoted(((EffectTree.Message) effect).text());
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
        if (clause instanceof ClauseTree.Round round) {
            return switch (round.rounding()) {
                case DOWN -> word(Keyword.ROUND, Keyword.DOWN);
                case UP -> word(Keyword.ROUND, Keyword.UP);
                case NEAREST -> word(Keyword.ROUND, Keyword.NEAREST);
            };
        }
        if (clause instanceof ClauseTree.InGroup group) {
            Keyword mode = Keyword.valueOf(group.mode().name());
            return word(Keyword.GROUP) + " " + quoted(group.name()) + " " + word(Keyword.TAKE, mode);
        }
        if (clause instanceof ClauseTree.Priority priority) {
            return word(Keyword.PRIORITY) + " " + value(priority.number());
        }
        if (clause instanceof ClauseTree.Hold hold) {
            return word(Keyword.HOLD) + " " + value(hold.span());
        }
        if (clause instanceof ClauseTree.ExpireAfter after) {
            String end = after.atEndOfMonth() ? " " + word(Keyword.AT, Keyword.END, Keyword.OF, Keyword.MONTH) : "";
            return word(Keyword.EXPIRE, Keyword.AFTER) + " " + value(after.span()) + end;
        }
        ClauseTree.ExpireAtEnd end = (ClauseTree.ExpireAtEnd) clause;
        String next = end.next() ? word(Keyword.NEXT) + " " : "";
        return word(Keyword.EXPIRE, Keyword.AT, Keyword.END, Keyword.OF) + " " + next + word(Keyword.of(end.period()));
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
        scenario.given().forEach(each -> text.append(given).append(step(each)).append('\n'));
        String and = "   " + word(Keyword.AND) + " ";
        String start = "  " + word(Keyword.WHEN) + " ";
        for (ScenarioTree.Step event : scenario.when()) {
            text.append(start).append(step(event)).append('\n');
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
        List<String> known = new ArrayList<>();
        member.tier().ifPresent(name -> known.add(word(Keyword.TIER) + " " + name.text()));
        member.enrolled().ifPresent(day -> known.add(word(Keyword.ENROLLED) + " " + value(day)));
        member.birthday().ifPresent(day -> known.add(word(Keyword.BIRTHDAY) + " " + value(day)));
        member.segments().forEach(name -> known.add(word(Keyword.SEGMENT) + " " + quoted(name)));
        member.attributes().forEach(said -> known.add(word(Keyword.ATTRIBUTE) + " " + said(said)));
        member.rank().ifPresent(number -> known.add(word(Keyword.RANK) + " " + value(number)));
        return word(Keyword.MEMBER) + " " + String.join(", ", known);
    }

    /** {@code purchase of fuel 30 l for 1500 RUB at nord-fuel on 2026-03-02 09:00}. */
    String step(ScenarioTree.Step step) {
        if (step instanceof ScenarioTree.Receipt receipt) {
            String lines = receipt.lines().stream().map(this::bought).collect(Collectors.joining(", "));
            String paid = receipt.paidWithPoints()
                    .map(money -> ", " + value(money) + " " + word(Keyword.PAID, Keyword.WITH) + " "
                            + words.many(Keyword.POINT))
                    .orElse("");
            return word(Keyword.PURCHASE, Keyword.OF) + " " + lines + at(receipt.at()) + on(receipt.on()) + paid
                    + details(receipt.details());
        }
        if (step instanceof ScenarioTree.Act act) {
            String what = act.activity()
                    .map(name -> word(Keyword.ACTIVITY) + " " + name.text())
                    .orElse(word(Keyword.ENROLMENT));
            return what + at(act.at()) + on(act.on()) + details(act.details());
        }
        if (step instanceof ScenarioTree.OfCalendar calendar) {
            String what = calendar.endOf()
                    .map(period -> word(Keyword.END, Keyword.OF, Keyword.of(period)))
                    .orElse(word(Keyword.BIRTHDAY));
            return what + on(calendar.on());
        }
        if (step instanceof ScenarioTree.GoodsBack back) {
            String goods = back.goods().stream().map(this::back).collect(Collectors.joining(", "));
            String from = goods.isEmpty() ? "" : goods + " " + word(Keyword.FROM) + " ";
            return word(Keyword.REFUND, Keyword.OF) + " " + from + word(Keyword.THAT, Keyword.PURCHASE) + on(back.on());
        }
        if (step instanceof ScenarioTree.PointsSpent spent) {
            return word(Keyword.REDEMPTION, Keyword.OF) + " " + value(spent.points()) + at(spent.at()) + on(spent.on());
        }
        ScenarioTree.TierChange change = (ScenarioTree.TierChange) step;
        return tierCrossed(change.falls(), change.tier()) + on(change.on());
    }

    private String at(Optional<Name> at) {
        return at.map(name -> " " + word(Keyword.AT) + " " + name.text()).orElse("");
    }

    private String on(Optional<RuleTree.Moment> on) {
        return on.map(moment -> " " + word(Keyword.ON) + " " + moment(moment)).orElse("");
    }

    private String details(ScenarioTree.Details details) {
        StringBuilder text = new StringBuilder();
        details.site().ifPresent(site -> text.append(", " + word(Keyword.SITE) + " " + quoted(site)));
        details.channel().ifPresent(name -> text.append(", " + word(Keyword.CHANNEL) + " " + quoted(name)));
        details.attributes().forEach(said -> text.append(", " + word(Keyword.ATTRIBUTE) + " " + said(said)));
        return text + (details.referrer() ? ", " + word(Keyword.WITH, Keyword.REFERRER) : "");
    }

    private String bought(ScenarioTree.Bought bought) {
        StringBuilder text = new StringBuilder(bought.category().text());
        bought.quantity().ifPresent(quantity -> text.append(" " + value(quantity)));
        text.append(" " + word(Keyword.FOR) + " " + value(bought.amount()));
        bought.sku().ifPresent(sku -> text.append(" " + word(Keyword.SKU) + " " + quoted(sku)));
        bought.attributes().forEach(said -> text.append(" " + word(Keyword.LINE) + " " + said(said)));
        return text.toString();
    }

    String back(ScenarioTree.Back back) {
        return back.category().text()
                + back.quantity().map(quantity -> " " + value(quantity)).orElse("")
                + back.amount()
                        .map(money -> " " + word(Keyword.FOR) + " " + value(money))
                        .orElse("");
    }

    private String said(ScenarioTree.Said said) {
        return quoted(said.name()) + " = " + value(said.value());
    }

    /** {@code 100 points from "Base points"}. */
    String expected(ScenarioTree.Expected expected) {
        if (expected instanceof ScenarioTree.Expected.FromRule from) {
            String points = from.points().map(this::value).orElse(word(Keyword.NO) + " " + words.many(Keyword.POINT));
            return points + toReferrer(from.toReferrer()) + " " + word(Keyword.FROM) + " " + quoted(from.rule());
        }
        if (expected instanceof ScenarioTree.Expected.Balance balance) {
            return word(Keyword.BALANCE) + " " + value(balance.points());
        }
        if (expected instanceof ScenarioTree.Expected.Tickets tickets) {
            String number = tickets.number()
                    .map(many -> value(many) + " " + words.counted(Keyword.TICKET, many.number()))
                    .orElse(word(Keyword.A, Keyword.TICKET));
            return number + " " + word(Keyword.FOR) + " " + quoted(tickets.draw());
        }
        if (expected instanceof ScenarioTree.Expected.Voucher voucher) {
            return word(Keyword.VOUCHER) + " " + quoted(voucher.code());
        }
        if (expected instanceof ScenarioTree.Expected.Badge badge) {
            return word(Keyword.BADGE) + " " + quoted(badge.name());
        }
        if (expected instanceof ScenarioTree.Expected.Message message) {
            return word(Keyword.MESSAGE) + " " + quoted(message.text());
        }
        if (expected instanceof ScenarioTree.Expected.Off off) {
            return value(off.money()) + " " + word(Keyword.OFF);
        }
        if (expected instanceof ScenarioTree.Expected.Fee fee) {
            return value(fee.money()) + " " + word(Keyword.TO, Keyword.REPORTER);
        }
        boolean more = ((ScenarioTree.Expected.Nothing) expected).more();
        return word(Keyword.NOTHING) + (more ? " " + word(Keyword.ELSE) : "");
    }
}
