package org.loyaltyhub.rules.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.member.Details;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.rules.generated.RandomEvents.Reported;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Digests;
import org.loyaltyhub.store.codec.LoadedVersions;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;

/** What is written of decisions, states and events is read as what it was, whatever the rules and events. */
@Tag("slow")
class StoredValuesTest {
    private static final long FIRST_SEED = 20_261_122;
    private static final int CASES = Boolean.getBoolean("loyalty.slow") ? 1_000 : 60;
    private static final Programme PROGRAMME = RandomCoalition.programme();

    private final Digests digests = new Digests();

    @Test
    void every_decision_event_and_entry_is_read_as_it_was_written() {
        int written = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            Case random = new Case(seed);
            Judgements judgements = new Judgements(random.version);
            for (Reported event : random.events) {
                for (Decision decision : judgements.next(event)) {
                    assertThat(again(random.codec, decision))
                            .as("seed %d", seed)
                            .isEqualTo(decision);
                    written++;
                }
            }
        }
        assertThat(written).isGreaterThan(CASES * 60);
    }

    private static Decision again(Codec codec, Decision decision) {
        var event = codec.event(codec.write(decision.event()));
        var entries = decision.entries().stream()
                .map(entry -> codec.entry(
                        new Codec.EntryOf(
                                entry.code(), entry.member(), column(entry.happenedAt()), column(entry.recordedAt())),
                        codec.write(entry)))
                .toList();
        Codec.DecisionOf of = new Codec.DecisionOf(
                decision.version(), decision.member(), decision.sequence(), column(decision.recordedAt()));
        return codec.decision(of, codec.write(decision), event, entries);
    }

    private static Instant column(Instant moment) {
        return Moments.instant(Moments.micros(moment));
    }

    @Test
    void a_state_read_again_looks_alike_and_decides_alike() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            Case random = new Case(seed);
            Judgements judgements = new Judgements(random.version);
            Map<MemberId, MemberState> states = new HashMap<>();
            Map<MemberId, List<Remembered>> remembered = new HashMap<>();
            for (Reported event : random.events) {
                List<Decision> decisions = judgements.next(event);
                int first = event.event() instanceof Purchase ? 1 : 0; // without the quote
                for (Decision decision : decisions.subList(first, decisions.size())) {
                    MemberState state = states.computeIfAbsent(
                            decision.member(),
                            id -> MemberState.enrolled(id, event.event().happenedAt(), true));
                    List<Remembered> all = remembered.computeIfAbsent(decision.member(), id -> new ArrayList<>());
                    MemberState whole = restored(random.codec, state, all);
                    Details kept = random.version.recall().details();
                    MemberState restored = whole.remembering(whole.memory().keeping(kept));

                    assertThat(random.codec.write(restored)).as("seed %d", seed).isEqualTo(random.codec.write(state));
                    assertThat(restored.memory()).as("seed %d", seed).isEqualTo(state.memory());
                    assertThat(decide(random.version, whole, decision))
                            .as("seed %d, nothing left out of its memory", seed)
                            .isEqualTo(decide(random.version, state, decision));
                    assertThat(decide(random.version, restored, decision))
                            .as("seed %d", seed)
                            .isEqualTo(decide(random.version, state, decision));

                    decision.remembered().ifPresent(all::add);
                    states.put(decision.member(), Decider.evolve(random.version.recall(), state, decision));
                }
            }
        }
    }

    private static MemberState restored(Codec codec, MemberState state, List<Remembered> all) {
        MemberState read = codec.state(state.id(), state.version(), codec.write(state));
        Memory memory = read.memory();
        return read.remembering(memory.holding(all.stream()
                .filter(each -> !each.visit().happenedAt().isBefore(memory.since()))
                .toList()));
    }

    private static Decision decide(Version version, MemberState state, Decision like) {
        return Decider.decide(version, state, like.event(), like.recordedAt(), Outside.unlimited());
    }

    /** Rules, and the events that they judge. */
    private final class Case {
        private final Version version;
        private final List<Reported> events;
        private final Codec codec;

        Case(long seed) {
            Choices choose = new Choices(seed);
            List<Rule> rules = new RandomRules(PROGRAMME, choose).rules(choose.between(1, 60));
            events = new RandomEvents(PROGRAMME, choose).events(60, 3);
            version = Version.plain(
                    PROGRAMME, List.of(new RuleBook("random", new PartnerId("partner-0"), rules, "random" + seed)));
            LoadedVersions versions = new LoadedVersions(digests, id -> Optional.empty(), List::of);
            versions.add(version);
            codec = new Codec(versions, digests);
        }
    }
}
