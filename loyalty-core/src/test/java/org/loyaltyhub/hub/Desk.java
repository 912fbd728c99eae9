package org.loyaltyhub.hub;

import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** Where a test opens hubs over one store, with rules of its own, and reports to them. */
final class Desk {
    static final PartnerId NORD = new PartnerId("nord-fuel");

    final FollowingClock clock = new FollowingClock();
    final Store store;
    private final List<Version> versions = new ArrayList<>();

    Desk(Stores stores) {
        store = stores.fresh(stored -> versions.stream()
                .filter(each -> each.id().equals(stored.id()))
                .findFirst()
                .orElseThrow());
    }

    public void close() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** @param unknown what a programme does with members whom nobody knows: {@code enrol}, {@code wait}, {@code reject} */
    Version version(String unknown, Rules... rules) {
        Version version = Version.plain(
                Club.programme(Club.JSON.replace("\"enrol\"", "\"" + unknown + "\"")), List.of(book(rules)));
        versions.add(version);
        return version;
    }

    Hub hub(Version version) {
        return Hub.builder().version(version).store(store).clock(clock).build();
    }

    long points(String card) {
        return store.member(new Identifier("card", card))
                .flatMap(store::state)
                .orElseThrow()
                .balance(clock.instant())
                .units();
    }

    static Enrolment enrolment(String card, String moment) {
        return new Enrolment(
                new EventKey(NORD, "join " + card), Instant.parse(moment), List.of(new Identifier("card", card)));
    }

    /** Of somebody with a card and a phone. */
    static Enrolment enrolment(String card, String phone, String moment) {
        return new Enrolment(
                new EventKey(NORD, "join " + card),
                Instant.parse(moment),
                List.of(new Identifier("card", card), new Identifier("phone", phone)));
    }

    static Purchase purchase(String id, String card, String time, String amount) {
        return at("nord-fuel", time).id(id).by(card).petrol("1", amount).purchase();
    }

    static Purchase byPhone(String id, String phone, String time) {
        return at("nord-fuel", time).id(id).byPhone(phone).petrol("1", "100").purchase();
    }

    static Redemption reserve(String id, String card, long points, Instant at) {
        return new Redemption(
                new EventKey(NORD, id),
                at,
                List.of(new Identifier("card", card)),
                new Redemption.Reserve(Points.ofUnits(points), false));
    }
}
