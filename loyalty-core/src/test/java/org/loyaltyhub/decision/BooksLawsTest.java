package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Span;
import org.loyaltyhub.value.Unit;

/** What holds of the books whatever happens, over seeded random histories. */
@Tag("slow")
class BooksLawsTest {
    private static final int HISTORIES = Boolean.getBoolean("loyalty.slow") ? 1_000 : 100;
    private static final List<String> PARTNERS = List.of("nord-fuel", "ural-fuel", "aqua-wash");
    /** Aqua Wash pays for rules of Nord Fuel without a bound, or up to a little in a month, or for ever. */
    private static final List<Programme> PROGRAMMES = List.of(
            programme(""),
            programme(", \"budget\": \"30.00\", \"per\": \"month\", \"then\": \"stop\""),
            programme(", \"budget\": \"40.00\", \"per\": \"month\", \"then\": \"others\""),
            programme(", \"budget\": \"70.01\", \"then\": \"others\""));

    private static Programme programme(String budget) {
        return programme(budget, "\"writeOff\": 60");
    }

    private static Programme programme(String budget, String refunds) {
        return Club.programme(Club.JSON
                .replace("\"rulesOf\": \"nord-fuel\"", "\"rulesOf\": \"nord-fuel\"" + budget)
                .replace(
                        "\"name\": \"Aqua Wash\",",
                        "\"name\": \"Aqua Wash\", \"issuePrice\": \"0.432109\", \"reportFee\": \"1.50\",")
                .replace(
                        "\"late\": 60",
                        "\"late\": 5, \"attach\": 0, \"adjustments\": {\"perClerkADay\": 40}, \"refunds\": {" + refunds
                                + "}"));
    }

    @Test
    void the_books_balance_and_agree_with_the_purse_after_every_event() {
        long refunds = 0;
        long debts = 0;
        long tooSmall = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            OneMember anna = new OneMember(version(random));
            for (Step step : history(random)) {
                Map<Account, Long> before = new HashMap<>(anna.balances());
                Decision decision = anna.report(step.event, step.recordedAt);
                String where = "seed " + seed + ", " + step.event.key();

                if (decision.refusal().isPresent()) {
                    assertThat(anna.balances()).as(where).isEqualTo(before);
                }
                agrees(anna, where);
                refunds += decision.revisions().size();
                tooSmall += decision.shared().stream()
                        .filter(use ->
                                use.limit().limit().measure() == Limit.Measure.COST && use.granted() < use.asked())
                        .count();
                debts += anna.state().purse().debt().isZero() ? 0 : 1;
            }
        }
        assertThat(refunds).as("purchases that came back").isGreaterThan(400);
        assertThat(debts).as("moments with a debt").isGreaterThan(50);
        assertThat(tooSmall).as("budgets that were too small").isGreaterThan(50);
    }

    private static void agrees(OneMember anna, String where) {
        Map<Kind, Long> purse = new TreeMap<>();
        long reserve = 0;
        for (var each : anna.state().purse().sides().entrySet()) {
            Place place = each.getKey().place();
            long units = each.getValue().units();
            if (!(place instanceof Place.Expired)) {
                purse.merge(kind(place), units, Math::addExact);
                reserve += units * each.getKey().terms().reserveMicros();
            }
        }
        for (Kind kind : List.of(Kind.AVAILABLE, Kind.HELD, Kind.RESERVED, Kind.DEBT)) {
            assertThat(anna.balance(kind, "anna")).as("%s: %s", where, kind).isEqualTo(purse.getOrDefault(kind, 0L));
        }
        assertThat(anna.balance(Kind.RESERVE, "programme")).as(where).isEqualTo(reserve);
        anna.takenByLimit()
                .forEach((limit, taken) -> assertThat(taken)
                        .as("%s: %s", where, limit)
                        .isBetween(0L, limit.limit().most()));
    }

    private static Kind kind(Place place) {
        if (place instanceof Place.Held) {
            return Kind.HELD;
        }
        if (place instanceof Place.Reserved) {
            return Kind.RESERVED;
        }
        return place instanceof Place.Owed ? Kind.DEBT : Kind.AVAILABLE;
    }

    @Test
    void when_everything_came_back_nothing_ever_happened() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            OneMember anna = new OneMember(version(random));
            List<Step> history = history(random);
            Instant last = history.get(0).recordedAt;
            List<Refund> refunds = new ArrayList<>();
            for (Step step : history) {
                if (step.event instanceof Purchase purchase) {
                    anna.report(purchase, step.recordedAt);
                    last = step.recordedAt;
                    refunds.addAll(refundsOf(purchase, random));
                }
            }
            Collections.shuffle(refunds, random);
            for (int i = 0; i < refunds.size(); i++) {
                Refund refund = refunds.get(i);
                Instant at = last.plusSeconds(60L + i);
                anna.report(new Refund(refund.key(), at, refund.member(), refund.purchase(), refund.lines()), at);
            }

            String where = "seed " + seed;
            agrees(anna, where);
            assertThat(anna.balances().values()).as(where).containsOnly(0L);
            assertThat(anna.state().balance(last.plusSeconds(3600))).as(where).isEqualTo(Points.ZERO);
            assertThat(anna.state().memory().size()).as(where).isZero();
            assertThat(anna.state().memory().isEmpty()).as(where).isTrue();
            assertThat(anna.state().counters()).as(where).isEqualTo(Counters.NONE);
            assertThat(anna.state().milestones()).as(where).isEqualTo(Milestones.NONE);
            assertThat(anna.state().belongings()).as(where).isEqualTo(Belongings.NONE);
            assertThat(anna.taken()).as(where).isZero();
        }
    }

    @Test
    void by_quantity_or_by_amount_when_everything_came_back_nothing_ever_happened() {
        long partly = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            OneMember anna = new OneMember(version(random));
            List<Refund> refunds = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Purchase purchase = motley("e" + i, LocalDateTime.of(2026, 3, 1 + i, 8, 0), random);
                anna.report(purchase);
                refunds.addAll(motleyRefundsOf(purchase, random));
            }
            Collections.shuffle(refunds, random);
            for (Refund refund : refunds) {
                partly += anna.report(refund).refusal().isPresent() ? 0 : 1;
                agrees(anna, "seed " + seed);
            }
            for (int i = 0; i < 10; i++) {
                back(anna, "e" + i);
            }

            assertThat(anna.balances().values()).as("seed %d", seed).containsOnly(0L);
            assertThat(anna.state().counters()).as("seed %d", seed).isEqualTo(Counters.NONE);
            assertThat(anna.state().belongings()).as("seed %d", seed).isEqualTo(Belongings.NONE);
            assertThat(anna.state().memory().isEmpty()).as("seed %d", seed).isTrue();
            assertThat(anna.taken()).as("seed %d", seed).isZero();
        }
        assertThat(partly).as("refunds of a part").isGreaterThan(10L * HISTORIES);
    }

    /** Beside goods a discount of the shop, a line that says nothing, or both. */
    private static Purchase motley(String id, LocalDateTime happened, Random random) {
        Till till = Till.at("nord-fuel", happened.toString()).id(id).by("anna");
        till.diesel("" + (1 + random.nextInt(5)), "" + (100 + random.nextInt(3000)) + ".0" + random.nextInt(10));
        till.item("coffee", "" + (100 + random.nextInt(300)));
        if (random.nextBoolean()) {
            till.item("wash", "-" + (1 + random.nextInt(199)));
        }
        if (random.nextBoolean()) {
            till.diesel("0", "0");
        }
        return till.purchase();
    }

    /** Parts of lines, whole lines, and sometimes more than there is. */
    private static List<Refund> motleyRefundsOf(Purchase purchase, Random random) {
        List<Refund> refunds = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int line = 1 + random.nextInt(purchase.lines().size());
            Refund.ReturnedLine part = switch (random.nextInt(3)) {
                case 0 -> OneMember.line(line, 1_000_000L * (1 + random.nextInt(3)));
                case 1 -> OneMember.amount((1 + random.nextInt(900)) + "." + (10 + random.nextInt(90)));
                default -> OneMember.line(line);
            };
            String id = "back-" + purchase.key().id() + "-" + i;
            refunds.add(OneMember.refund(
                    "nord-fuel", id, "2026-03-20T00:00:00Z", purchase.key().id(), part));
        }
        return refunds;
    }

    /** All that is left of it, if anything is. */
    private static void back(OneMember anna, String purchase) {
        anna.report(OneMember.refund("nord-fuel", "rest-" + purchase, "2026-03-21T00:00:00Z", purchase));
    }

    @Test
    void where_what_is_spent_stays_with_the_payer_nobody_ever_owes() {
        Programme payer = programme("", "\"unpaid\": \"payer\"");
        long spent = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            OneMember anna = new OneMember(Version.plain(payer, version(random).books()));
            for (Step step : withReturns(history(random), random)) {
                Decision decision = anna.report(step.event, step.recordedAt);

                agrees(anna, "seed " + seed + ", " + step.event.key());
                assertThat(anna.state().purse().debt())
                        .as("seed %d, %s", seed, step.event.key())
                        .isEqualTo(Points.ZERO);
                spent += decision.entries().stream()
                        .filter(entry -> entry.code() == Entry.Code.REPAY)
                        .count();
            }
        }
        assertThat(spent).as("refunds that took other points").isGreaterThan(20);
    }

    @Test
    void no_refund_gives_points_though_another_rule_takes_over() {
        Programme payer = programme("", "\"unpaid\": \"payer\"");
        long takenOver = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            OneMember anna = new OneMember(Version.plain(payer, List.of(oneOrTheOther(random))));
            anna.report(motley("p", LocalDateTime.of(2026, 3, 1, 8, 0), random));
            spend(anna, 1L + random.nextInt(100));
            for (int line : List.of(2, 1)) {
                long issued = issued(anna);
                Decision decision = anna.report(OneMember.refund(
                        "nord-fuel", "back-" + line, "2026-03-02T00:00:00Z", "p", OneMember.line(line)));

                String where = "seed " + seed + ", line " + line;
                agrees(anna, where);
                assertThat(issued(anna)).as(where).isLessThanOrEqualTo(issued);
                assertThat(anna.state().purse().debt()).as(where).isEqualTo(Points.ZERO);
                takenOver += decision.entries().stream()
                        .filter(entry -> entry.code() == Entry.Code.EARN)
                        .count();
            }
        }
        assertThat(takenOver).as("awards instead").isGreaterThan(20);
    }

    /** The rule for coffee goes before the rule for anything, in whatever order they stand. */
    private static RuleBook oneOrTheOther(Random random) {
        Rules coffee = rule("Coffee")
                .and(Rules.atLeast(new Figure.Amount(Rules.lines("coffee")), 10_000))
                .award(50)
                .in("g", Group.Mode.FIRST, 5)
                .expire(new Expiry.After(new Span(60, Span.SpanUnit.DAY), false));
        Rules any = rule("Any").award(1 + random.nextInt(60)).in("g", Group.Mode.FIRST, 1);
        if (random.nextBoolean()) {
            any.hold(new Span(10, Span.SpanUnit.DAY));
        }
        Rules always = rule("Always").award(1 + random.nextInt(20));
        List<Rules> rules = new ArrayList<>(List.of(coffee, any, always));
        Collections.shuffle(rules, random);
        return Rules.book(rules.toArray(Rules[]::new));
    }

    private static void spend(OneMember anna, long most) {
        anna.report(OneMember.redemption(
                "aqua-wash", "res", "2026-03-01T09:00:00Z", new Redemption.Reserve(Points.ofUnits(most), true)));
        anna.report(OneMember.redemption(
                "aqua-wash", "pay", "2026-03-01T09:05:00Z", new Redemption.Commit("res", Optional.empty())));
    }

    private static long issued(OneMember anna) {
        return anna.balances().entrySet().stream()
                .filter(each -> each.getKey().kind() == Kind.ISSUED)
                .mapToLong(each -> -each.getValue())
                .sum();
    }

    @Test
    void it_is_of_no_matter_how_often_the_calendar_is_asked() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            Version version = version(random);
            OneMember seldom = new OneMember(version);
            OneMember often = new OneMember(version);
            List<Step> history = withReturns(history(random), random);
            Instant now = history.get(0).recordedAt;
            for (Step step : history) {
                for (Instant day = now.plus(Duration.ofHours(7));
                        day.isBefore(step.recordedAt);
                        day = day.plus(Duration.ofHours(7))) {
                    often.report(nothing(day), day);
                }
                now = step.recordedAt;
                boolean books = seldom.report(step.event, now).refusal().isEmpty();
                often.report(step.event, now);

                if (books) { // what is refused books nothing, not even what is due
                    String where = "seed " + seed + ", " + step.event.key();
                    assertThat(often.state().purse())
                            .as(where)
                            .isEqualTo(seldom.state().purse());
                    assertThat(often.balances()).as(where).isEqualTo(seldom.balances());
                }
            }
        }
    }

    /** Half of the purchases come back some days later, all of them. */
    private static List<Step> withReturns(List<Step> history, Random random) {
        List<Step> all = new ArrayList<>(history);
        for (Step step : history) {
            if (step.event instanceof Purchase purchase && random.nextBoolean()) {
                Instant at = step.recordedAt.plus(Duration.ofHours(1 + random.nextInt(500)));
                EventKey key = purchase.key();
                all.add(new Step(
                        OneMember.refund(key.partner().value(), "back-" + key.id(), at.toString(), key.id()), at));
            }
        }
        all.sort(Comparator.comparing(Step::recordedAt));
        return all;
    }

    private static ProfileChange nothing(Instant at) {
        return new ProfileChange(
                new EventKey(new PartnerId("nord-fuel"), "nothing-" + at),
                at,
                List.of(OneMember.anna()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void in_whatever_order_goods_come_back_it_ends_the_same() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            Version version = version(random);
            List<Step> history = history(random);
            List<Refund> refunds = new ArrayList<>();
            for (Step step : history) {
                if (step.event instanceof Purchase purchase && random.nextBoolean()) {
                    List<Refund> all = refundsOf(purchase, random);
                    refunds.addAll(all.subList(0, 1 + random.nextInt(all.size())));
                }
            }
            OneMember one = purchasesAndThen(version, history, refunds);
            Collections.shuffle(refunds, random);
            OneMember other = purchasesAndThen(version, history, refunds);

            assertThat(standing(other)).as("seed %d", seed).isEqualTo(standing(one));
            assertThat(other.state().purse().debt())
                    .as("seed %d", seed)
                    .isEqualTo(one.state().purse().debt());
            assertThat(other.takenByLimit()).as("seed %d", seed).isEqualTo(one.takenByLimit());
            assertThat(other.balance(Kind.RESERVE, "programme"))
                    .as("seed %d", seed)
                    .isEqualTo(one.balance(Kind.RESERVE, "programme"));
        }
    }

    private static OneMember purchasesAndThen(Version version, List<Step> history, List<Refund> refunds) {
        OneMember anna = new OneMember(version);
        Instant last = history.get(0).recordedAt;
        for (Step step : history) {
            if (step.event instanceof Purchase) {
                anna.report(step.event, step.recordedAt);
                last = step.recordedAt;
            }
        }
        for (Refund refund : refunds) {
            Instant at = last.plusSeconds(60);
            anna.report(new Refund(refund.key(), at, refund.member(), refund.purchase(), refund.lines()), at);
        }
        return anna;
    }

    /** What every purchase gives in the end, rule by rule. */
    private static Map<EventKey, Map<String, Points>> standing(OneMember anna) {
        Map<EventKey, Map<String, Points>> all = new TreeMap<>(Comparator.comparing(EventKey::toString));
        Past past = Past.of(anna.decisions());
        for (Decision decision : anna.decisions()) {
            if (decision.event() instanceof Purchase) {
                Map<String, Points> rules = new TreeMap<>();
                past.of(decision.event().key()).orElseThrow().rules().stream()
                        .filter(rule -> !rule.granted().isZero())
                        .forEach(rule -> rules.put(rule.rule().key().name(), rule.granted()));
                all.put(decision.event().key(), rules);
            }
        }
        return all;
    }

    @Test
    void the_awards_of_a_purchase_are_never_worth_more_than_they_were() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            OneMember anna = new OneMember(version(random));
            for (Step step : history(random)) {
                Decision decision = anna.report(step.event, step.recordedAt);
                for (Revision revision : decision.revisions()) {
                    Points whole = Past.of(anna.decisions())
                            .of(revision.of())
                            .orElseThrow()
                            .decision()
                            .granted();
                    long now = revision.rulesAfter().stream()
                            .mapToLong(rule -> rule.granted().units())
                            .sum();
                    assertThat(now).as("seed %d, %s", seed, revision.of()).isBetween(0L, whole.units());
                    if (revision.after().isEmpty()) {
                        assertThat(now).isZero();
                    }
                }
            }
        }
    }

    static Version version(Random random) {
        List<Rules> rules = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String category = List.of("fuel", "diesel", "wash", "coffee").get(random.nextInt(4));
            Rules each = rule("R" + i).when(random.nextInt(3) == 0 ? purchases() : purchases(category));
            if (random.nextBoolean()) {
                each.awardPerFull(1 + random.nextInt(3), 10 + random.nextInt(90));
            } else {
                each.award(1 + random.nextInt(30));
            }
            if (random.nextInt(3) > 0) {
                each.and(condition(random));
            }
            clauses(each, random);
            rules.add(each);
        }
        rules.add(rule("Double").give(new Effect.MultiplyPoints("double", new Ratio(1, 2), List.of())));
        rules.add(rule("Badge").when(purchases("wash")).give(new Effect.GiveBadge("badge", "Clean")));
        return Version.plain(
                PROGRAMMES.get(random.nextInt(PROGRAMMES.size())), List.of(Rules.book(rules.toArray(Rules[]::new))));
    }

    private static void clauses(Rules each, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> each.limit(Limit.Measure.POINTS, 60, Limit.Reach.MEMBER_PERIOD, Period.MONTH);
            case 1 -> each.limit(Limit.Measure.POINTS, 300, Limit.Reach.ALL_EVER);
            case 2 -> each.limit(Limit.Measure.TIMES, 3, Limit.Reach.MEMBER_EVER);
            case 3 -> each.in("g", Group.Mode.BEST, 0);
            case 4 -> each.paidBy("nord-fuel", 2).paidBy("aqua-wash", 1);
            default -> {
                // as it is
            }
        }
        if (random.nextInt(4) == 0) {
            each.hold(new Span(1 + random.nextInt(10), Span.SpanUnit.DAY));
        }
        if (random.nextInt(3) == 0) {
            each.expire(new Expiry.After(new Span(31 + random.nextInt(30), Span.SpanUnit.DAY), false));
        }
    }

    private static Condition condition(Random random) {
        Pattern pattern = purchases(List.of("fuel", "diesel", "wash", "coffee").get(random.nextInt(4)));
        Window window = List.of(
                        new Window.Last(new Span(3, Span.SpanUnit.DAY)),
                        new Window.This(Period.MONTH),
                        new Window.Ever())
                .get(random.nextInt(3));
        Figure.History count = new Figure.History(Measure.COUNT, ValueType.COUNT, pattern, window);
        return switch (random.nextInt(6)) {
            case 0 ->
                new Condition.Earlier(pattern, new Window.Last(new Span(3, Span.SpanUnit.DAY)), random.nextBoolean());
            case 1 -> new Condition.First(pattern);
            case 2 -> new Condition.Multiple(count, 2 + random.nextInt(3));
            case 3 -> Rules.atLeast(count, 1 + random.nextInt(4));
            case 4 ->
                Rules.atLeast(
                        new Figure.History(Measure.QUANTITY, ValueType.quantity(Unit.LITRE), pattern, window),
                        20_000_000L);
            default -> Rules.atLeast(new Figure.History(Measure.AMOUNT, ValueType.MONEY, pattern, window), 100_000);
        };
    }

    record Step(Event event, Instant recordedAt) {}

    static List<Step> history(Random random) {
        List<Step> history = new ArrayList<>();
        List<Purchase> sold = new ArrayList<>();
        LocalDateTime now = LocalDateTime.of(2026, 1, 5, 8, 0);
        for (int i = 0; i < 50; i++) {
            now = now.plusHours(random.nextInt(60));
            Instant recordedAt = now.toInstant(ZoneOffset.UTC).plus(Duration.ofHours(1));
            int kind = random.nextInt(10);
            Event event;
            if (kind < 6 || sold.isEmpty()) {
                LocalDateTime happened = random.nextInt(5) == 0 ? now.minusHours(random.nextInt(100)) : now;
                Purchase purchase = purchase("e" + i, happened, random);
                sold.add(purchase);
                event = purchase;
            } else if (kind < 8) {
                Redemption reserve = OneMember.redemption(
                        "aqua-wash",
                        "e" + i,
                        recordedAt.toString(),
                        new Redemption.Reserve(Points.ofUnits(1 + random.nextInt(400)), true));
                history.add(new Step(reserve, recordedAt));
                recordedAt = recordedAt.plusSeconds(random.nextInt(4000));
                now = now.plusHours(2);
                event = OneMember.redemption(
                        "aqua-wash",
                        "then-" + i,
                        recordedAt.toString(),
                        random.nextInt(5) == 0
                                ? new Redemption.Cancel("e" + i)
                                : new Redemption.Commit("e" + i, Optional.empty()));
            } else if (kind == 8) {
                long points = random.nextInt(60) - 20L;
                event = OneMember.adjustment(
                        "e" + i, recordedAt.toString(), points == 0 ? 1 : points, Optional.empty());
            } else {
                Purchase purchase = sold.get(random.nextInt(sold.size()));
                List<Refund> all = refundsOf(purchase, random);
                Refund some = all.get(random.nextInt(all.size()));
                event = new Refund(
                        new EventKey(purchase.key().partner(), "e" + i),
                        recordedAt,
                        some.member(),
                        some.purchase(),
                        some.lines());
            }
            history.add(new Step(event, recordedAt));
        }
        return history;
    }

    private static Purchase purchase(String id, LocalDateTime happened, Random random) {
        Till till = Till.at(PARTNERS.get(random.nextInt(3)), happened.toString())
                .id(id)
                .by("anna");
        for (int line = 1 + random.nextInt(3); line > 0; line--) {
            switch (random.nextInt(4)) {
                case 0 -> till.diesel("" + (1 + random.nextInt(50)), "" + (1 + random.nextInt(3000)));
                case 1 -> till.petrol("" + (1 + random.nextInt(50)), "" + (1 + random.nextInt(3000)));
                case 2 -> till.item("wash", "" + (1 + random.nextInt(900)));
                default -> till.item("coffee", "" + (1 + random.nextInt(300)));
            }
        }
        return till.purchase();
    }

    /** Refunds that bring back the whole purchase in the end: part of a line, the rest of it, the other lines. */
    private static List<Refund> refundsOf(Purchase purchase, Random random) {
        PartnerId partner = purchase.key().partner();
        String id = purchase.key().id();
        List<Refund> refunds = new ArrayList<>();
        for (int i = 0; i < purchase.lines().size(); i++) {
            long micros = purchase.lines().get(i).quantity().micros();
            List<Refund.ReturnedLine> parts = new ArrayList<>();
            if (random.nextBoolean()) {
                long part = 1 + random.nextLong(micros);
                parts.add(OneMember.line(i + 1, part));
                if (part < micros) {
                    parts.add(OneMember.line(i + 1, micros - part));
                }
            } else {
                parts.add(OneMember.line(i + 1, micros));
            }
            for (Refund.ReturnedLine part : parts) {
                String refundId = "back-" + id + "-" + refunds.size();
                refunds.add(OneMember.refund(partner.value(), refundId, "2026-06-01T00:00:00Z", id, part));
            }
        }
        return refunds;
    }
}
