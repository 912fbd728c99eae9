package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.store.sql.SqlStore;

class ListenerTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void a_listener_is_told_of_everything_in_journal_order_and_goes_on_where_it_failed(Stores stores) {
        try (SqlStore store = (SqlStore) stores.fresh()) {
            Hub hub = Traffic.hub(store);
            for (int i = 0; i < 12; i++) {
                hub.operator().submit(Traffic.event("e", i));
            }
            List<Decision> told = new ArrayList<>();
            Consumer<Decision> failing = decision -> {
                if (told.size() == 5) {
                    throw new IllegalStateException("the listener is down");
                }
                told.add(decision);
            };

            assertThat(store.tell("books", 3, failing)).isEqualTo(3);
            assertThatThrownBy(() -> store.tell("books", 4, failing)).hasMessage("the listener is down");
            while (store.tell("books", 4, told::add) > 0) {
                // until it knows all there is
            }

            List<Entry> entries = told.stream()
                    .flatMap(decision -> decision.entries().stream())
                    .toList();
            assertThat(entries)
                    .isEqualTo(store.journal().stream().map(JournalLine::entry).toList());
            assertThat(told).doesNotHaveDuplicates().hasSizeGreaterThan(11);
            assertThat(store.tell("other", 1, decision -> {})).isEqualTo(1);
        }
    }
}
