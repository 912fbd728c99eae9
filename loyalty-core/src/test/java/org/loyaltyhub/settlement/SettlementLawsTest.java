package org.loyaltyhub.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.fixture.RestlessClub;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.settlement.Item.Kind;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.Points;

/**
 * What holds of books whatever happened, over seeded random coalitions, in every store; hubs and databases are closed and
 * opened again meanwhile.
 */
@Tag("slow")
@ParameterizedClass
@EnumSource
class SettlementLawsTest {
    private static final boolean SLOW = Boolean.getBoolean("loyalty.slow");
    private static final Map<Stores, List<History>> ALL = new EnumMap<>(Stores.class);

    private final Stores stores;
    private final List<History> histories;

    SettlementLawsTest(Stores stores) {
        this.stores = stores;
        this.histories = ALL.computeIfAbsent(
                stores,
                each -> LongStream.range(0, clubs(each))
                        .mapToObj(seed -> History.of(each, seed))
                        .toList());
    }

    private static int clubs(Stores stores) {
        if (stores == Stores.IN_MEMORY) {
            return SLOW ? 120 : 60;
        }
        return SLOW ? 20 : 3;
    }

    @AfterAll
    static void close() {
        ALL.values().forEach(histories -> histories.forEach(history -> closed(history.club.store())));
        ALL.clear();
    }

    private static void closed(Store store) {
        if (store instanceof SqlStore books) {
            books.close();
        }
    }

    /** A coalition that went on for some periods, each sealed and settled at some time, not always at once. */
    private record History(RestlessClub club, List<Settled> settled) {
        static History of(Stores stores, long seed) {
            String programme = Stores.nextProgramme();
            RestlessClub club = new RestlessClub(seed, opened(stores, programme));
            Random random = new Random(-seed);
            List<Settled> settled = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                club.goOn(5 + random.nextInt(15));
                reopen(stores, programme, club);
                club.goOn(5 + random.nextInt(15));
                club.hub().operator().seal();
                while (random.nextInt(3) > 0 && isLeft(club, settled)) {
                    settleNext(club, settled);
                    reopen(stores, programme, club);
                }
            }
            while (isLeft(club, settled)) {
                settleNext(club, settled);
            }
            return new History(club, settled);
        }

        private static Store opened(Stores stores, String programme) {
            return stores == Stores.IN_MEMORY
                    ? InMemoryStore.keepingAll()
                    : SqlStore.open(
                            stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql(),
                            programme,
                            Stores.NO_SOURCE);
        }

        private static void reopen(Stores stores, String programme, RestlessClub club) {
            closed(club.store());
            club.reopen(stores == Stores.IN_MEMORY ? club.store() : opened(stores, programme));
        }

        private static boolean isLeft(RestlessClub club, List<Settled> settled) {
            return settled.size() < club.hub().operator().seals().size();
        }

        private static void settleNext(RestlessClub club, List<Settled> settled) {
            settled.add(club.hub().operator().settle(settled.size() + 1L).orElseThrow());
        }

        List<JournalLine> period(Settled of) {
            List<JournalLine> lines = new ArrayList<>();
            club.store().settlements().journal(of.seal().first(), of.seal().last(), lines::add);
            return lines;
        }
    }

    @Test
    void much_goes_wrong_in_these_clubs() {
        assertThat(histories.stream().mapToLong(each -> each.club.repeated()).sum())
                .as("reported again")
                .isGreaterThan(10L * histories.size());
        assertThat(histories.stream().mapToLong(each -> each.club.early()).sum())
                .as("refunds before their purchase")
                .isGreaterThan(5L * histories.size());
        assertThat(histories.stream().mapToLong(each -> each.club.unnamed()).sum())
                .as("refunds without a reference")
                .isGreaterThan(histories.size());
        assertThat(histories.stream().mapToLong(each -> each.club.quoted()).sum())
                .as("quotes that nobody names")
                .isGreaterThan(5L * histories.size());
    }

    @Test
    void books_are_sound_and_come_out_the_same_when_decided_once_more() {
        for (int seed = 0; seed < histories.size(); seed++) {
            OperatorHub operator = histories.get(seed).club.hub().operator();

            assertThat(operator.verify().breaches()).as("seed %d", seed).isEmpty();
            assertThat(operator.replay().first()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void every_entry_sums_to_zero_and_accounts_are_kept_at_the_sum_of_their_postings() {
        for (int seed = 0; seed < histories.size(); seed++) {
            Map<Account, Long> sums = new HashMap<>();
            for (JournalLine line : histories.get(seed).club.store().journal()) {
                Map<Account.Unit, Long> units = new HashMap<>();
                for (Posting posting : line.entry().postings()) {
                    units.merge(posting.account().kind().unit(), posting.amount(), Math::addExact);
                    sums.merge(posting.account(), posting.amount(), Math::addExact);
                }
                assertThat(units.values()).as("seed %d, %s", seed, line).containsOnly(0L);
            }
            Map<Account, Long> kept = new HashMap<>();
            histories.get(seed).club.store().settlements().balances(kept::put);
            assertThat(kept).as("seed %d", seed).isEqualTo(sums);
        }
    }

    @Test
    void seals_go_on_from_each_other_and_are_over_the_entries_that_they_name() {
        for (int seed = 0; seed < histories.size(); seed++) {
            Optional<Seal> before = Optional.empty();
            for (Settled settled : histories.get(seed).settled) {
                Sealing again = Sealing.after(before);
                histories.get(seed).period(settled).forEach(again::add);

                assertThat(again.seal(settled.seal().sealedAt()))
                        .as("seed %d", seed)
                        .isEqualTo(settled.seal());
                before = Optional.of(settled.seal());
            }
        }
    }

    @Test
    void what_a_statement_says_is_due_is_what_the_entries_behind_it_post() {
        for (int seed = 0; seed < histories.size(); seed++) {
            History history = histories.get(seed);
            for (Settled settled : history.settled) {
                for (Statement statement : settled.statements()) {
                    Account due =
                            new Account(Account.Kind.DUE, statement.partner().value());
                    Map<Long, Long> posted = new TreeMap<>();
                    history.period(settled).stream()
                            .filter(line -> line.entry().code() != Entry.Code.SETTLE)
                            .forEach(line -> line.entry().postings().stream()
                                    .filter(posting -> posting.account().equals(due))
                                    .forEach(posting -> posted.merge(line.number(), posting.amount(), Math::addExact)));
                    posted.values().removeIf(sum -> sum == 0); // a fee that a partner pays itself
                    Set<Long> behind = new TreeSet<>();
                    statement.items().stream()
                            .filter(item -> item.kind().isDue())
                            .forEach(item -> item.entries()
                                    .ranges()
                                    .forEach(range -> LongStream.rangeClosed(range.first(), range.last())
                                            .forEach(behind::add)));

                    String where = "seed " + seed + ", " + settled.seal() + ", " + statement.partner();
                    assertThat(behind).as(where).isEqualTo(posted.keySet());
                    assertThat(statement.billing().dueMicros())
                            .as(where)
                            .isEqualTo(posted.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
                }
            }
        }
    }

    @Test
    void books_in_a_database_are_those_in_memory() {
        assumeThat(stores).isNotEqualTo(Stores.IN_MEMORY);
        for (int seed = 0; seed < histories.size(); seed++) {
            SettlementStore books = histories.get(seed).club.store().settlements();
            History expected = History.of(Stores.IN_MEMORY, seed);
            SettlementStore others = expected.club.store().settlements();

            assertThat(lines(books)).as("seed %d", seed).isEqualTo(lines(others));
            assertThat(decisions(books)).as("seed %d", seed).isEqualTo(decisions(others));
            assertThat(limits(books)).as("seed %d", seed).isEqualTo(limits(others));
            assertThat(books.seals()).as("seed %d", seed).isEqualTo(others.seals());
            assertThat(histories.get(seed).settled).as("seed %d", seed).isEqualTo(expected.settled);
        }
    }

    private static List<JournalLine> lines(SettlementStore books) {
        List<JournalLine> lines = new ArrayList<>();
        books.journal(1, Long.MAX_VALUE, lines::add);
        return lines;
    }

    private static List<Decision> decisions(SettlementStore books) {
        List<Decision> decisions = new ArrayList<>();
        books.decisions(decisions::add);
        return decisions;
    }

    private static Map<SharedLimit.Key, Long> limits(SettlementStore books) {
        Map<SharedLimit.Key, Long> limits = new HashMap<>();
        books.limits(limits::put);
        limits.values().removeIf(used -> used == 0);
        return limits;
    }

    @Test
    void what_is_billed_is_what_was_due_to_half_a_minor_unit_and_nothing_stays_due() {
        long roundings = 0;
        for (int seed = 0; seed < histories.size(); seed++) {
            History history = histories.get(seed);
            OperatorHub operator = history.club.hub().operator();
            for (Settled settled : history.settled) {
                for (Statement statement : settled.statements()) {
                    Billing billing = statement.billing();
                    assertThat(Math.abs(billing.roundedOffMicros()))
                            .as("seed %d", seed)
                            .isLessThanOrEqualTo(500_000);
                    roundings += billing.roundedOffMicros() == 0 ? 0 : 1;
                    String holder = statement.partner().value();
                    assertThat(operator.balance(new Account(Account.Kind.DUE, holder)))
                            .as("seed %d: %s due", seed, holder)
                            .isZero();
                }
            }
            Settled last = history.settled.get(history.settled.size() - 1);
            for (Statement statement : last.statements()) {
                assertThat(operator.balance(new Account(
                                Account.Kind.BILLED, statement.partner().value())))
                        .as("seed %d", seed)
                        .isEqualTo(statement.billedUntilNow() * PointTerms.MICROS);
            }
            assertThat(operator.balance(new Account(Account.Kind.ROUNDING, "programme")))
                    .as("seed %d", seed)
                    .isEqualTo(last.after().own().rounding());
        }
        assertThat(roundings).isGreaterThan(histories.size());
    }

    @Test
    void partners_and_programme_sum_to_zero_and_the_position_is_what_the_accounts_say() {
        for (int seed = 0; seed < histories.size(); seed++) {
            History history = histories.get(seed);
            OperatorHub operator = history.club.hub().operator();
            Settled last = history.settled.get(history.settled.size() - 1);
            Own own = last.after().own();
            long billed = last.after().holders().stream()
                    .mapToLong(holder -> holder.billedMinor() * PointTerms.MICROS)
                    .sum();

            history.settled.forEach(
                    settled -> assertThat(settled.programme().sumMicros()).isZero());
            assertThat(billed + own.sum()).as("seed %d", seed).isZero();
            assertThat(own)
                    .as("seed %d", seed)
                    .isEqualTo(new Own(
                            operator.balance(new Account(Account.Kind.RESERVE, "programme")),
                            operator.balance(new Account(Account.Kind.MARGIN, "programme")),
                            operator.balance(new Account(Account.Kind.BREAKAGE, "programme")),
                            operator.balance(new Account(Account.Kind.COSTS, "programme")),
                            operator.balance(new Account(Account.Kind.ROUNDING, "programme"))));
            assertThat(last.programme().coverage().open().reserveMicros())
                    .as("seed %d", seed)
                    .isEqualTo(own.reserve());
        }
    }

    @Test
    void open_points_go_on_from_period_to_period_by_what_the_statements_tell() {
        for (int seed = 0; seed < histories.size(); seed++) {
            for (Settled settled : histories.get(seed).settled) {
                for (Statement statement : settled.statements()) {
                    Points in = sum(
                                    statement,
                                    Kind.AWARDED,
                                    Kind.REVIVED,
                                    Kind.WRITTEN_OFF,
                                    Kind.REPAID,
                                    Kind.GIVEN_BY_HAND)
                            .plus(moved(settled, statement, Kind.GIVEN_BACK));
                    Points out = sum(statement, Kind.TAKEN_BACK, Kind.LAPSED, Kind.TAKEN_BY_HAND, Kind.PAID_DEBTS)
                            .plus(moved(settled, statement, Kind.SPENT_HERE));
                    Open before = statement.before();
                    Open now = statement.coverage().open();

                    assertThat(now.points().minus(now.owed()))
                            .as("seed %d, %s, %s", seed, settled.seal(), statement.partner())
                            .isEqualTo(before.points()
                                    .minus(before.owed())
                                    .plus(in)
                                    .minus(out));
                }
            }
        }
    }

    /** The partner's points, wherever they were spent. */
    private static Points moved(Settled settled, Statement statement, Kind kind) {
        return settled.statements().stream()
                .flatMap(each -> each.items(kind))
                .filter(item -> item.of().equals(statement.partner().value()))
                .map(Item::points)
                .reduce(Points.ZERO, Points::plus);
    }

    private static Points sum(Statement statement, Kind... kinds) {
        Points sum = Points.ZERO;
        for (Kind kind : kinds) {
            sum = sum.plus(statement.points(kind));
        }
        return sum;
    }

    @Test
    void settled_again_from_the_journal_it_is_the_same_and_asked_again_it_is_the_stored_one() {
        for (int seed = 0; seed < histories.size(); seed++) {
            History history = histories.get(seed);
            OperatorHub operator = history.club.hub().operator();
            Position position = Position.START;
            for (Settled settled : history.settled) {
                Settlement again = Settlement.of(settled.terms(), settled.seal(), position);
                for (JournalLine line : operator.journal()) {
                    if (line.number() >= settled.seal().first()
                            && line.number() <= settled.seal().last()) {
                        again.add(line);
                    }
                }
                assertThat(again.settle(settled.settledAt(), List.of()))
                        .as("seed %d", seed)
                        .isEqualTo(settled);
                assertThat(operator.settle(settled.seal().period()).orElseThrow())
                        .isEqualTo(settled);
                position = settled.after();
            }
        }
    }
}
