package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Shares;

/**
 * Discounts and vouchers held for a purchase that is yet to be paid. What a quote takes of limits is theirs until a
 * purchase names the quote, and then the purchase's, or until its time is over.
 */
final class Quoting {
    private final Version version;
    private final MemberState state;
    private final Books books;
    private final Outside outside;

    Quoting(Version version, MemberState state, Books books, Outside outside) {
        this.version = version;
        this.state = state;
        this.books = books;
        this.outside = outside;
    }

    Ruling of(Quote quote, Visit visit) {
        Judging judging = Judging.forDiscounts(version, state, books.recordedAt(), new Discounting(outside));
        judging.judge(visit);
        List<RuleDecision> rules = new ArrayList<>();
        judging.rules().stream()
                .map(RuleDecision::withDiscountsOnly)
                .filter(RuleDecision::gives)
                .forEach(rules::add);
        Visit net = visit.less(taken(rules, visit));
        Belongings left = state.belongings();
        for (String code : quote.vouchers()) {
            Optional<Belongings.Voucher> voucher = left.usable(code, books.recordedAt());
            if (voucher.isEmpty()) {
                return Ruling.refused(Refusal.declined(
                        "no-such-voucher",
                        "the member has no voucher " + code + " that can be used now",
                        "look at the member's vouchers: it may be used, or over"));
            }
            Optional<RuleDecision> used = use(voucher.get(), net, judging.budgets());
            if (used.isEmpty()) {
                return Ruling.refused(Refusal.declined(
                        "voucher-no-use",
                        "voucher " + code + " is good for nothing on this receipt at "
                                + quote.key().partner(),
                        "use it where and on what its rule says"));
            }
            rules.add(used.get());
            net = net.less(taken(List.of(used.get()), net));
            left = left.without(voucher.get());
        }
        Instant until =
                books.recordedAt().plus(version.programme().terms().redemption().timeout());
        List<SharedUse> shared = usedBy(rules, judging.shared());
        shared.addAll(judging.budgets().usedBy(rules));
        return Ruling.quoted(rules, shared, until);
    }

    /** The hub's answers, and discounts are given. */
    private record Discounting(Outside outside) implements Outside {
        @Override
        public long grant(SharedLimit limit, long asked) {
            return outside.grant(limit, asked);
        }

        @Override
        public boolean givesDiscounts() {
            return true;
        }
    }

    private static long[] taken(List<RuleDecision> rules, Visit visit) {
        long[] taken = new long[visit.lineCount()];
        for (RuleDecision rule : rules) {
            for (Gift gift : rule.gifts()) {
                if (gift instanceof Gift.Off off) {
                    for (int line = 0; line < taken.length; line++) {
                        taken[line] = Math.addExact(taken[line], off.lines().get(line));
                    }
                }
            }
        }
        return taken;
    }

    /** A promise is kept as it was made: by the rule that gave the voucher, as it was then, at its payers' cost. */
    private Optional<RuleDecision> use(Belongings.Voucher voucher, Visit net, Budgets budgets) {
        Optional<Standing> source = outside.past().of(voucher.source());
        Optional<Rule> rule = source.flatMap(standing -> standing.decision().rules().stream()
                .map(RuleDecision::rule)
                .filter(each -> each.key().equals(voucher.rule()))
                .findFirst());
        Optional<Effect.GiveVoucher> effect = rule.flatMap(each -> each.effects().stream()
                .flatMap(one ->
                        one instanceof Effect.GiveVoucher gives && gives.code().equals(voucher.code())
                                ? Optional.of(gives).stream()
                                : Optional.<Effect.GiveVoucher>empty().stream())
                .findFirst());
        if (effect.isEmpty() || !effect.get().offer().partners().has(net.partner())) {
            return Optional.empty();
        }
        long[] room = room(effect.get().offer(), net);
        long granted = granted(effect.get().offer(), room);
        if (granted == 0) {
            return Optional.empty();
        }
        List<Long> lines = new ArrayList<>();
        for (long part : Shares.split(granted, room, room)) {
            lines.add(part);
        }
        Visit given = source.orElseThrow().decision().visit().orElseThrow();
        Version then = outside.version(source.get().decision().version()).orElse(version);
        List<Gift.Share> payers = new Payers(version.programme(), books.recordedAt(), budgets)
                .ofPromises(then.programme())
                .promised(rule.orElseThrow(), effect.get(), given.key().partner(), net.date(), granted);
        Gift.VoucherUsed used =
                new Gift.VoucherUsed(effect.get(), voucher.source(), voucher.expires(), granted, lines, payers);
        return Optional.of(RuleDecision.giving(source.orElseThrow().decision().version(), rule.orElseThrow(), used));
    }

    private static long[] room(Offer offer, Visit net) {
        long[] room = new long[net.lineCount()];
        for (int line = 0; line < room.length; line++) {
            room[line] = offer.lines().takes(net, line) ? Math.max(0, net.amount(line)) : 0;
        }
        return room;
    }

    private static long granted(Offer offer, long[] room) {
        long most = 0;
        for (long each : room) {
            most = Math.addExact(most, each);
        }
        return offer.off() instanceof Offer.Off.Part part
                ? Math.min(most, part.part().of(most, Rounding.DOWN))
                : Math.min(most, ((Offer.Off.Sum) offer.off()).minor());
    }

    /** Only what discounts took of limits stays taken. */
    private static List<SharedUse> usedBy(List<RuleDecision> rules, List<SharedUse> shared) {
        Set<RuleKey> holding = rules.stream()
                .filter(rule -> rule.moneyOff() > 0)
                .map(rule -> rule.rule().key())
                .collect(Collectors.toSet());
        List<SharedUse> used = new ArrayList<>();
        for (SharedUse use : shared) {
            boolean counts =
                    holding.contains(use.limit().rule()) && use.limit().limit().measure() != Limit.Measure.POINTS;
            used.add(counts ? use : use.using(0));
        }
        return used;
    }

    /** The quote that the purchase names, if it names one that is still held; it ends with the purchase. */
    static List<Revision> named(Purchase purchase, MemberState state, Outside outside) {
        Optional<EventKey> quote = purchase.quoteKey();
        if (quote.isEmpty() || !state.quotes().containsKey(quote.get())) {
            return List.of();
        }
        Past past = outside.past();
        return past.of(quote.get()).map(held -> ended(held, past)).stream().toList();
    }

    /** Quotes whose time is over. */
    static List<Revision> over(MemberState state, Instant now, Outside outside) {
        if (state.quotes().isEmpty()) {
            return List.of();
        }
        Past past = outside.past();
        List<Revision> over = new ArrayList<>();
        for (Map.Entry<EventKey, Instant> each : state.quotes().entrySet()) {
            if (!each.getValue().isAfter(now)) {
                past.of(each.getKey()).map(held -> ended(held, past)).ifPresent(over::add);
            }
        }
        return over;
    }

    private static Revision ended(Standing quote, Past past) {
        Decision decision = quote.decision();
        Visit visit = decision.visit().orElseThrow();
        return new Revision(
                decision.version(),
                decision.event().key(),
                decision.sequence(),
                false,
                Optional.empty(),
                Set.of(),
                visit,
                Optional.of(visit),
                decision.rules(),
                lost(decision.rules(), past),
                List.of());
    }

    /** Vouchers that it held and that are not open again, for what they were given for came back meanwhile. */
    private static List<RuleDecision> lost(List<RuleDecision> held, Past past) {
        List<RuleDecision> lost = new ArrayList<>();
        for (RuleDecision each : held) {
            List<Gift> vouchers = new ArrayList<>();
            for (Gift gift : each.gifts()) {
                if (gift instanceof Gift.VoucherUsed voucher && !isStillGiven(voucher, each.rule(), past)) {
                    vouchers.add(voucher.less(0, List.of(), List.of()));
                }
            }
            if (!vouchers.isEmpty()) {
                lost.add(each.withGifts(vouchers));
            }
        }
        return lost;
    }

    private static boolean isStillGiven(Gift.VoucherUsed voucher, Rule rule, Past past) {
        return past.of(voucher.source()).stream()
                .flatMap(source -> source.rules().stream())
                .filter(each -> each.rule().key().equals(rule.key()))
                .flatMap(each -> each.gifts().stream())
                .anyMatch(gift -> gift instanceof Gift.Voucher given
                        && given.effect().code().equals(voucher.effect().code()));
    }

    /** What the rules gave, and what the quote had promised beside it. */
    static List<RuleDecision> kept(List<RuleDecision> judged, Revision quote) {
        List<RuleDecision> all = new ArrayList<>(judged);
        for (RuleDecision promised : quote.rulesBefore()) {
            int at = promised.indexIn(all);
            if (at < 0) {
                all.add(promised);
            } else {
                all.set(at, all.get(at).with(promised.gifts()));
            }
        }
        return all;
    }

    /** What these quotes took of limits. */
    static QuotedUses taken(List<Revision> quotes, Outside outside) {
        if (quotes.isEmpty()) {
            return QuotedUses.NONE;
        }
        Past past = outside.past();
        return new QuotedUses(quotes.stream()
                .flatMap(quote -> past.of(quote.of()).orElseThrow().decision().shared().stream())
                .toList());
    }
}
