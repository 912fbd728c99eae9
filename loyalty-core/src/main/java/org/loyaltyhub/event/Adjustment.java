package org.loyaltyhub.event;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Points;

/**
 * Points are given or taken by hand, at the cost of the programme.
 *
 * @param points above zero to give, below zero to take
 * @param reason in words, for the books
 * @param clerk who does it
 * @param approvedBy a second person, who answers for it too; needed above what a clerk may do alone in a day
 */
public record Adjustment(
        EventKey key,
        Instant happenedAt,
        List<Identifier> member,
        Points points,
        String reason,
        String clerk,
        Optional<String> approvedBy)
        implements Event {
    public Adjustment {
        member = Sorted.identifiers(member);
    }

    /** Who is meant: blanks around and within a name, and small letters or capitals, make nobody another. */
    public static String person(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String type() {
        return "adjustment";
    }
}
