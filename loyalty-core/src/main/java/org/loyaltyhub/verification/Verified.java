package org.loyaltyhub.verification;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.loyaltyhub.internal.json.JsonWriter;

/**
 * What a verification saw.
 *
 * <p>Immutable and thread-safe.
 *
 * @param entries how many were read
 * @param members whose purses were compared
 * @param seals checked
 * @param settled periods whose statements were made again
 * @param decisions whose uses of limits were added up
 * @param breaches the first of each invariant that does not hold, by entry; empty if the books are sound
 */
public record Verified(long entries, long members, long seals, long settled, long decisions, List<Breach> breaches) {
    public Verified {
        breaches = List.copyOf(breaches);
    }

    public boolean isSound() {
        return breaches.isEmpty();
    }

    /** For people, without a line end after the last line. */
    public String text() {
        String seen = String.join(
                ", ",
                count(entries, "entry", "entries"),
                count(members, "member", "members"),
                count(decisions, "decision", "decisions"),
                count(seals, "seal", "seals"),
                count(settled, "settled period", "settled periods"));
        return breaches.isEmpty()
                ? seen + ": the books are sound"
                : seen + "\n" + breaches.stream().map(Breach::toString).collect(Collectors.joining("\n"));
    }

    private static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    /** For machines: one object without white space. */
    public String json() {
        JsonWriter json = new JsonWriter();
        json.open('{')
                .literalField("sound", Boolean.toString(isSound()))
                .literalField("entries", Long.toString(entries))
                .literalField("members", Long.toString(members))
                .literalField("decisions", Long.toString(decisions))
                .literalField("seals", Long.toString(seals))
                .literalField("settledPeriods", Long.toString(settled))
                .name("breaches")
                .open('[');
        for (Breach breach : breaches) {
            json.open('{')
                    .field(
                            "invariant",
                            breach.invariant().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            breach.entry().ifPresent(number -> json.literalField("entry", Long.toString(number)));
            json.field("what", breach.what()).close('}');
        }
        return json.close(']').close('}').toString();
    }
}
