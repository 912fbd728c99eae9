package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** 64 callers at once: nobody waits for ever, and nothing is given or spent twice. A test that hangs has a deadlock. */
@ParameterizedClass
@EnumSource
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag("slow")
class ManyCallersTest {
    private static final int CALLERS = 64;
    private static final boolean IS_SLOW = Boolean.getBoolean("loyalty.slow");
    private static final int ROUNDS = IS_SLOW ? 24 : 8;
    private static final PartnerId NORD = new PartnerId("nord-fuel");

    private final Store store;

    ManyCallersTest(Stores stores) {
        store = stores.fresh();
    }

    @AfterEach
    void close() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private Hub hub(long pot, int cachedMembers) {
        FollowingClock clock = new FollowingClock();
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        return Hub.builder()
                .version(Version.plain(
                        Club.PROGRAMME,
                        List.of(book(
                                rule("Base").awardPerFull(1, 100),
                                rule("Pot").award(7).limit(Limit.Measure.POINTS, pot, Limit.Reach.ALL_EVER)))))
                .store(store)
                .clock(clock)
                .cachedMembers(cachedMembers)
                .build();
    }

    private static Event fuel(String id, String card) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by(card)
                .petrol("9", "500")
                .purchase();
    }

    private static EventKey key(String id) {
        return new EventKey(NORD, id);
    }

    private static Redemption redemption(String id, Redemption.Step step) {
        Instant at = Instant.parse("2026-03-05T12:00:00Z");
        return new Redemption(key(id), at, List.of(new Identifier("card", "anna")), step);
    }

    private static void atOnce(List<Callable<Object>> callers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            for (Future<Object> each : threads.invokeAll(callers)) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private boolean isAccepted(String id) {
        return store.find(key(id)).flatMap(Recorded::answer).orElse(null) instanceof Accepted;
    }

    @Test
    void one_members_points_are_earned_and_spent_once_by_64_callers() throws Exception {
        long pot = 500;
        Hub hub = hub(pot, 10);
        List<Callable<Object>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int pair = caller / 2; // two tills report the same
            callers.add(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    String id = pair + "-" + round;
                    submit(hub, fuel("buy" + id, "anna"));
                    submit(hub, redemption("pay" + id, new Redemption.Reserve(Points.ofUnits(9), false)));
                    Redemption.Step end = round % 5 == 0
                            ? new Redemption.Cancel("pay" + id)
                            : new Redemption.Commit("pay" + id, Optional.empty());
                    hub.operator().submit(redemption("end" + id, end));
                }
                return pair;
            });
        }

        atOnce(callers);

        long redeemed = 0;
        for (int pair = 0; pair < CALLERS / 2; pair++) {
            for (int round = 0; round < ROUNDS; round++) {
                String id = pair + "-" + round;
                assertThat(isAccepted("buy" + id)).isTrue();
                redeemed += round % 5 != 0 && isAccepted("end" + id) ? 9 : 0;
            }
        }
        long purchases = CALLERS / 2L * ROUNDS;
        MemberId anna = store.members().get(0);
        assertThat(redeemed).isPositive();
        assertThat(store.state(anna).orElseThrow().purse().reserved()).isEqualTo(Points.ZERO);
        assertThat(available(anna)).isEqualTo(purchases * 5 + Math.min(pot, purchases * 7) - redeemed);
        assertThat(redeemedInAll()).isEqualTo(redeemed);
        checkBooks(pot);
    }

    private static void submit(Hub hub, Event event) {
        Outcome outcome = hub.operator().submit(event);
        assertThat(outcome).isInstanceOfAny(Accepted.class, Duplicate.class, Declined.class);
    }

    @Test
    void the_last_points_are_spent_by_one_of_64_callers() throws Exception {
        Hub hub = hub(1, 10);
        hub.operator().submit(fuel("first", "anna"));
        List<Callable<Object>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String id = "pay" + caller;
            callers.add(() -> hub.operator().submit(redemption(id, new Redemption.Reserve(Points.ofUnits(6), false))));
        }

        atOnce(callers);

        long granted = 0;
        for (int caller = 0; caller < CALLERS; caller++) {
            granted += isAccepted("pay" + caller) ? 1 : 0;
        }
        MemberId anna = store.members().get(0);
        assertThat(granted).as("6 points, 5 and the pot's one").isEqualTo(1);
        assertThat(available(anna)).isZero();
        assertThat(store.state(anna).orElseThrow().purse().reserved()).isEqualTo(Points.ofUnits(6));
        checkBooks(1);
    }

    @Test
    void ten_thousand_members_share_a_pot_to_the_last_point() throws Exception {
        int members = 10_000;
        long pot = 29_999;
        Hub hub = hub(pot, 1_000);
        List<Callable<Object>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            callers.add(() -> {
                for (int i = first; i < members; i += CALLERS) {
                    assertThat(hub.operator().submit(fuel("r" + i, "card" + i))).isInstanceOf(Accepted.class);
                }
                return first;
            });
        }

        atOnce(callers);

        List<MemberId> all = store.members();
        long sum = 0;
        for (MemberId member : all) {
            sum += available(member);
        }
        assertThat(all).hasSize(members);
        assertThat(sum).isEqualTo(members * 5L + pot);
        checkBooks(pot);
    }

    private long available(MemberId member) {
        return store.balance(new Account(Account.Kind.AVAILABLE, member.value()));
    }

    private long redeemedInAll() {
        return store.balance(new Account(Account.Kind.REDEEMED, "nord-fuel"));
    }

    /** The journal has no gap, every account is its sum, and the pot gave all that it had and no point more. */
    private void checkBooks(long pot) {
        Map<Account, Long> sums = new HashMap<>();
        long next = 1;
        long given = 0;
        for (JournalLine line : store.journal()) {
            assertThat(line.number()).isEqualTo(next++);
            for (Posting posting : line.entry().postings()) {
                sums.merge(posting.account(), posting.amount(), Long::sum);
                boolean isOfPot = posting.account().kind() == Account.Kind.ISSUED
                        && line.entry().note().contains("Pot");
                given -= isOfPot ? posting.amount() : 0;
            }
        }
        assertThat(given).isEqualTo(pot);
        sums.forEach((account, sum) -> {
            if (account.kind() == Account.Kind.AVAILABLE) {
                Points balance = store.state(new MemberId(account.holder()))
                        .orElseThrow()
                        .balance(Instant.parse("2026-03-05T12:00:00Z"));
                assertThat(balance.units()).isEqualTo(sum).isNotNegative();
            } else {
                assertThat(store.balance(account)).as("%s", account).isEqualTo(sum);
            }
        });
    }
}
