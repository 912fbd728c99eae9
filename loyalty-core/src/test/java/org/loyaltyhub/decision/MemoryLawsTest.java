package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Histories;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.MemberId;

/** A memory bounded by windows and horizon answers as one that forgets nothing. */
class MemoryLawsTest {
    /** Late by up to five days, and no later: so memory forgets what is older. */
    private static final Programme FORGETFUL =
            Club.programme(Club.JSON.replace("\"late\": 60", "\"late\": 5, \"attach\": 0"));

    /** A year of lateness: nothing of the test's year is forgotten. */
    private static final Programme RETENTIVE = Club.programme(Club.JSON.replace("\"late\": 60", "\"late\": 366"));

    @Test
    void forgetting_changes_no_decision() {
        long forgotten = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Rules[] rules = Histories.rules(random);
            Version forgetful = Version.plain(FORGETFUL, List.of(Rules.book(rules)));
            Version retentive = Version.plain(RETENTIVE, List.of(Rules.book(rules)));
            MemberState one = member();
            MemberState other = member();
            for (Histories.Late late : Histories.history(random, "anna")) {
                Decision decision =
                        Decider.decide(forgetful, one, late.purchase(), late.recordedAt(), Outside.unlimited());
                Decision expected =
                        Decider.decide(retentive, other, late.purchase(), late.recordedAt(), Outside.unlimited());

                assertThat(given(decision))
                        .as("seed %d, %s", seed, late.purchase().key())
                        .isEqualTo(given(expected));

                one = Decider.evolve(forgetful.recall(), one, decision);
                other = Decider.evolve(retentive.recall(), other, expected);
            }
            forgotten += other.memory().size() - one.memory().size();
        }
        assertThat(forgotten).as("purchases that the bounded memories let go").isGreaterThan(3_000);
    }

    /** All that the rules gave and why, but for the version's name: the two versions differ in it. */
    private static List<List<Object>> given(Decision decision) {
        return decision.rules().stream()
                .map(rule -> List.<Object>of(
                        rule.rule(),
                        rule.asked(),
                        rule.basis(),
                        rule.limits(),
                        rule.taken(),
                        rule.milestones(),
                        rule.awards(),
                        rule.gifts()))
                .toList();
    }

    private static MemberState member() {
        return MemberState.enrolled(new MemberId("anna"), Instant.parse("2026-01-01T00:00:00Z"), false);
    }
}
