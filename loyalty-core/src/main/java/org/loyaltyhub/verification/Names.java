package org.loyaltyhub.verification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * Whom identifiers name: a first event and an enrolment name their member by all that they carry; any other is of the
 * member whom one of its identifiers names. Not thread-safe.
 */
final class Names {
    private final Breaches breaches;
    private final Map<Identifier, MemberId> given = new HashMap<>();
    private final Map<Identifier, String> wrong = new TreeMap<>();

    Names(Breaches breaches) {
        this.breaches = breaches;
    }

    /** The next decision in the order recorded over all members. */
    void add(Decision decision) {
        List<Identifier> identifiers = decision.event().member();
        if (decision.sequence() == 0 || decision.event() instanceof Enrolment) {
            identifiers.forEach(identifier -> give(identifier, decision));
        } else if (!identifiers.isEmpty() && identifiers.stream().noneMatch(each -> names(each, decision.member()))) {
            Identifier first = identifiers.get(0);
            wrong.putIfAbsent(first, "names " + whom(first) + ", " + counted(decision));
        }
    }

    private void give(Identifier identifier, Decision decision) {
        given.putIfAbsent(identifier, decision.member());
        if (!names(identifier, decision.member())) {
            wrong.putIfAbsent(identifier, "names " + whom(identifier) + ", " + counted(decision));
        }
    }

    private boolean names(Identifier identifier, MemberId member) {
        return member.equals(given.get(identifier));
    }

    private String whom(Identifier identifier) {
        MemberId member = given.get(identifier);
        return member == null ? "nobody" : member.value();
    }

    private static String counted(Decision decision) {
        return "and " + decision.event().key() + " was counted for " + decision.member();
    }

    /** Whom the store says that it names. */
    void kept(Identifier identifier, MemberId member) {
        if (!names(identifier, member)) {
            wrong.putIfAbsent(
                    identifier, "is kept as a name of " + member + ", decisions gave it to " + whom(identifier));
        }
        given.remove(identifier);
    }

    /** Tells of the first that is wrong, once all that is kept was told. */
    void end() {
        given.forEach(
                (identifier, member) -> wrong.putIfAbsent(identifier, "is not kept, decisions gave it to " + member));
        wrong.entrySet().stream()
                .findFirst()
                .ifPresent(first -> breaches.add(Invariant.NAMES, first.getKey() + " " + first.getValue()));
    }
}
