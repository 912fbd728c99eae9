package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span;
import org.loyaltyhub.value.Unit;

/** A memory bounded by windows and horizon answers as one that forgets nothing. */
class MemoryLawsTest {
    /** Late by up to five days, and no later: so memory forgets what is older. */
    private static final Programme FORGETFUL = Club.programme(Club.JSON.replace("\"late\": 60", "\"late\": 5"));

    /** A year of lateness: nothing of the test's year is forgotten. */
    private static final Programme RETENTIVE = Club.programme(Club.JSON.replace("\"late\": 60", "\"late\": 366"));

    private static final List<Window> WINDOWS = List.of(
            new Window.Last(new Span(36, Span.SpanUnit.HOUR)),
            new Window.Last(new Span(3, Span.SpanUnit.DAY)),
            new Window.Last(new Span(1, Span.SpanUnit.MONTH)),
            new Window.This(Period.DAY),
            new Window.This(Period.WEEK),
            new Window.This(Period.MONTH),
            new Window.Previous(Period.WEEK),
            new Window.Previous(Period.MONTH),
            new Window.Since(LocalDate.of(2026, 2, 10)),
            new Window.Ever());

    @Test
    void forgetting_changes_no_decision() {
        long forgotten = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Rules[] rules = rules(random);
            Version forgetful = Version.plain(FORGETFUL, List.of(Rules.book(rules)));
            Version retentive = Version.plain(RETENTIVE, List.of(Rules.book(rules)));
            MemberState one = member();
            MemberState other = member();
            for (Late late : history(random)) {
                Decision decision = Decider.decide(forgetful, one, late.purchase, late.recordedAt, Outside.unlimited());
                Decision expected =
                        Decider.decide(retentive, other, late.purchase, late.recordedAt, Outside.unlimited());

                assertThat(decision.rules())
                        .as("seed %d, %s", seed, late.purchase.key())
                        .isEqualTo(expected.rules());

                one = Decider.evolve(forgetful.recall(), one, decision);
                other = Decider.evolve(retentive.recall(), other, expected);
            }
            forgotten += other.memory().size() - one.memory().size();
        }
        assertThat(forgotten).as("purchases that the bounded memories let go").isGreaterThan(3_000);
    }

    private static MemberState member() {
        return MemberState.enrolled(new MemberId("anna"), Instant.parse("2026-01-01T00:00:00Z"), false);
    }

    private static Rules[] rules(Random random) {
        List<Rules> rules = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Rules rule = rule("R" + i).when(purchases()).award(1 + random.nextInt(9));
            rules.add(rule.and(condition(random)));
        }
        return rules.toArray(Rules[]::new);
    }

    private static Condition condition(Random random) {
        Pattern pattern = purchases(List.of("fuel", "diesel", "wash", "coffee").get(random.nextInt(4)));
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.Earlier(pattern, window(random), false);
            case 1 -> new Condition.Earlier(pattern, WINDOWS.get(random.nextInt(8)), true);
            case 2 -> new Condition.Not(new Condition.First(pattern));
            case 3 -> Rules.atLeast(new Figure.DaysSince(pattern), random.nextInt(5));
            case 4 ->
                Rules.atLeast(
                        new Figure.Streak(
                                List.of(Period.DAY, Period.WEEK, Period.MONTH).get(random.nextInt(3)), pattern),
                        1 + random.nextInt(3));
            default -> Rules.atLeast(history(random, pattern), 1 + random.nextInt(5));
        };
    }

    private static Figure history(Random random, Pattern pattern) {
        Measure measure = List.of(Measure.values()).get(random.nextInt(Measure.values().length));
        Window window = measure == Measure.DAYS ? WINDOWS.get(random.nextInt(8)) : window(random);
        ValueType type = switch (measure) {
            case AMOUNT, AVERAGE_AMOUNT -> ValueType.MONEY;
            case QUANTITY -> ValueType.quantity(Unit.LITRE);
            case POINTS_EARNED -> ValueType.POINTS;
            default -> ValueType.COUNT;
        };
        return new Figure.History(measure, type, pattern, window);
    }

    private static Window window(Random random) {
        return WINDOWS.get(random.nextInt(WINDOWS.size()));
    }

    private record Late(Purchase purchase, Instant recordedAt) {}

    private static List<Late> history(Random random) {
        List<Late> history = new ArrayList<>();
        LocalDateTime now = LocalDateTime.of(2026, 1, 5, 8, 0);
        for (int i = 0; i < 60; i++) {
            now = now.plusHours(random.nextInt(70));
            LocalDateTime happened = random.nextInt(4) == 0 ? now.minusHours(random.nextInt(110)) : now;
            String partner = List.of("nord-fuel", "ural-fuel", "aqua-wash").get(random.nextInt(3));
            Till till = Till.at(partner, happened.toString()).id("e" + i).by("anna");
            for (int line = 1 + random.nextInt(3); line > 0; line--) {
                switch (random.nextInt(4)) {
                    case 0 -> till.diesel("" + (1 + random.nextInt(50)), "" + random.nextInt(3000));
                    case 1 -> till.petrol("" + (1 + random.nextInt(50)), "" + random.nextInt(3000));
                    case 2 -> till.item("wash", "" + random.nextInt(900));
                    default -> till.item("coffee", "" + random.nextInt(300));
                }
            }
            Instant recorded = now.toInstant(ZoneOffset.UTC).plus(Duration.ofHours(1));
            history.add(new Late(till.purchase(), recorded));
        }
        return history;
    }
}
