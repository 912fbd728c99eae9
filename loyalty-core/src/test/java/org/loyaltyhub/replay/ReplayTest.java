package org.loyaltyhub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.value.MemberId;

class ReplayTest {
    private static final long SEED = 11;

    @Test
    void whatever_happened_it_comes_out_as_it_is_stored() {
        long crossings = 0;
        long ends = 0;
        long quotes = 0;
        for (long seed = 0; seed < 30; seed++) {
            RandomClub club = new RandomClub(seed).goOn(60);
            club.hub().operator().seal();
            club.hub().operator().settle(1);
            club.goOn(40);

            Replayed replayed = club.hub().operator().replay();

            assertThat(replayed.first()).as("seed %d", seed).isEmpty();
            assertThat(replayed.decisions()).as("seed %d", seed).isGreaterThan(80);
            for (Decision decision : decisions(club)) {
                if (decision.event() instanceof HubEvent own) {
                    crossings += own.subject().isCrossing() ? 1 : 0;
                    ends += own.subject() instanceof Subject.EndOf
                                    && !decision.rules().isEmpty()
                            ? 1
                            : 0;
                }
                quotes += decision.event() instanceof Quote && !decision.rules().isEmpty() ? 1 : 0;
            }
        }
        assertThat(crossings).as("crossings").isGreaterThan(20);
        assertThat(ends).as("ends of a month that gave by rank").isGreaterThan(20);
        assertThat(quotes).as("quotes that gave").isGreaterThan(50);
    }

    private static List<Decision> decisions(RandomClub club) {
        List<Decision> all = new ArrayList<>();
        club.store().settlements().decisions(all::add);
        return all;
    }

    @Test
    void what_was_replayed_is_told_to_people_and_machines() {
        Replayed same = new RandomClub(SEED).goOn(20).hub().operator().replay();

        assertThat(same.text()).matches("[0-9]+ decisions of 4 members come out as they are stored");
        assertThat(same.json()).matches("\\{\"same\":true,\"members\":4,\"decisions\":[0-9]+}");
    }

    /** The first difference once the first decision that is to be changed was. */
    private static Discrepancy changed(UnaryOperator<Decision> change) {
        RandomClub club = new RandomClub(SEED).goOn(80);
        for (MemberId member : club.store().members()) {
            List<Decision> decisions = new ArrayList<>(club.store().decisions(member));
            for (int i = 0; i < decisions.size(); i++) {
                Decision before = decisions.get(i);
                Decision after = change.apply(before);
                if (!after.equals(before)) {
                    decisions.set(i, after);
                    Discrepancy first = replay(club, member, decisions).orElseThrow();
                    assertThat(first.event()).isEqualTo(before.event().key());
                    return first;
                }
            }
        }
        throw new AssertionError("nothing to change");
    }

    private static Optional<Discrepancy> replay(RandomClub club, MemberId member, List<Decision> decisions) {
        Version version = club.version();
        MemberState state = club.store().state(member).orElseThrow();
        return new Replay(id -> Optional.of(version).filter(each -> each.id().equals(id)), version.recall())
                .of(decisions, state);
    }

    @Test
    void an_entry_that_was_changed_is_named() {
        Discrepancy first = changed(decision -> decision.entries().isEmpty()
                ? decision
                : with(
                        decision,
                        decision.shared(),
                        List.of(renamed(decision.entries().get(0)))));

        assertThat(first.what()).isEqualTo("entries 1");
        assertThat(first.stored()).contains("another note");
        assertThat(first.again()).doesNotContain("another note");
    }

    private static Entry renamed(Entry entry) {
        return new Entry(
                entry.code(),
                entry.cause(),
                "another note",
                entry.member(),
                entry.happenedAt(),
                entry.recordedAt(),
                entry.moves(),
                entry.postings());
    }

    @Test
    void an_answer_that_was_changed_is_named() {
        Discrepancy first = changed(decision -> decision.shared().isEmpty()
                        || decision.shared().get(0).granted() == 0
                        || !(decision.event() instanceof Purchase)
                ? decision
                : with(decision, List.of(refused(decision.shared().get(0))), decision.entries()));

        assertThat(first.what()).startsWith("rules ");
    }

    private static SharedUse refused(SharedUse use) {
        return new SharedUse(use.limit(), use.asked(), 0, 0);
    }

    @Test
    void a_version_that_is_not_known_is_named() {
        Discrepancy first = changed(decision -> new Decision(
                "another version",
                decision.event(),
                decision.visit(),
                decision.member(),
                decision.sequence(),
                decision.recordedAt(),
                decision.tier(),
                decision.rules(),
                decision.shared(),
                decision.revisions(),
                decision.notFound(),
                decision.entries(),
                decision.heldUntil(),
                decision.refusal()));

        assertThat(first.what()).isEqualTo("version");
    }

    @Test
    void a_decision_that_is_missing_is_named_by_the_one_after_it() {
        RandomClub club = new RandomClub(SEED).goOn(80);
        MemberId member = club.store().members().get(0);
        List<Decision> decisions = new ArrayList<>(club.store().decisions(member));
        Decision after = decisions.get(3);
        decisions.remove(2);

        Discrepancy first = replay(club, member, decisions).orElseThrow();

        assertThat(first.event()).isEqualTo(after.event().key());
        assertThat(first.what()).isEqualTo("sequence");
    }

    @Test
    void a_state_that_decisions_do_not_lead_to_is_named() {
        RandomClub club = new RandomClub(SEED).goOn(80);
        MemberId member = club.store().members().get(0);
        List<Decision> decisions = club.store().decisions(member);

        Discrepancy first =
                replay(club, member, decisions.subList(0, decisions.size() - 1)).orElseThrow();

        assertThat(first.what()).isEqualTo("number of events after it");
    }

    @Test
    void an_entry_that_no_decision_wrote_is_named_with_its_number() {
        RandomClub club = new RandomClub(SEED).goOn(30);
        List<JournalLine> journal = new ArrayList<>(club.store().journal());
        JournalLine fifth = journal.get(4);
        journal.set(4, new JournalLine(5, renamed(fifth.entry())));
        Written changed = new Written(journal.iterator());
        decisions(club).forEach(changed::decision);
        journal.set(4, fifth);
        journal.add(new JournalLine(journal.size() + 1L, fifth.entry()));
        Written longer = new Written(journal.iterator());
        decisions(club).forEach(longer::decision);
        Written shorter = new Written(journal.subList(0, 7).iterator());
        decisions(club).forEach(shorter::decision);

        assertThat(changed.first().orElseThrow().what()).isEqualTo("entry 5");
        assertThat(longer.first().orElseThrow().what()).isEqualTo("entry " + journal.size());
        assertThat(shorter.first().orElseThrow().what()).isEqualTo("the end of the journal");
    }

    @Test
    void other_rules_over_the_same_events_are_a_course_of_their_own() {
        RandomClub club = new RandomClub(SEED).goOn(30);
        MemberId member = club.store().members().get(0);
        List<Decision> decisions = club.store().decisions(member);
        RuleBook generous =
                Rules.book(Rules.rule("Generous").when(Rules.purchases()).award(1000));
        Version other = Version.plain(Club.PROGRAMME, List.of(generous));
        Course course = new Course(
                MemberState.first(member, decisions.get(0).event()), other.recall(), id -> Optional.of(other));

        for (Decision decision : decisions) {
            if (decision.event() instanceof Purchase) {
                course.follow(course.decide(other, decision.event(), decision.recordedAt(), (limit, asked) -> asked));
            }
        }

        long purchases = decisions.stream()
                .filter(decision -> decision.event() instanceof Purchase)
                .count();
        assertThat(course.decisions()).hasSize((int) purchases);
        assertThat(course.state()
                        .balance(decisions.get(decisions.size() - 1).recordedAt())
                        .units())
                .isEqualTo(1000 * purchases);
    }

    private static Decision with(Decision decision, List<SharedUse> shared, List<Entry> entries) {
        return new Decision(
                decision.version(),
                decision.event(),
                decision.visit(),
                decision.member(),
                decision.sequence(),
                decision.recordedAt(),
                decision.tier(),
                decision.rules(),
                shared,
                decision.revisions(),
                decision.notFound(),
                entries,
                decision.heldUntil(),
                decision.refusal());
    }
}
