package org.loyaltyhub.rules.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.rules.internal.engine.Club.EVERYWHERE;
import static org.loyaltyhub.rules.internal.engine.Club.at;
import static org.loyaltyhub.rules.internal.engine.Club.purchase;

import java.util.ArrayList;
import java.util.List;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.AlphaTerminalNode;
import org.drools.core.reteoo.CompositeObjectSinkAdapter;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectSource;
import org.drools.core.reteoo.ObjectTypeNode;
import org.junit.jupiter.api.Test;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.loyaltyhub.value.Bits;

/** How families stand in the Drools network: what keeps it fast, and what would silently lose rules. */
class NetworkTest {
    private static final Bits FUEL = Club.of("fuel").categories();
    private static final Bits WASH = Club.of("wash").categories();
    private static final Bits TYRES = Club.of("tyres").categories();

    @Test
    void three_partners_or_more_are_found_by_hash() {
        Network network = Network.of(List.of(gate(0, FUEL), gate(1, FUEL), gate(2, FUEL), gate(3, FUEL)));

        var sinks = (CompositeObjectSinkAdapter) purchases(network).getObjectSinkPropagator();

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

        List<AlphaNode> partners = alphaNodes(purchases(network));

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
        Network network = Network.of(List.of(gate(0, FUEL), gate(1, WASH), new Gate(Bits.of(EVERYWHERE), TYRES)));

        for (AlphaNode where : alphaNodes(purchases(network))) {
            for (AlphaNode what : alphaNodes(where)) {
                assertThat(what.getObjectSinkPropagator().getSinks())
                        .singleElement()
                        .isInstanceOf(AlphaTerminalNode.class);
            }
        }
    }

    @Test
    void many_partners_stand_behind_one_test() {
        Network network = Network.of(List.of(new Gate(Bits.of(EVERYWHERE), FUEL), new Gate(Bits.of(0, 2, 4), FUEL)));

        assertThat(fired(network, 4, "diesel")).containsExactly(0, 1);
        assertThat(fired(network, 5, "diesel")).containsExactly(0);
        assertThat(alphaNodes(purchases(network))).hasSize(2);
    }

    @Test
    void every_session_of_a_network_is_of_the_one_kind_that_threads_may_share_a_base_with() {
        Network network = Network.of(List.of(gate(0, FUEL)));
        KieSession one = network.newSession();
        KieSession other = network.newSession();

        assertThat(List.of(one, other))
                .allSatisfy(
                        session -> assertThat(session.getSessionConfiguration().getOption(ThreadSafeOption.KEY))
                                .isEqualTo(ThreadSafeOption.YES));

        one.dispose();
        other.dispose();
    }

    @Test
    void disposed_sessions_are_not_held_by_the_base() {
        Network network = Network.of(List.of(gate(0, FUEL)));
        Sessions sessions = new Sessions(network::newSession, 1);

        sessions.judge(new Sighting(purchase(0, "fuel").visit()));
        assertThat(network.base().getKieSessions()).hasSize(1);
        sessions.close();

        assertThat(network.base().getKieSessions()).isEmpty();
    }

    @Test
    void a_purchase_leaves_no_fact_in_its_session() {
        Network network = Network.of(List.of(gate(0, FUEL), gate(1, FUEL)));
        KieSession session = network.newSession();
        Sessions sessions = new Sessions(() -> session, 1);

        for (int i = 0; i < 100; i++) {
            sessions.judge(new Sighting(purchase(i % 3, "fuel").visit()));
        }

        assertThat(session.getFactCount()).isZero();
        assertThat(session.fireAllRules()).isZero();
    }

    private static Gate gate(int partner, Bits categories) {
        return new Gate(Bits.of(at(partner)), categories);
    }

    private static int[] fired(Network network, int partner, String... categories) {
        Sighting sighting = new Sighting(purchase(partner, categories).visit());
        Sessions sessions = new Sessions(network::newSession, 1);
        sessions.judge(sighting);
        sessions.close();
        return sighting.fired().ascending();
    }

    private static ObjectTypeNode purchases(Network network) {
        return ((InternalRuleBase) network.base())
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
