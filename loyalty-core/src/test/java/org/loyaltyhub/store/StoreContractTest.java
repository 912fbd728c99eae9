package org.loyaltyhub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.Details;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.settlement.Position;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Sealing;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.settlement.Settlement;
import org.loyaltyhub.settlement.Terms;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/** What every store promises. */
@ParameterizedClass
@EnumSource
class StoreContractTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final MemberId ANNA = new MemberId("m1");
    private static final MemberId BORIS = new MemberId("m2");
    private static final Version VERSION = Version.plain(
            Club.PROGRAMME,
            List.of(book(
                    rule("Base").awardPerFull(1, 100),
                    rule("Pot")
                            .when(purchases("coffee"))
                            .award(60)
                            .limit(Limit.Measure.POINTS, 100, Limit.Reach.ALL_EVER))));

    private final Stores stores;
    private Store store;

    StoreContractTest(Stores stores) {
        this.stores = stores;
    }

    @BeforeEach
    void open() {
        store = stores.fresh();
        store.activate(VERSION, Instant.MIN);
    }

    @AfterEach
    void close() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private static Event fuel(String id, String card, String roubles) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by(card)
                .petrol("40", roubles)
                .purchase();
    }

    private static Event coffee(String id, String card) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by(card)
                .item("coffee", "99")
                .purchase();
    }

    private static MemberState fresh(MemberId member) {
        return MemberState.enrolled(member, NOW, true);
    }

    /** What the event does to a member in this state. */
    private static Bundle judged(Event event, MemberState state, Set<Identifier> identifiers, Errand... owed) {
        return judged(event, state, identifiers, Outside.unlimited(), owed);
    }

    private static Bundle judged(
            Event event, MemberState state, Set<Identifier> identifiers, Outside outside, Errand... owed) {
        return judged(NOW, event, state, identifiers, outside, owed);
    }

    private static Bundle judged(
            Instant moment,
            Event event,
            MemberState state,
            Set<Identifier> identifiers,
            Outside outside,
            Errand... owed) {
        Decision decision = Decider.decide(VERSION, state, event, moment, outside);
        MemberState next = Decider.evolve(VERSION.recall(), state, decision);
        return Bundle.of(new Commit(
                event,
                EventWriter.contentHash(event),
                new Accepted(Receipt.of(VERSION, decision)),
                Optional.of(new Commit.Change(decision, next, identifiers, List.of(owed))),
                false));
    }

    private static Bundle judged(Event event, MemberState state) {
        return judged(event, state, Set.copyOf(event.member()));
    }

    /** Somebody's only event. */
    private static Bundle judged(Instant moment, String card) {
        Event event = fuel("of " + card, card, "100");
        return judged(moment, event, fresh(new MemberId(card)), Set.copyOf(event.member()), Outside.unlimited());
    }

    private static Bundle answered(Event event, Answer answer) {
        return Bundle.of(new Commit(event, EventWriter.contentHash(event), answer, Optional.empty(), false));
    }

    /** The same about an event that waits. */
    private static Bundle afterWaiting(Bundle bundle) {
        Commit commit = bundle.commits().get(0);
        return Bundle.of(new Commit(commit.event(), commit.hash(), commit.answer(), commit.change(), true));
    }

    private static MemberState after(Bundle bundle) {
        return bundle.commits().get(0).change().orElseThrow().next();
    }

    private static Decision decision(Bundle bundle) {
        return bundle.commits().get(0).change().orElseThrow().decision();
    }

    @Test
    void an_empty_store_knows_nothing() {
        assertThat(store.find(new EventKey(new PartnerId("nord-fuel"), "r1"))).isEmpty();
        assertThat(store.member(new Identifier("card", "anna"))).isEmpty();
        assertThat(store.state(ANNA)).isEmpty();
        assertThat(store.members()).isEmpty();
        assertThat(store.decisions(ANNA)).isEmpty();
        assertThat(store.journal()).isEmpty();
        assertThat(store.errands()).isEmpty();
        assertThat(store.advancedTo()).isEmpty();
        assertThat(store.lastRecordedAt()).isEmpty();
        assertThat(store.commit(List.of())).isEmpty();
    }

    @Test
    void what_was_recorded_last_is_the_latest_though_another_clock_is_behind() {
        Instant half = NOW.plusMillis(500);
        Instant latest = NOW.plusMillis(500).plusNanos(1_000);

        store.commit(List.of(judged(NOW, "anna"), judged(half, "boris"), judged(NOW, "clara")));
        assertThat(store.lastRecordedAt()).contains(half);
        store.commit(List.of(judged(NOW, "dmitri")));
        assertThat(store.lastRecordedAt()).contains(half);
        store.commit(List.of(judged(latest, "elena")));
        assertThat(store.lastRecordedAt()).contains(latest);
        store.commit(List.of(judged(half, "fyodor")));
        assertThat(store.lastRecordedAt()).contains(latest);
        store.commit(List.of(judged(NOW.plusSeconds(1), "galina")));
        assertThat(store.lastRecordedAt()).contains(NOW.plusSeconds(1));
    }

    @Test
    void what_is_committed_comes_back_as_it_was() {
        Bundle first = judged(fuel("r1", "anna", "2340"), fresh(ANNA));
        Bundle second = judged(fuel("r2", "anna", "500"), after(first));
        Bundle other = judged(fuel("r3", "boris", "1000"), fresh(BORIS));

        assertThat(store.commit(List.of(first, second, other))).containsOnly(Fate.KEPT);

        Commit commit = second.commits().get(0);
        assertThat(store.find(commit.event().key()))
                .contains(new Recorded(commit.hash(), Optional.of(commit.event()), Optional.of(commit.answer())));
        assertThat(store.decisions(ANNA)).containsExactly(decision(first), decision(second));
        assertThat(store.decisions(BORIS)).containsExactly(decision(other));
        MemberState read = store.state(ANNA).orElseThrow();
        assertThat(read.version()).isEqualTo(2);
        assertThat(read.purse()).isEqualTo(after(second).purse());
        assertThat(read.memory().keeping(Details.NONE))
                .isEqualTo(after(second).memory().keeping(Details.NONE));
        assertThat(store.members()).containsExactly(ANNA, BORIS);
        assertThat(store.member(new Identifier("card", "anna"))).contains(ANNA);
        assertThat(store.journal()).extracting(JournalLine::number).containsExactly(1L, 2L, 3L);
        assertThat(store.journal())
                .extracting(JournalLine::entry)
                .containsExactly(
                        decision(first).entries().get(0),
                        decision(second).entries().get(0),
                        decision(other).entries().get(0));
        assertThat(store.balance(new Account(Account.Kind.ISSUED, "nord-fuel"))).isEqualTo(-23 - 5 - 10);
        assertThat(store.balance(new Account(Account.Kind.AVAILABLE, ANNA.value())))
                .isEqualTo(28);
        assertThat(store.lastRecordedAt()).contains(NOW);
    }

    @Test
    void a_taken_id_is_left_out_and_with_it_what_was_decided_on_it_but_nothing_else() {
        Bundle first = judged(fuel("r1", "anna", "2340"), fresh(ANNA));
        store.commit(List.of(first));
        Bundle again = judged(fuel("r1", "anna", "9999"), after(first));
        Bundle onAgain = judged(fuel("r2", "anna", "100"), after(again));
        Bundle other = judged(fuel("r3", "boris", "1000"), fresh(BORIS));

        assertThat(store.commit(List.of(again, onAgain, other))).containsExactly(Fate.KNOWN, Fate.OUTRUN, Fate.KEPT);

        assertThat(store.find(onAgain.reported().key())).isEmpty();
        assertThat(store.state(ANNA).orElseThrow().version()).isEqualTo(1);
        assertThat(store.journal())
                .as("numbers have no gap for what was left out")
                .extracting(JournalLine::number)
                .containsExactly(1L, 2L);
        assertThat(store.known(List.of(
                        again.reported().key(),
                        onAgain.reported().key(),
                        other.reported().key())))
                .containsExactlyInAnyOrder(
                        again.reported().key(), other.reported().key());
    }

    @Test
    void what_a_store_takes_meanwhile_is_answered_behind_the_rest_and_one_that_is_left_out_takes_nobody_with_it() {
        Bundle first = judged(fuel("r1", "anna", "2340"), fresh(ANNA));
        Bundle again = judged(fuel("r1", "boris", "100"), fresh(BORIS));
        Bundle second = judged(fuel("r2", "anna", "500"), after(first));
        Bundle third = judged(fuel("r3", "anna", "500"), after(second));
        Deque<List<Bundle>> coming = new ArrayDeque<>(List.of(List.of(again, second), List.of(third)));

        List<Fate> fates = store.commit(List.of(first), () -> coming.isEmpty() ? List.of() : coming.removeFirst());

        List<Fate> all = new ArrayList<>(fates);
        coming.forEach(bundles -> all.addAll(store.commit(bundles)));
        assertThat(all).containsExactly(Fate.KEPT, Fate.KNOWN, Fate.KEPT, Fate.KEPT);
        assertThat(store.decisions(ANNA)).containsExactly(decision(first), decision(second), decision(third));
        assertThat(store.state(BORIS)).isEmpty();
        assertThat(store.journal()).extracting(JournalLine::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_comes_meanwhile_and_was_decided_on_what_is_left_out_is_left_out_though_another_hub_came_as_far() {
        Bundle others = judged(fuel("r0", "anna", "9999"), fresh(ANNA));
        Bundle mine = judged(fuel("r1", "anna", "100"), fresh(ANNA));
        Bundle onMine = judged(fuel("r2", "anna", "100"), after(mine));
        store.commit(List.of(others));
        Deque<List<Bundle>> coming = new ArrayDeque<>(List.of(List.of(onMine)));
        Bundle boris = judged(fuel("r3", "boris", "100"), fresh(BORIS));

        List<Fate> fates =
                store.commit(List.of(mine, boris), () -> coming.isEmpty() ? List.of() : coming.removeFirst());

        assertThat(fates.subList(0, 2)).containsExactly(Fate.OUTRUN, Fate.KEPT);
        assertThat(fates.subList(2, fates.size())).allMatch(fate -> fate == Fate.OUTRUN);
        assertThat(store.decisions(ANNA)).containsExactly(decision(others));
    }

    @Test
    void a_bundle_is_written_alike_whether_it_was_prepared_or_not() {
        Bundle first = judged(fuel("r1", "anna", "2340"), fresh(ANNA));
        Bundle second = judged(fuel("r2", "anna", "500"), after(first));

        assertThat(store.commit(List.of(store.prepare(first), second))).containsOnly(Fate.KEPT);

        assertThat(store.decisions(ANNA)).containsExactly(decision(first), decision(second));
        assertThat(store.find(first.reported().key()).orElseThrow().event()).contains(first.reported());
        assertThat(store.state(ANNA).orElseThrow().purse())
                .isEqualTo(after(second).purse());
    }

    @Test
    void one_id_twice_in_a_commit_is_taken_once() {
        Bundle one = judged(fuel("r1", "anna", "2340"), fresh(ANNA));
        Bundle other = judged(fuel("r1", "boris", "2340"), fresh(BORIS));

        assertThat(store.commit(List.of(one, other))).containsExactly(Fate.KEPT, Fate.KNOWN);
        assertThat(store.state(BORIS)).isEmpty();
    }

    @Test
    void what_was_decided_on_an_older_state_is_left_out() {
        Bundle first = judged(fuel("r1", "anna", "2340"), fresh(ANNA));
        Bundle aside = judged(fuel("r2", "anna", "100"), fresh(ANNA));
        Bundle second = judged(fuel("r3", "anna", "100"), after(first));
        Bundle besideSecond = judged(fuel("r4", "anna", "100"), after(first));

        assertThat(store.commit(List.of(first, aside))).containsExactly(Fate.KEPT, Fate.OUTRUN);
        assertThat(store.commit(List.of(aside))).containsExactly(Fate.OUTRUN);
        assertThat(store.commit(List.of(second))).containsExactly(Fate.KEPT);
        assertThat(store.commit(List.of(besideSecond))).containsExactly(Fate.OUTRUN);
        assertThat(store.find(aside.reported().key())).isEmpty();
        assertThat(store.state(ANNA).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void an_identifier_stays_with_the_member_who_has_it() {
        Identifier card = new Identifier("card", "anna");
        Bundle first = judged(fuel("r1", "anna", "100"), fresh(ANNA), Set.of(card));
        Bundle thief = judged(fuel("r2", "anna", "100"), fresh(BORIS), Set.of(card));
        Bundle again = judged(fuel("r3", "anna", "100"), after(first), Set.of(card, new Identifier("phone", "1")));
        store.commit(List.of(first));

        assertThat(store.commit(List.of(thief, again))).containsExactly(Fate.OUTRUN, Fate.KEPT);
        assertThat(store.member(card)).contains(ANNA);
        assertThat(store.member(new Identifier("phone", "1"))).contains(ANNA);
        assertThat(store.state(BORIS)).isEmpty();
    }

    @Test
    void a_waiting_event_is_answered_once_and_then_no_longer_waits() {
        Event event = fuel("r1", "anna", "100");
        Event later = fuel("r0", "anna", "100");
        Identifier card = new Identifier("card", "anna");
        Instant until = NOW.plusSeconds(60);
        Bundle waiting = answered(event, new Waiting(event.key(), until));
        store.commit(List.of(waiting));
        store.commit(List.of(answered(later, new Waiting(later.key(), until))));

        assertThat(store.commit(List.of(waiting))).as("it waits already").containsExactly(Fate.KNOWN);
        assertThat(store.waitingFor(List.of(card))).containsExactly(event, later);
        assertThat(store.find(event.key()).orElseThrow().answer()).contains(new Waiting(event.key(), until));

        Declined declined = new Declined(event.key(), "waited-too-long", "for ever");
        assertThat(store.commit(List.of(answered(event, declined))))
                .as("as if it had just come")
                .containsExactly(Fate.KNOWN);
        assertThat(store.commit(List.of(afterWaiting(answered(event, declined)))))
                .containsExactly(Fate.KEPT);
        assertThat(store.commit(List.of(afterWaiting(judged(later, fresh(ANNA))))))
                .containsExactly(Fate.KEPT);
        assertThat(store.commit(List.of(afterWaiting(answered(event, declined)))))
                .as("it waits no longer")
                .containsExactly(Fate.KNOWN);
        assertThat(store.waitingFor(List.of(card))).isEmpty();
        assertThat(store.find(event.key()).orElseThrow().answer()).contains(declined);
        assertThat(store.find(later.key()).orElseThrow().answer().orElseThrow()).isInstanceOf(Accepted.class);
    }

    @Test
    void a_refund_that_waits_is_found_by_its_purchase_whenever_it_came() {
        Event purchase = fuel("r1", "anna", "100");
        Event other = fuel("r2", "boris", "100");
        Refund early = refundOf(purchase, "b1");
        Refund late = refundOf(other, "b2");
        store.commit(List.of(answered(early, new Waiting(early.key(), NOW.plusSeconds(60)))));

        store.commit(List.of(judged(purchase, fresh(ANNA)), judged(other, fresh(BORIS))));

        assertThat(store.waitingFor(purchase.key())).containsExactly(early);
        assertThat(store.waitingFor(other.key())).isEmpty();
        store.commit(List.of(answered(late, new Waiting(late.key(), NOW.plusSeconds(60)))));
        assertThat(store.waitingFor(other.key())).containsExactly(late);
        assertThat(store.waitingFor(purchase.key())).as("until it is answered").containsExactly(early);
        assertThat(store.awaited(List.of(purchase.key(), other.key(), early.key())))
                .containsExactlyInAnyOrder(purchase.key(), other.key());
        assertThat(store.mayBeWaiting()).isTrue();
    }

    @Test
    void a_refund_that_waits_is_found_though_nothing_waited_for_long_before() {
        Event first = fuel("r1", "anna", "100");
        Event second = fuel("r2", "boris", "100");
        Event third = fuel("r3", "vera", "100");
        Refund ofSecond = refundOf(second, "b2");
        Refund ofThird = refundOf(third, "b3");
        Declined declined = new Declined(ofSecond.key(), "waited-too-long", "for ever");
        store.commit(List.of(judged(first, fresh(ANNA))));
        store.commit(List.of(answered(ofSecond, new Waiting(ofSecond.key(), NOW.plusSeconds(60)))));

        store.commit(List.of(judged(second, fresh(BORIS))));

        assertThat(store.waitingFor(second.key())).containsExactly(ofSecond);
        store.commit(List.of(afterWaiting(answered(ofSecond, declined)))); // nothing waits once more
        store.commit(List.of(answered(ofThird, new Waiting(ofThird.key(), NOW.plusSeconds(60)))));
        store.commit(List.of(judged(third, fresh(new MemberId("vera")))));
        assertThat(store.waitingFor(third.key())).containsExactly(ofThird);
    }

    @Test
    void places_at_the_end_of_a_period_are_kept_once_and_forgotten_after_a_month() {
        Instant end = Instant.parse("2026-03-31T20:59:59.999999Z");
        Ranking march = new Ranking(
                "end-of-month/2026-03-01", end, List.of(Map.of(ANNA, 1L, BORIS, 2L), Map.of(BORIS, 1L), Map.of()));
        Ranking other = new Ranking("end-of-month/2026-03-01", end, List.of(Map.of(BORIS, 1L)));
        Ranking week = new Ranking("end-of-week/2026-04-27", end.plus(Duration.ofDays(31)), List.of(Map.of(ANNA, 7L)));
        Ranking may = new Ranking("end-of-month/2026-05-01", end.plus(Duration.ofDays(61)), List.of(Map.of()));

        assertThat(store.ranking(march.moment())).isEmpty();
        assertThat(store.keep(march)).isTrue();
        assertThat(store.keep(other)).as("some are kept already").isFalse();
        assertThat(store.keep(week)).isTrue();
        assertThat(store.ranking(march.moment())).contains(march);
        assertThat(store.keep(may)).isTrue();
        assertThat(store.ranking(march.moment())).isEmpty();
        assertThat(store.ranking(week.moment())).contains(week);
        assertThat(store.ranking(may.moment())).contains(may);
    }

    private static Refund refundOf(Event purchase, String id) {
        EventKey key = new EventKey(purchase.key().partner(), id);
        return new Refund(key, NOW, List.of(), Optional.of(purchase.key().id()), List.of());
    }

    @Test
    void a_limit_over_all_members_is_never_exceeded() {
        Outside generous = Outside.unlimited();
        List<Bundle> bundles = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Event event = coffee("r" + i, "card" + i);
            bundles.add(judged(event, fresh(new MemberId("m" + i)), Set.of(), generous));
        }
        SharedLimit pot = decision(bundles.get(0)).shared().get(0).limit();

        assertThat(store.commit(bundles)).containsExactly(Fate.KEPT, Fate.OUTRUN, Fate.OUTRUN);
        assertThat(store.used(pot)).isEqualTo(60);

        Bundle rest = judged(
                coffee("r9", "card9"), fresh(new MemberId("m9")), Set.of(), (limit, asked) -> Math.min(asked, 40));
        assertThat(store.commit(List.of(rest, bundles.get(1)))).containsExactly(Fate.KEPT, Fate.OUTRUN);
        assertThat(store.used(pot)).isEqualTo(100);
    }

    @Test
    void who_was_granted_less_than_a_limit_has_left_is_left_out() {
        Bundle first = judged(coffee("r1", "card1"), fresh(new MemberId("m1")), Set.of(), (limit, asked) -> asked);
        Bundle cut = judged(coffee("r2", "card2"), fresh(new MemberId("m2")), Set.of(), (limit, asked) -> 39);
        Bundle nothing = judged(coffee("r3", "card3"), fresh(new MemberId("m3")), Set.of(), (limit, asked) -> 0);
        Bundle rest = judged(coffee("r4", "card4"), fresh(new MemberId("m4")), Set.of(), (limit, asked) -> 40);

        assertThat(store.commit(List.of(first))).containsExactly(Fate.KEPT);
        assertThat(store.commit(List.of(nothing))).as("nothing is used").containsExactly(Fate.OUTRUN);
        assertThat(store.commit(List.of(cut, nothing, rest))).containsExactly(Fate.OUTRUN, Fate.OUTRUN, Fate.KEPT);
        assertThat(store.commit(List.of(cut, nothing))).containsExactly(Fate.OUTRUN, Fate.KEPT);
        SharedLimit pot = decision(first).shared().get(0).limit();
        assertThat(store.used(pot)).isEqualTo(100);
    }

    @Test
    void an_errand_is_owed_until_its_event_is_written_or_it_is_dropped() {
        RuleKey rule = new RuleKey(new PartnerId("nord-fuel"), "Base");
        Errand one = errand("a", rule);
        Errand other = errand("b", rule);
        Bundle cause = judged(fuel("r1", "anna", "100"), fresh(ANNA), Set.of(), one, other);
        store.commit(List.of(cause));
        assertThat(store.errands()).containsExactly(one, other);

        store.commit(List.of(judged(one.event(), fresh(BORIS), Set.of())));
        assertThat(store.errands()).containsExactly(other);
        store.drop(other);
        assertThat(store.errands()).isEmpty();
        assertThat(store.state(BORIS).orElseThrow().balance(NOW).units()).isEqualTo(5);
    }

    private static Errand errand(String id, RuleKey rule) {
        HubEvent event = HubEvent.of("thanks/" + id, NOW, new Subject.Thanks(rule, Points.ofUnits(5)));
        return new Errand(event, ANNA, new Identifier("card", "boris"));
    }

    @Test
    void versions_come_back_from_the_one_that_was_in_force_then() {
        Version second = Version.plain(Club.PROGRAMME, List.of());
        store.activate(second, NOW);

        assertThat(store.versions(NOW.minusSeconds(1)))
                .containsExactly(new Activated(Instant.MIN, VERSION), new Activated(NOW, second));
        assertThat(store.versions(NOW)).containsExactly(new Activated(NOW, second));
        assertThat(store.versions(NOW.plusSeconds(1))).containsExactly(new Activated(NOW, second));
    }

    @Test
    void the_calendar_goes_on_where_it_was() {
        store.advancedTo(NOW);

        assertThat(store.advancedTo()).contains(NOW);
    }

    @Test
    void a_memory_made_anew_takes_the_place_of_the_old() {
        Bundle first = judged(fuel("r1", "anna", "100"), fresh(ANNA));
        store.commit(List.of(first));

        store.replace(
                after(first).remembering(MemberState.enrolled(ANNA, NOW, true).memory()));

        assertThat(store.state(ANNA).orElseThrow().version()).isEqualTo(1);
        assertThat(store.state(ANNA).orElseThrow().memory().since())
                .isEqualTo(MemberState.enrolled(ANNA, NOW, true).memory().since());
    }

    private Seal sealUpTo(long last) {
        List<Seal> seals = store.settlements().seals();
        Sealing sealing = Sealing.after(seals.isEmpty() ? Optional.empty() : Optional.of(seals.get(seals.size() - 1)));
        store.settlements().journal(sealing.next(), last, sealing::add);
        return sealing.seal(NOW.plusNanos(7));
    }

    private Settled settle(Seal seal, Position before) {
        Settlement settlement = Settlement.of(Terms.of(Club.PROGRAMME), seal, before);
        store.settlements().journal(seal.first(), seal.last(), settlement::add);
        return settlement.settle(NOW.plusNanos(9), List.of());
    }

    private void commitThree() {
        Bundle first = judged(fuel("r1", "anna", "2340"), fresh(ANNA));
        Bundle second = judged(fuel("r2", "boris", "1000"), fresh(BORIS));
        store.commit(List.of(first, second, judged(fuel("r3", "anna", "500"), after(first))));
    }

    @Test
    void an_empty_store_has_no_seals() {
        SettlementStore books = store.settlements();

        assertThat(books.seals()).isEmpty();
        assertThat(books.settled(1)).isEmpty();
        assertThat(books.lastNumber()).isZero();
        assertThat(books.decisionCount()).isZero();
        books.journal(1, Long.MAX_VALUE, line -> fail("no entry was written: %s", line));
    }

    @Test
    void entries_and_decisions_are_told_of_in_their_order_and_balances_with_their_sums() {
        commitThree();
        SettlementStore books = store.settlements();
        List<JournalLine> lines = new ArrayList<>();
        List<String> decisions = new ArrayList<>();
        Map<Account, Long> balances = new HashMap<>();

        books.journal(2, 3, lines::add);
        books.decisions(decision -> decisions.add(decision.event().key().id()));
        books.balances(balances::put);

        assertThat(lines).isEqualTo(store.journal().subList(1, 3));
        assertThat(decisions).containsExactly("r1", "r2", "r3");
        assertThat(balances).containsEntry(new Account(Account.Kind.ISSUED, "nord-fuel"), -38L);
        balances.forEach((account, sum) -> assertThat(store.balance(account)).isEqualTo(sum));
        assertThat(books.lastNumber()).isEqualTo(3);
        assertThat(books.decisionCount()).isEqualTo(3);
    }

    @Test
    void a_seal_is_kept_if_it_goes_on_from_the_newest() {
        commitThree();
        SettlementStore books = store.settlements();
        Seal first = sealUpTo(2);
        Seal another = sealUpTo(3);

        assertThat(books.keep(first)).isTrue();
        assertThat(books.keep(first)).as("once more").isFalse();
        assertThat(books.keep(another)).as("the period is sealed").isFalse();
        Seal second = sealUpTo(3);
        assertThat(books.keep(new Seal(2, 3, 4, NOW, first.hash(), second.hash())))
                .as("beyond the journal")
                .isFalse();
        assertThat(books.keep(new Seal(2, 3, 3, NOW, Seal.NOTHING, second.hash())))
                .as("after no seal")
                .isFalse();
        assertThat(books.keep(second)).isTrue();
        assertThat(books.seals()).containsExactly(first, second);
    }

    @Test
    void a_settled_period_comes_back_as_it_was_and_its_entry_is_the_next_of_the_journal() {
        commitThree();
        SettlementStore books = store.settlements();
        Seal seal = sealUpTo(3);
        Settled settled = settle(seal, Position.START);

        assertThat(books.keep(settled)).as("not sealed yet").isFalse();
        assertThat(store.journal()).hasSize(3);
        books.keep(seal);
        assertThat(books.keep(settled)).isTrue();
        assertThat(books.keep(settled)).as("once more").isFalse();

        assertThat(books.settled(1)).contains(settled);
        assertThat(books.settled(2)).isEmpty();
        assertThat(books.lastNumber()).isEqualTo(4);
        assertThat(store.journal().get(3)).isEqualTo(new JournalLine(4, settled.entry()));
        assertThat(store.balance(new Account(Account.Kind.DUE, "nord-fuel"))).isZero();
        long billed = settled.statement(new PartnerId("nord-fuel"))
                .orElseThrow()
                .billing()
                .billedMinor();
        assertThat(billed).isNegative();
        assertThat(store.balance(new Account(Account.Kind.BILLED, "nord-fuel"))).isEqualTo(billed * 1_000_000);
        assertThat(store.lastRecordedAt()).as("a settlement is no event").contains(NOW);
        store.commit(List.of(judged(fuel("r4", "carl", "100"), fresh(new MemberId("m3")))));
        assertThat(store.journal()).extracting(JournalLine::number).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
}
