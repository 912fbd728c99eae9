package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.hub.Desk.purchase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Span;

/** Of who has left nothing more is taken, and the books go on. */
@ParameterizedClass
@EnumSource
class MemberWhoLeftTest {
    private final Desk desk;

    MemberWhoLeftTest(Stores stores) {
        desk = new Desk(stores);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void what_expires_of_who_has_left_is_booked() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version(
                "enrol", rule("Base").award(10).expire(new Expiry.After(new Span(40, Span.SpanUnit.DAY), false))));
        hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "100"));
        hub.operator()
                .submit(new ProfileChange(
                        new EventKey(PartnerId.PROGRAMME, "gone"),
                        desk.clock.instant(),
                        List.of(new Identifier("card", "anna")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(MemberStatus.CLOSED)));
        desk.clock.follow(Instant.parse("2026-05-02T12:00:00Z"));
        hub.operator().advanceTo(desk.clock.instant());
        hub.operator().seal();
        assertThat(desk.store.balance(new Account(
                        Account.Kind.AVAILABLE, desk.store.members().get(0).value())))
                .isZero();
    }
}
