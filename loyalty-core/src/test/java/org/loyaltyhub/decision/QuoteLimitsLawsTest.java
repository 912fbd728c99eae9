package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.hub.MemberIds;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Ratio;

/**
 * What quotes hold of limits over all members and of budgets, over random histories of several members: of each limit is used
 * what open quotes and standing purchases have, never more than there is, and nothing once all quotes are over and all goods
 * are back.
 */
@Tag("slow")
class QuoteLimitsLawsTest {
    private static final boolean SLOW = Boolean.getBoolean("loyalty.slow");

    private static int clubs(Stores stores) {
        if (stores == Stores.IN_MEMORY) {
            return SLOW ? 300 : 60;
        }
        return SLOW ? 15 : 3;
    }

    @ParameterizedTest
    @EnumSource
    void of_a_limit_is_used_what_open_quotes_and_standing_purchases_have(Stores stores) {
        long quotes = 0;
        long named = 0;
        long cut = 0;
        for (long seed = 0; seed < clubs(stores); seed++) {
            Store store = stores.fresh();
            Shoppers club = new Shoppers(seed, store);
            for (int i = 0; i < 50; i++) {
                club.goOn();
                club.check("seed " + seed + ", step " + i);
            }
            quotes += club.quotes;
            named += club.named;
            cut += club.cut;

            club.endQuotes();
            club.check("seed " + seed + ", no quote is open");
            assertThat(club.openQuotes()).isZero();
            club.everythingComesBack();
            club.check("seed " + seed + ", all goods are back");
            assertThat(club.used().values()).as("seed %d", seed).containsOnly(0L);
            assertThat(club.hub.operator().verify().breaches())
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(club.hub.operator().replay().first()).as("seed %d", seed).isEmpty();
            if (store instanceof SqlStore books) {
                books.close();
            }
        }
        assertThat(quotes).as("quotes that held something").isGreaterThan(5L * clubs(stores));
        assertThat(named).as("quotes that a purchase named in time").isGreaterThan(2L * clubs(stores));
        assertThat(cut).as("limits that were too small").isGreaterThan(clubs(stores));
    }

    /** Four members, who ask what they would get, buy or do not, and bring back. */
    private static final class Shoppers {
        private final Random random;
        private final Store store;
        private final FollowingClock clock = new FollowingClock();
        private final Programme programme;
        private final Version version;
        private final Hub hub;
        private final List<Purchase> asked = new ArrayList<>();
        private final List<Purchase> sold = new ArrayList<>();
        private Instant now = Instant.parse("2026-01-20T08:00:00Z");
        private int events;
        private long quotes;
        private long named;
        private long cut;

        Shoppers(long seed, Store store) {
            this.random = new Random(seed);
            this.store = store;
            this.programme = programme();
            this.version = version();
            this.hub = Hub.builder()
                    .version(version)
                    .store(store)
                    .clock(clock)
                    .memberIds(MemberIds.counting())
                    .cachedMembers(2)
                    .build();
        }

        private Programme programme() {
            String budget = ", \"budget\": \"" + (10 + random.nextInt(150)) + ".37\""
                    + (random.nextBoolean() ? ", \"per\": \"month\"" : "") + ", \"then\": \""
                    + (random.nextBoolean() ? "stop" : "others") + "\"";
            return Club.programme(
                    Club.JSON.replace("\"rulesOf\": \"nord-fuel\"", "\"rulesOf\": \"nord-fuel\"" + budget));
        }

        private Version version() {
            Limit.Reach reach = random.nextBoolean() ? Limit.Reach.ALL_EVER : Limit.Reach.ALL_PERIOD;
            Period[] period = reach == Limit.Reach.ALL_EVER
                    ? new Period[0]
                    : new Period[] {random.nextBoolean() ? Period.DAY : Period.WEEK};
            Offer wash = new Offer(
                    new Offer.Off.Sum(1 + random.nextInt(20_000)),
                    lines("wash"),
                    Bits.of(programme.partnerIndex(new PartnerId("aqua-wash"))));
            return Version.plain(
                    programme,
                    List.of(Rules.book(
                            rule("Off")
                                    .when(purchases())
                                    .give(new Effect.TakePart(
                                            "10%", new Ratio(1, 10), lines("fuel"), Optional.of(9_999L)))
                                    .paidBy("nord-fuel", 1)
                                    .paidBy("aqua-wash", 1 + random.nextInt(3))
                                    .limit(Limit.Measure.MONEY, 1 + random.nextInt(60_000), reach, period),
                            rule("Few")
                                    .when(purchases("wash"))
                                    .give(new Effect.TakePart("20%", new Ratio(1, 5), lines("wash"), Optional.empty()))
                                    .award(5)
                                    .limit(Limit.Measure.TIMES, 1 + random.nextInt(8), reach, period),
                            rule("Points")
                                    .when(purchases("fuel"))
                                    .awardPerFull(1, 10 + random.nextInt(40))
                                    .paidBy("aqua-wash", 1)
                                    .paidBy("nord-fuel", 1 + random.nextInt(2))
                                    .limit(Limit.Measure.POINTS, 1 + random.nextInt(500), reach, period),
                            rule("Voucher")
                                    .when(purchases("coffee"))
                                    .give(new Effect.GiveVoucher("give voucher WASH", "WASH", wash, 30))
                                    .paidBy("aqua-wash", 1)
                                    .limit(Limit.Measure.TIMES, 1 + random.nextInt(12), reach, period))));
        }

        private Outcome submit(Event event) {
            clock.follow(now);
            Outcome outcome = hub.operator().submit(event);
            if (outcome instanceof Accepted accepted) {
                cut += accepted.receipt().decision().shared().stream()
                        .filter(use -> use.granted() < use.asked())
                        .count();
            }
            return outcome;
        }

        void goOn() {
            now = random.nextInt(4) == 0 ? rightBeforeMidnight() : now.plusSeconds(random.nextInt(40_000));
            if (random.nextInt(20) == 0) {
                anotherVersion();
            }
            switch (random.nextInt(6)) {
                case 0 -> buy(goods("card-" + random.nextInt(4), goodsId()), Optional.empty());
                case 1, 2 -> ask();
                case 3, 4 -> buyWhatWasAsked();
                default -> bringBack();
            }
            if (random.nextInt(12) == 0) {
                clock.follow(now);
                hub.operator().advanceTo(now);
            }
        }

        /** By Moscow's clock, where they all are. */
        private Instant rightBeforeMidnight() {
            Instant night = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(20 * 60 + 57));
            return night.isBefore(now) ? night.plus(Duration.ofDays(1)) : night;
        }

        /** The same rules and one more, which gives nothing that is limited. */
        private void anotherVersion() {
            Rules other = rule("Other " + events).when(purchases("wash")).award(1);
            List<RuleBook> books = new ArrayList<>(version.books());
            books.add(Rules.book(other.ownedBy("grip")));
            clock.follow(now);
            hub.operator()
                    .activate(Version.plain(programme, books), now.plusSeconds(1))
                    .orElseThrow();
            now = now.plusSeconds(2);
        }

        private String goodsId() {
            return "e" + events++;
        }

        private Purchase goods(String card, String id) {
            String at = LocalDateTime.ofInstant(now, ZoneOffset.ofHours(3)).toString();
            Till till = Till.at(random.nextBoolean() ? "nord-fuel" : "aqua-wash", at)
                    .id(id)
                    .by(card);
            for (int line = 1 + random.nextInt(3); line > 0; line--) {
                switch (random.nextInt(3)) {
                    case 0 -> till.diesel("" + (1 + random.nextInt(50)), "" + (1 + random.nextInt(3000)));
                    case 1 -> till.item("wash", "" + (1 + random.nextInt(900)));
                    default -> till.item("coffee", "" + (1 + random.nextInt(300)));
                }
            }
            return till.purchase();
        }

        private void ask() {
            Purchase goods = goods("card-" + random.nextInt(4), goodsId());
            List<String> vouchers = random.nextInt(3) == 0 ? List.of("WASH") : List.of();
            Outcome outcome = submit(new Quote(goods, vouchers));
            if (outcome instanceof Accepted accepted
                    && accepted.receipt().decision().shared().stream().anyMatch(use -> use.used() > 0)) {
                quotes++;
            }
            if (outcome instanceof Accepted) {
                asked.add(goods);
            }
        }

        /** Mostly the same goods, mostly in time. */
        private void buyWhatWasAsked() {
            if (asked.isEmpty()) {
                return;
            }
            Purchase like = asked.remove(asked.size() - 1);
            now = now.plusSeconds(random.nextInt(600));
            Purchase bought =
                    random.nextInt(4) > 0 ? like : goods(like.member().get(0).value(), "other");
            EventKey key = new EventKey(like.key().partner(), goodsId());
            buy(
                    new Purchase(
                            key,
                            now,
                            like.member(),
                            bought.lines(),
                            like.paidWithPoints(),
                            Optional.empty(),
                            Optional.of(like.key().id()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of()),
                    Optional.of(like.key()));
        }

        private void buy(Purchase purchase, Optional<EventKey> quote) {
            boolean isHeld = quote.isPresent() && isOpen(quote.get());
            if (submit(purchase) instanceof Accepted) {
                sold.add(purchase);
                named += isHeld && !isOpen(quote.get()) ? 1 : 0;
            }
        }

        private void bringBack() {
            if (!sold.isEmpty()) {
                Purchase purchase = sold.get(random.nextInt(sold.size()));
                List<Refund.ReturnedLine> lines =
                        random.nextBoolean() ? List.of() : List.of(OneMember.line(1, 1 + random.nextInt(1_000_000)));
                submit(refund(purchase, lines));
            }
        }

        private Refund refund(Purchase purchase, List<Refund.ReturnedLine> lines) {
            return new Refund(
                    new EventKey(purchase.key().partner(), "back-" + events++),
                    now,
                    purchase.member(),
                    Optional.of(purchase.key().id()),
                    lines);
        }

        void endQuotes() {
            now = now.plus(Duration.ofDays(3));
            clock.follow(now);
            hub.operator().advanceTo(now);
        }

        void everythingComesBack() {
            sold.forEach(purchase -> submit(refund(purchase, List.of())));
        }

        private boolean isOpen(EventKey quote) {
            return store.members().stream()
                    .anyMatch(
                            member -> store.state(member).orElseThrow().quotes().containsKey(quote));
        }

        long openQuotes() {
            return store.members().stream()
                    .mapToLong(
                            member -> store.state(member).orElseThrow().quotes().size())
                    .sum();
        }

        Map<SharedLimit.Key, Long> used() {
            Map<SharedLimit.Key, Long> used = new HashMap<>();
            store.settlements().limits(used::put);
            return used;
        }

        /** Over all periods, what is used is what somebody has; in each, it is not more than there is. */
        void check(String where) {
            Map<SharedLimit.Key, Long> used = used();
            Map<String, Long> sums = new HashMap<>();
            used.forEach((limit, amount) -> {
                assertThat(amount).as("%s: %s", where, limit).isBetween(0L, most(limit));
                sums.merge(limit.rule().name() + " " + limit.measure(), amount, Math::addExact);
            });
            Map<String, Long> have = have();
            sums.values().removeIf(amount -> amount == 0);
            have.values().removeIf(amount -> amount == 0);
            assertThat(sums).as(where).isEqualTo(have);
        }

        private long most(SharedLimit.Key limit) {
            if (limit.measure() == Limit.Measure.COST) {
                return SharedLimit.limit(agreement()).most();
            }
            return version.rule(limit.rule()).orElseThrow().limits().get(0).most();
        }

        private Agreement agreement() {
            return version.programme()
                    .agreementsOn(new PartnerId("nord-fuel"))
                    .iterator()
                    .next();
        }

        private Map<String, Long> have() {
            Map<String, Long> have = new HashMap<>();
            for (MemberId member : store.members()) {
                Past past = Past.of(store.decisions(member));
                for (Decision decision : store.decisions(member)) {
                    EventKey key = decision.event().key();
                    boolean holds = store.state(member).orElseThrow().quotes().containsKey(key);
                    if (decision.event() instanceof Purchase || holds) {
                        Set<String> times = new HashSet<>();
                        past.of(key).orElseThrow().rules().forEach(rule -> add(have, rule, times));
                    }
                }
            }
            return have;
        }

        /** @param times that the event had already, by rule: it is one, though two versions may have given for it */
        private void add(Map<String, Long> have, RuleDecision rule, Set<String> times) {
            String name = rule.rule().key().name();
            have.merge("budget of aqua-wash COST", Cost.of(rule).of(agreement().payer()), Math::addExact);
            switch (name) {
                case "Off" -> have.merge("Off MONEY", rule.moneyOff(), Math::addExact);
                case "Points" ->
                    have.merge("Points POINTS", rule.pointsCounted().units(), Math::addExact);
                case "Few", "Voucher" -> {
                    if (rule.usage().times() > 0 && times.add(name)) {
                        have.merge(name + " TIMES", 1L, Math::addExact);
                    }
                }
                default -> {
                    // no limit counts it
                }
            }
        }
    }
}
