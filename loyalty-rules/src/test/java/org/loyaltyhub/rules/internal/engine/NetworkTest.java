package org.loyaltyhub.rules.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.rules.internal.engine.Club.EVERYWHERE;
import static org.loyaltyhub.rules.internal.engine.Club.at;
import static org.loyaltyhub.rules.internal.engine.Club.purchase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.AlphaTerminalNode;
import org.drools.core.reteoo.CompositeObjectSinkAdapter;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectSource;
import org.drools.core.reteoo.ObjectTypeNode;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Period;

/** How families stand in the Drools network: what keeps it fast, and what would silently lose rules. */
class NetworkTest {
    private static final Bits FUEL = Club.of("fuel").categories();
    private static final Bits WASH = Club.of("wash").categories();
    private static final Bits TYRES = Club.of("tyres").categories();

    @Test
    void three_partners_or_more_are_found_by_hash() {
        Network network = Network.of(List.of(gate(0, FUEL), gate(1, FUEL), gate(2, FUEL), gate(3, FUEL)));

        var sinks = (CompositeObjectSinkAdapter) events(network).getObjectSinkPropagator();

        assertThat(sinks.getHashedSinkMap()).hasSize(4);
        assertThat(sinks.getHashableSinks()).isNullOrEmpty();
        assertThat(sinks.getHashedFieldIndexes()).hasSize(1);
    }

    @Test
    void a_partner_is_found_alike_by_hash_and_by_predicate() {
        Network byPredicate = Network.of(List.of(gate(0, FUEL), gate(1, FUEL)));
        Network byHash = Network.of(List.of(gate(0, FUEL), gate(1, FUEL), gate(2, FUEL), gate(3, FUEL)));

        assertThat(fired(byPredicate, 1, "diesel")).containsExactly(1);
        assertThat(fired(byHash, 1, "diesel")).containsExactly(1);
        assertThat(fired(byPredicate, 5, "diesel")).isEmpty();
        assertThat(fired(byHash, 5, "diesel")).isEmpty();
    }

    @Test
    void equal_tests_stand_in_the_network_once_and_different_ones_never_share_a_node() {
        List<Gate> gates = new ArrayList<>();
        for (int partner = 0; partner < 5; partner++) {
            gates.add(gate(partner, FUEL));
            gates.add(gate(partner, WASH));
            gates.add(gate(partner, TYRES));
        }
        Network network = Network.of(gates);

        List<AlphaNode> partners = alphaNodes(events(network));

        assertThat(partners).hasSize(5);
        assertThat(partners).allSatisfy(node -> assertThat(alphaNodes(node)).hasSize(3));
        for (int partner = 0; partner < 5; partner++) {
            assertThat(fired(network, partner, "diesel")).containsExactly(3 * partner);
            assertThat(fired(network, partner, "wash-inside")).containsExactly(3 * partner + 1);
            assertThat(fired(network, partner, "diesel", "tyres")).containsExactly(3 * partner, 3 * partner + 2);
        }
    }

    @Test
    void every_family_keeps_the_fast_path_of_a_single_pattern() {
        Network network = Network.of(List.of(
                gate(0, FUEL), gate(1, WASH), everywhere(TYRES), Gate.of(new Subject.Enrolments(), Bits.of(3))));

        List<ObjectSource> ends = new ArrayList<>();
        collectEnds(events(network), ends);
        assertThat(ends).hasSize(4);
        assertThat(ends)
                .allSatisfy(end -> assertThat(end.getObjectSinkPropagator().getSinks())
                        .singleElement()
                        .isInstanceOf(AlphaTerminalNode.class));
    }

    @Test
    void many_partners_stand_behind_one_test() {
        Gate some = new Gate(new Subject.Purchases(), Bits.of(0, 2, 4), FUEL);
        Network network = Network.of(List.of(everywhere(FUEL), some));

        assertThat(fired(network, 4, "diesel")).containsExactly(0, 1);
        assertThat(fired(network, 5, "diesel")).containsExactly(0);
        List<AlphaNode> subjects = alphaNodes(events(network));
        assertThat(subjects)
                .singleElement()
                .satisfies(node -> assertThat(alphaNodes(node)).hasSize(2));
    }

    @Test
    void each_subject_fires_only_its_own_families_wherever_they_stand() {
        List<Gate> gates = new ArrayList<>();
        List<Subject> subjects = List.of(
                new Subject.Enrolments(),
                new Subject.Birthdays(),
                new Subject.Activities("survey"),
                new Subject.Activities("check-in"),
                new Subject.EndOf(Period.MONTH),
                new Subject.EndOf(Period.DAY));
        gates.add(everywhere(FUEL));
        gates.add(gate(3, FUEL));
        for (Subject subject : subjects) {
            gates.add(Gate.of(subject, Bits.of(EVERYWHERE)));
            gates.add(Gate.of(subject, Bits.of(3)));
        }
        Network network = Network.of(gates);

        assertThat(fired(network, 3, "diesel")).containsExactly(0, 1);
        assertThat(fired(network, 4, "diesel")).containsExactly(0);
        assertThat(fired(network, Club.activity(3, "survey").visit())).containsExactly(6, 7);
        assertThat(fired(network, Club.activity(4, "survey").visit())).containsExactly(6);
        assertThat(fired(network, Club.activity(3, "check-in").visit())).containsExactly(8, 9);
        assertThat(fired(network, Club.activity(3, "referral").visit())).isEmpty();
        assertThat(fired(network, Club.enrolment(4).visit())).containsExactly(2);
    }

    @Test
    void many_subjects_are_found_by_hash_and_so_are_their_partners() {
        List<Gate> gates = new ArrayList<>();
        for (Period period : Period.values()) {
            gates.add(Gate.of(new Subject.EndOf(period), Bits.of(EVERYWHERE)));
            gates.add(Gate.of(new Subject.EndOf(period), Bits.of(3)));
        }
        Network network = Network.of(gates);

        var sinks = (CompositeObjectSinkAdapter) events(network).getObjectSinkPropagator();

        assertThat(sinks.getHashedFieldIndexes()).hasSize(2);
        assertThat(sinks.getHashedSinkMap()).hasSize(2 * Period.values().length);
        assertThat(sinks.getHashableSinks()).isNullOrEmpty();
    }

    @Test
    void an_open_gate_lets_everything_in() {
        Network network = Network.of(List.of(Gate.of(new Subject.Anything(), Bits.NONE), gate(0, FUEL)));

        assertThat(fired(network, 0, "diesel")).containsExactly(0, 1);
        assertThat(fired(network, Club.enrolment(4).visit())).containsExactly(0);
    }

    @Test
    void no_two_sessions_share_a_base_for_without_locks_they_would_see_each_others_facts() {
        Network network = Network.of(List.of(gate(0, FUEL)));
        Session one = network.newSession();
        Session other = network.newSession();

        assertThat(one.drools().getKieBase()).isNotSameAs(other.drools().getKieBase());
        assertThat(List.of(one, other))
                .allSatisfy(session -> assertThat(
                                session.drools().getSessionConfiguration().getOption(ThreadSafeOption.KEY))
                        .isEqualTo(ThreadSafeOption.NO));

        one.dispose();
        other.dispose();
    }

    @Test
    void disposed_sessions_are_not_held_by_the_base() {
        Network network = Network.of(List.of(gate(0, FUEL)));
        Session session = network.newSession();
        KieBase base = session.drools().getKieBase();

        session.judge(purchase(0, "fuel").visit());
        assertThat(base.getKieSessions()).hasSize(1);
        session.dispose();

        assertThat(base.getKieSessions()).isEmpty();
    }

    @Test
    void a_session_holds_one_fact_however_many_events_it_saw_and_nothing_is_left_to_fire() {
        Network network = Network.of(List.of(gate(0, FUEL), gate(1, FUEL)));
        Session session = network.newSession();

        for (int i = 0; i < 100; i++) {
            session.judge(purchase(i % 3, "fuel").visit());
        }

        assertThat(session.drools().getFactCount()).isOne();
        assertThat(session.drools().fireAllRules()).isZero();
        session.dispose();
    }

    @Test
    void an_event_fires_what_concerns_it_whatever_came_before_it() {
        List<Gate> gates = List.of(
                gate(0, FUEL),
                gate(0, WASH),
                gate(1, FUEL),
                gate(2, FUEL),
                everywhere(FUEL),
                Gate.of(new Subject.Enrolments(), Bits.of(3)),
                Gate.of(new Subject.Anything(), Bits.NONE));
        List<Visit> visits = List.of(
                purchase(0, "diesel").visit(),
                purchase(0, "wash").visit(),
                purchase(0, "diesel", "wash").visit(),
                purchase(1, "diesel").visit(),
                purchase(9, "tyres").visit(),
                Club.enrolment(3).visit());
        Session session = Network.of(gates).newSession();

        for (Visit before : visits) {
            for (Visit visit : visits) {
                session.judge(before);
                int[] fired = session.judge(visit);
                assertThat(fired)
                        .as("%s after %s", visit, before)
                        .containsExactlyInAnyOrder(fired(Network.of(gates), visit))
                        .containsExactlyInAnyOrder(session.judge(visit));
            }
        }
        session.dispose();
    }

    /** The nodes behind which no other test stands. */
    private static void collectEnds(ObjectSource source, List<ObjectSource> ends) {
        List<AlphaNode> next = alphaNodes(source);
        if (next.isEmpty()) {
            ends.add(source);
        }
        next.forEach(node -> collectEnds(node, ends));
    }

    private static Gate everywhere(Bits categories) {
        return new Gate(new Subject.Purchases(), Bits.of(EVERYWHERE), categories);
    }

    private static Gate gate(int partner, Bits categories) {
        return new Gate(new Subject.Purchases(), Bits.of(at(partner)), categories);
    }

    private static int[] fired(Network network, int partner, String... categories) {
        return fired(network, purchase(partner, categories).visit());
    }

    private static int[] fired(Network network, Visit visit) {
        Session session = network.newSession();
        int[] fired = session.judge(visit);
        session.dispose();
        Arrays.sort(fired);
        return fired;
    }

    private static ObjectTypeNode events(Network network) {
        return ((InternalRuleBase) network.newSession().drools().getKieBase())
                .getRete().getObjectTypeNodes().stream()
                        .filter(node -> node.getObjectType().isAssignableFrom(Sighting.class)
                                && node.getObjectType().getClassName().equals(Sighting.class.getName()))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<AlphaNode> alphaNodes(ObjectSource source) {
        List<AlphaNode> nodes = new ArrayList<>();
        for (ObjectSink sink : source.getObjectSinkPropagator().getSinks()) {
            if (sink instanceof AlphaNode node) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
