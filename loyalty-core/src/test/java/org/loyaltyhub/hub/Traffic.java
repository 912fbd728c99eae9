package org.loyaltyhub.hub;

import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** Events and rules that touch every table: limits over all, crossings, thanks to who brought somebody. */
final class Traffic {
    static final Version VERSION = Version.plain(
            Club.PROGRAMME,
            List.of(book(
                    rule("Base").awardPerFull(1, 100),
                    rule("Pot").award(7).limit(Limit.Measure.POINTS, 1_000, Limit.Reach.ALL_EVER),
                    rule("Forty")
                            .when(Rules.of(new Subject.BalanceReaches(Points.ofUnits(40))))
                            .award(5),
                    rule("Thanks")
                            .when(Rules.of(new Subject.Enrolments()))
                            .give(new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true)))));

    private static final int MEMBERS = 20;

    private Traffic() {}

    static Hub hub(Store store) {
        FollowingClock clock = new FollowingClock();
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        return Hub.builder().version(VERSION).store(store).clock(clock).build();
    }

    /** The event of that number: every seventh brings somebody along. */
    static Event event(String prefix, int number) {
        String card = "card" + number * 7 % MEMBERS;
        if (number % 7 == 6) {
            return new Enrolment(
                    new EventKey(new PartnerId("nord-fuel"), prefix + number),
                    Instant.parse("2026-03-02T09:00:00Z"),
                    List.of(new Identifier("phone", prefix + number)),
                    Optional.empty(),
                    Optional.of(new Identifier("card", card)));
        }
        return at("nord-fuel", "2026-03-02T09:00")
                .id(prefix + number)
                .by(card)
                .petrol("9", "500")
                .purchase();
    }
}
