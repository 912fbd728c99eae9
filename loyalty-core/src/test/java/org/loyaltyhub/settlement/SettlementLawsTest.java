package org.loyaltyhub.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.settlement.Item.Kind;
import org.loyaltyhub.value.Points;

/** What holds of settlements whatever happened, over seeded random coalitions. */
class SettlementLawsTest {
    private static final int CLUBS = 60;
    private static final List<History> HISTORIES =
            LongStream.range(0, CLUBS).mapToObj(History::of).toList();

    /** A coalition that went on for some periods, each sealed and settled at some time, not always at once. */
    private record History(RandomClub club, List<Settled> settled) {
        static History of(long seed) {
            RandomClub club = new RandomClub(seed);
            Random random = new Random(-seed);
            OperatorHub operator = club.hub().operator();
            List<Settled> settled = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                club.goOn(10 + random.nextInt(30));
                operator.seal();
                while (random.nextInt(3) > 0
                        && settled.size() < operator.seals().size()) {
                    settled.add(operator.settle(settled.size() + 1L).orElseThrow());
                }
            }
            while (settled.size() < operator.seals().size()) {
                settled.add(operator.settle(settled.size() + 1L).orElseThrow());
            }
            return new History(club, settled);
        }
    }

    @Test
    void what_is_billed_is_what_was_due_to_half_a_minor_unit_and_nothing_stays_due() {
        long roundings = 0;
        for (long seed = 0; seed < CLUBS; seed++) {
            History history = HISTORIES.get((int) seed);
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
        assertThat(roundings).isGreaterThan(100);
    }

    @Test
    void partners_and_programme_sum_to_zero_and_the_position_is_what_the_accounts_say() {
        for (long seed = 0; seed < CLUBS; seed++) {
            History history = HISTORIES.get((int) seed);
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
        for (long seed = 0; seed < CLUBS; seed++) {
            for (Settled settled : HISTORIES.get((int) seed).settled) {
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
        for (long seed = 0; seed < CLUBS; seed++) {
            History history = HISTORIES.get((int) seed);
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
                        .isSameAs(settled);
                position = settled.after();
            }
        }
    }
}
