package org.loyaltyhub.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.settlement.Billing;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.settlement.Statement;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Points;

class VerificationTest {
    private static final long SEED = 7;

    @Test
    void whatever_happened_the_books_are_sound() {
        for (long seed = 0; seed < 30; seed++) {
            RandomClub club = new RandomClub(seed);
            OperatorHub operator = club.hub().operator();
            for (long period = 1; period < 4; period++) {
                club.goOn(40);
                operator.seal();
                operator.settle(period);
            }
            club.goOn(20);

            Verified verified = operator.verify();

            assertThat(verified.breaches()).as("seed %d", seed).isEmpty();
            assertThat(verified.isSound()).isTrue();
            assertThat(verified.settled()).isEqualTo(3);
        }
    }

    @Test
    void what_was_seen_is_told_to_people_and_machines() {
        Verified sound = Books.ofAClub().verified();
        Verified broken = new Verified(
                3, 1, 0, 0, 2, List.of(new Breach(Invariant.NUMBERS, OptionalLong.of(3), "entry 2 should be here")));

        assertThat(sound.text())
                .matches("[0-9]+ entries, 4 members, [0-9]+ decisions, 2 seals, 2 settled periods: "
                        + "the books are sound");
        assertThat(broken.text())
                .isEqualTo("3 entries, 1 member, 2 decisions, 0 seals, 0 settled periods\n"
                        + "entry 3: entries are numbered from 1 without gaps: entry 2 should be here");
        assertThat(broken.json())
                .isEqualTo("{\"sound\":false,\"entries\":3,\"members\":1,\"decisions\":2,\"seals\":0,"
                        + "\"settledPeriods\":0,\"breaches\":[{\"invariant\":\"numbers\",\"entry\":3,"
                        + "\"what\":\"entry 2 should be here\"}]}");
    }

    /** Books as lists, to be broken by hand. */
    private static final class Books {
        private final Map<Long, Supplier<Entry>> entries = new LinkedHashMap<>();
        private final List<Seal> seals;
        private final List<Settled> settled = new ArrayList<>();
        private final List<MemberState> members = new ArrayList<>();
        private final Map<Account, Long> balances = new HashMap<>();
        private final List<Decision> decisions = new ArrayList<>();
        private final Map<SharedLimit.Key, Long> limits = new HashMap<>();
        private final Map<Identifier, MemberId> identifiers = new TreeMap<>();
        private final Map<Invariant, String> misfits = new EnumMap<>(Invariant.class);
        private Optional<MemberId> unreadable = Optional.empty();
        private long lastNumber;
        private long decisionCount;

        private Books(Store store) {
            store.journal().forEach(line -> entries.put(line.number(), line::entry));
            seals = new ArrayList<>(store.settlements().seals());
            for (long period = 1; store.settlements().settled(period).isPresent(); period++) {
                settled.add(store.settlements().settled(period).get());
            }
            store.members().forEach(member -> members.add(store.state(member).orElseThrow()));
            store.settlements().balances(balances::put);
            store.settlements().decisions(decisions::add, misfits::put);
            lastNumber = store.settlements().lastNumber();
            decisionCount = store.settlements().decisionCount();
            store.settlements().limits(limits::put);
            store.settlements().identifiers(identifiers::put);
        }

        static Books ofAClub() {
            RandomClub club = new RandomClub(SEED);
            for (long period = 1; period < 3; period++) {
                club.goOn(50);
                club.hub().operator().seal();
                club.hub().operator().settle(period);
            }
            return new Books(club.goOn(30).store());
        }

        Verified verified() {
            Verification verification = new Verification(
                    () -> seals,
                    period -> period <= settled.size() ? Optional.of(settled.get((int) period - 1)) : Optional.empty());
            entries.forEach(verification::entry);
            verification.entriesEnd(lastNumber, lastNumber);
            members.forEach(verification::member);
            unreadable.ifPresent(member -> verification.member(member, () -> {
                throw new IllegalArgumentException("it is no JSON");
            }));
            balances.forEach(verification::balance);
            decisions.forEach(verification::decision);
            misfits.forEach(verification::misfit);
            verification.decisionsEnd(decisionCount, decisionCount);
            limits.forEach(verification::limit);
            identifiers.forEach(verification::identifier);
            return verification.verified();
        }

        /** The first entry of that code, beyond the one of that number. */
        long first(Entry.Code code, long after) {
            return entries.entrySet().stream()
                    .filter(each ->
                            each.getKey() > after && each.getValue().get().code() == code)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        }

        /** A limit of that measure of which something was used. */
        SharedLimit.Key limit(Limit.Measure measure) {
            return limits.entrySet().stream()
                    .filter(each -> each.getKey().measure() == measure && each.getValue() > 0)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        }

        void change(long number, UnaryOperator<Entry> change) {
            Entry before = entries.get(number).get();
            entries.put(number, () -> change.apply(before));
        }
    }

    private record Mutation(String name, Invariant broken, Function<Books, OptionalLong> mutate) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Mutation at(String name, Invariant broken, Function<Books, Long> mutate) {
        return new Mutation(name, broken, books -> OptionalLong.of(mutate.apply(books)));
    }

    private static Mutation anywhere(String name, Invariant broken, Consumer<Books> mutate) {
        return new Mutation(name, broken, books -> {
            mutate.accept(books);
            return OptionalLong.empty();
        });
    }

    static Stream<Mutation> mutations() {
        return Stream.of(
                at("an entry is missing", Invariant.NUMBERS, books -> {
                    books.entries.remove(5L);
                    return 6L;
                }),
                at("an entry does not sum to zero", Invariant.BALANCED, books -> {
                    long number = books.first(Entry.Code.EARN, 0);
                    books.change(number, entry -> with(entry, entry.moves(), plus(entry.postings(), Kind.MARGIN, 1)));
                    return number;
                }),
                at("a partner owes more than its points cost", Invariant.POSTINGS, books -> {
                    long number = books.first(Entry.Code.EARN, 3);
                    books.change(
                            number,
                            entry -> with(
                                    entry,
                                    entry.moves(),
                                    plus(plus(entry.postings(), Kind.MARGIN, 1), Kind.COSTS, -1)));
                    return number;
                }),
                at("a fee comes out of the reserve", Invariant.POSTINGS, books -> {
                    long number = books.first(Entry.Code.FEE, 0);
                    books.change(
                            number,
                            entry -> with(
                                    entry,
                                    List.of(),
                                    List.of(
                                            new Posting(new Account(Kind.RESERVE, "programme"), -5),
                                            new Posting(new Account(Kind.DUE, "grip"), 5))));
                    return number;
                }),
                at(
                        "a fee comes out of the reserve, which then is not what lots are held at",
                        Invariant.RESERVE,
                        books -> {
                            long number = books.first(Entry.Code.FEE, 0);
                            books.change(
                                    number,
                                    entry -> with(
                                            entry,
                                            List.of(),
                                            List.of(
                                                    new Posting(new Account(Kind.RESERVE, "programme"), -5),
                                                    new Posting(new Account(Kind.DUE, "grip"), 5))));
                            return number;
                        }),
                at("points are set aside twice", Invariant.NEVER_BELOW_ZERO, books -> {
                    long number = books.first(Entry.Code.RESERVE, 0);
                    books.change(number, entry -> times(entry, 1_000_000));
                    return number;
                }),
                at("more of a lot is spent than there is", Invariant.LOTS, books -> {
                    long number = books.first(Entry.Code.REDEEM, 0);
                    books.change(number, entry -> times(entry, 2));
                    return number;
                }),
                at("points move and nothing is posted", Invariant.LOTS, books -> {
                    long number = books.first(Entry.Code.EARN, 4);
                    books.change(number, entry -> with(entry, entry.moves(), List.of()));
                    return number;
                }),
                anywhere("a purse has a point more", Invariant.PURSES, books -> {
                    MemberState state = books.members.get(0);
                    Move one = books.entries
                            .get(books.first(Entry.Code.EARN, 0))
                            .get()
                            .moves()
                            .get(0);
                    Move more = new Move(one.from(), one.to(), Points.ofUnits(1));
                    books.members.set(0, state.holding(state.purse().after(List.of(more))));
                }),
                anywhere(
                        "an account is kept at a point more",
                        Invariant.BALANCES,
                        books -> books.balances.merge(new Account(Kind.ISSUED, "nord-fuel"), 1L, Long::sum)),
                anywhere(
                        "an account is gone",
                        Invariant.BALANCES,
                        books -> books.balances.remove(new Account(Kind.RESERVE, "programme"))),
                anywhere("a member cannot be read", Invariant.READABLE, books -> {
                    MemberState state = books.members.remove(0);
                    books.unreadable = Optional.of(state.id());
                }),
                anywhere(
                        "a member with points is gone",
                        Invariant.PURSES,
                        books -> books.members.removeIf(state -> !state.purse().equals(Purse.EMPTY))),
                at("a sealed entry has another note", Invariant.SEALS, books -> {
                    books.change(
                            4,
                            entry -> new Entry(
                                    entry.code(),
                                    entry.cause(),
                                    entry.note() + " ",
                                    entry.member(),
                                    entry.happenedAt(),
                                    entry.recordedAt(),
                                    entry.moves(),
                                    entry.postings()));
                    return 1L;
                }),
                at("a sealed entry was recorded a nanosecond later", Invariant.SEALS, books -> {
                    long number = books.seals.get(1).first() + 2;
                    books.change(
                            number,
                            entry -> new Entry(
                                    entry.code(),
                                    entry.cause(),
                                    entry.note(),
                                    entry.member(),
                                    entry.happenedAt(),
                                    entry.recordedAt().plusNanos(1),
                                    entry.moves(),
                                    entry.postings()));
                    return books.seals.get(1).first();
                }),
                at("a seal does not name the one before it", Invariant.SEALS, books -> {
                    Seal seal = books.seals.get(1);
                    books.seals.set(
                            1,
                            new Seal(
                                    seal.period(),
                                    seal.first(),
                                    seal.last(),
                                    seal.sealedAt(),
                                    Seal.NOTHING,
                                    seal.hash()));
                    return seal.first();
                }),
                anywhere(
                        "the last entries are gone",
                        Invariant.SEALS,
                        books -> books.entries
                                .keySet()
                                .removeIf(number -> number >= books.seals.get(1).last())),
                at("a stored statement has another name on it", Invariant.STATEMENTS, books -> {
                    Settled settled = books.settled.get(0);
                    Statement first = settled.statements().get(0);
                    List<Statement> changed = new ArrayList<>(settled.statements());
                    changed.set(0, renamed(first));
                    books.settled.set(
                            0,
                            new Settled(
                                    settled.seal(),
                                    settled.terms(),
                                    settled.entry(),
                                    changed,
                                    settled.programme(),
                                    settled.after()));
                    return settled.seal().last();
                }),
                at("a settlement bills a kopeck more", Invariant.STATEMENTS, books -> {
                    long number = books.first(Entry.Code.SETTLE, 0);
                    books.change(
                            number,
                            entry -> with(
                                    entry,
                                    List.of(),
                                    plus(plus(entry.postings(), Kind.BILLED, 1_000_000), Kind.ROUNDING, -1_000_000)));
                    return number;
                }),
                anywhere(
                        "a limit is exceeded",
                        Invariant.LIMITS,
                        books -> shared(
                                books,
                                use -> new SharedUse(
                                        use.limit(),
                                        use.limit().limit().most() + 1,
                                        use.limit().limit().most() + 1,
                                        use.limit().limit().most() + 1))),
                anywhere(
                        "more is used than was granted",
                        Invariant.LIMITS,
                        books -> shared(
                                books, use -> new SharedUse(use.limit(), use.used(), use.used() - 1, use.used()))),
                anywhere(
                        "a limit is kept at more than decisions used",
                        Invariant.USES,
                        books -> books.limits.merge(books.limit(Limit.Measure.MONEY), 1L, Long::sum)),
                anywhere(
                        "a budget is kept at less than decisions used",
                        Invariant.USES,
                        books -> books.limits.merge(books.limit(Limit.Measure.COST), -1L, Long::sum)),
                anywhere(
                        "a limit that was used is gone",
                        Invariant.USES,
                        books -> books.limits.remove(books.limit(Limit.Measure.POINTS))),
                at("an account comes to more than can be counted", Invariant.BALANCES, books -> {
                    long number = books.first(Entry.Code.FEE, 0);
                    Account due = new Account(Kind.DUE, "grip");
                    Account costs = new Account(Kind.COSTS, "programme");
                    books.change(
                            number,
                            entry -> with(
                                    entry,
                                    List.of(),
                                    List.of(new Posting(due, Long.MAX_VALUE), new Posting(costs, -Long.MAX_VALUE))));
                    return number;
                }),
                anywhere(
                        "a limit is used more than can be counted",
                        Invariant.USES,
                        books -> shared(
                                books,
                                use -> new SharedUse(use.limit(), Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))),
                anywhere("an entry more is counted", Invariant.HEAD, books -> books.lastNumber++),
                anywhere("a decision less is counted", Invariant.HEAD, books -> books.decisionCount--),
                anywhere(
                        "an event has no decision",
                        Invariant.EVENTS,
                        books -> books.misfits.put(Invariant.EVENTS, "nord-fuel/1 has no decision")),
                anywhere(
                        "an event waits for nobody",
                        Invariant.WAITING,
                        books -> books.misfits.put(Invariant.WAITING, "nord-fuel/2 waits for nobody")),
                anywhere(
                        "a purchase is remembered otherwise",
                        Invariant.MEMORIES,
                        books -> books.misfits.put(Invariant.MEMORIES, "nord-fuel/3 is kept with 4 earned")),
                anywhere("a card names another member", Invariant.NAMES, books -> {
                    List<Identifier> all = List.copyOf(books.identifiers.keySet());
                    MemberId first = books.identifiers.get(all.get(0));
                    Identifier other = all.stream()
                            .filter(each -> !books.identifiers.get(each).equals(first))
                            .findFirst()
                            .orElseThrow();
                    books.identifiers.put(other, first);
                }),
                anywhere(
                        "a card names nobody any more",
                        Invariant.NAMES,
                        books -> books.identifiers
                                .keySet()
                                .remove(books.identifiers.keySet().iterator().next())),
                anywhere(
                        "a card that no event brought names somebody",
                        Invariant.NAMES,
                        books -> books.identifiers.put(
                                new Identifier("card", "found"),
                                books.members.get(0).id())),
                anywhere("a purchase was counted for another member", Invariant.NAMES, books -> {
                    Decision last = books.decisions.stream()
                            .filter(decision -> decision.event() instanceof Purchase && decision.sequence() > 0)
                            .reduce((one, next) -> next)
                            .orElseThrow();
                    MemberId other = books.members.stream()
                            .map(MemberState::id)
                            .filter(member -> !member.equals(last.member()))
                            .findFirst()
                            .orElseThrow();
                    books.decisions.set(books.decisions.indexOf(last), with(last, other, last.shared()));
                }));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void what_is_broken_by_hand_is_named_with_its_entry(Mutation mutation) {
        Books books = Books.ofAClub();

        OptionalLong entry = mutation.mutate.apply(books);

        List<Breach> breaches = books.verified().breaches();
        assertThat(breaches).extracting(Breach::invariant).contains(mutation.broken);
        Breach named = breaches.stream()
                .filter(breach -> breach.invariant() == mutation.broken)
                .findFirst()
                .orElseThrow();
        assertThat(named.entry()).as(named.toString()).isEqualTo(entry);
        assertThat(named.what()).isNotBlank();
    }

    @Test
    void every_invariant_is_broken_by_some_mutation() {
        assertThat(mutations().map(Mutation::broken)).contains(Invariant.values());
    }

    private static void shared(Books books, UnaryOperator<SharedUse> change) {
        for (int i = 0; i < books.decisions.size(); i++) {
            Decision decision = books.decisions.get(i);
            if (!decision.shared().isEmpty() && decision.shared().get(0).used() > 0) {
                List<SharedUse> uses = new ArrayList<>(decision.shared());
                uses.set(0, change.apply(uses.get(0)));
                books.decisions.set(i, with(decision, decision.member(), uses));
                return;
            }
        }
        throw new AssertionError("nothing shared in the club of seed " + SEED);
    }

    private static Decision with(Decision decision, MemberId member, List<SharedUse> shared) {
        return new Decision(
                decision.version(),
                decision.event(),
                decision.visit(),
                member,
                decision.sequence(),
                decision.recordedAt(),
                decision.tier(),
                decision.rules(),
                shared,
                decision.revisions(),
                decision.notFound(),
                decision.entries(),
                decision.heldUntil(),
                decision.refusal());
    }

    private static Statement renamed(Statement statement) {
        return new Statement(
                statement.heading(),
                statement.partner(),
                statement.name() + "!",
                statement.items(),
                new Billing(statement.billing().dueMicros(), statement.billing().billedMinor()),
                statement.billedBefore(),
                statement.before(),
                statement.coverage(),
                statement.vouchers());
    }

    private static Entry times(Entry entry, long factor) {
        List<Move> moves = entry.moves().stream()
                .map(move -> new Move(
                        move.from(), move.to(), Points.ofUnits(move.points().units() * factor)))
                .toList();
        return Entry.moving(
                entry.code(),
                entry.cause(),
                entry.note(),
                entry.member().orElseThrow(),
                entry.happenedAt(),
                entry.recordedAt(),
                moves);
    }

    private static Entry with(Entry entry, List<Move> moves, List<Posting> postings) {
        return new Entry(
                entry.code(),
                entry.cause(),
                entry.note(),
                entry.member(),
                entry.happenedAt(),
                entry.recordedAt(),
                moves,
                postings);
    }

    private static List<Posting> plus(List<Posting> postings, Kind kind, long amount) {
        List<Posting> more = new ArrayList<>(postings);
        more.add(new Posting(new Account(kind, "programme"), amount));
        return more;
    }
}
