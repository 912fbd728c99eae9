package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Revision;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.value.MemberId;

/**
 * Writes what is stored as compact JSON and reads it again: equal values have one text, and reading is strict, so that
 * nothing is ever half understood. What a version holds is named by decisions and not repeated in them.
 *
 * <p>Immutable and thread-safe, if the catalogue is.
 */
public final class Codec {
    /** Our own JSON: names are few and known. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** More than most have. */
    private static final int LETTERS_OF_A_STATE = 2_048;

    private final Catalogue catalogue;
    private final Form events;
    private final Form states;
    private final Form decisions;
    private final Form entries;
    private final Form declined;
    private final Form waiting;
    private final Form errands;
    private final Form settled;
    private final String shape;

    /** What is written of a decision: not what has rows or columns of its own. */
    record KeptDecision(
            Optional<Instant> recordedAt,
            Optional<String> tier,
            List<RuleDecision> rules,
            List<SharedUse> shared,
            List<Revision> revisions,
            List<Integer> notFound,
            Optional<Instant> heldUntil) {}

    public Codec(Catalogue catalogue, Digests digests) {
        this.catalogue = catalogue;
        Forms forms = Forms.naming(digests);
        this.events = forms.of(Event.class);
        this.states = forms.of(MemberForms.KeptState.class);
        this.entries = forms.of(LedgerForms.KeptEntry.class);
        this.decisions = forms.of(KeptDecision.class);
        this.declined = forms.of(Declined.class);
        this.waiting = forms.of(Waiting.class);
        this.errands = forms.of(Errand.class);
        this.settled = forms.of(Settled.class);
        this.shape = forms.shape();
    }

    public String write(Event event) {
        return write(events, event);
    }

    public Event event(String json) {
        return (Event) read(events, json);
    }

    /** Without whose it is and its version, and without the single events of the memory. */
    public String write(MemberState state) {
        return write(states, MemberForms.KeptState.of(state), new Scope(catalogue), new JsonWriter(LETTERS_OF_A_STATE));
    }

    /** The state; its memory holds no single events. */
    public MemberState state(MemberId id, long version, String json) {
        return ((MemberForms.KeptState) read(states, json)).state(id, version);
    }

    /** Without its event, its entries and what columns say. */
    public String write(Decision decision) {
        return write(
                decisions,
                new KeptDecision(
                        Moments.unsaid(decision.recordedAt()),
                        decision.tier(),
                        decision.rules(),
                        decision.shared(),
                        decision.revisions(),
                        decision.notFound(),
                        decision.heldUntil()),
                Scope.of(catalogue, decision.version()));
    }

    /**
     * What the columns of a decision's row say.
     *
     * @param recordedAt as exactly as a column does, see {@link Moments}
     */
    public record DecisionOf(String version, MemberId member, long sequence, Instant recordedAt) {}

    public Decision decision(DecisionOf of, String json, Event event, List<Entry> booked) {
        KeptDecision kept = (KeptDecision) read(decisions, json, Scope.of(catalogue, of.version()));
        return new Decision(
                of.version(),
                event,
                Visit.of(catalogue.version(of.version()).programme(), event),
                of.member(),
                of.sequence(),
                kept.recordedAt().orElse(of.recordedAt()),
                kept.tier(),
                kept.rules(),
                kept.shared(),
                kept.revisions(),
                kept.notFound(),
                booked,
                kept.heldUntil(),
                Optional.empty());
    }

    /**
     * What the columns of an entry's row say.
     *
     * @param happenedAt as exactly as a column does, see {@link Moments}
     * @param recordedAt likewise
     */
    public record EntryOf(Entry.Code code, Optional<MemberId> member, Instant happenedAt, Instant recordedAt) {}

    /** Without what columns say. */
    public String write(Entry entry) {
        return write(entries, LedgerForms.KeptEntry.of(entry));
    }

    public Entry entry(EntryOf of, String json) {
        LedgerForms.KeptEntry kept = (LedgerForms.KeptEntry) read(entries, json);
        try {
            return kept.entry(of);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnreadableException("a stored entry is wrong: " + e.getMessage(), e);
        }
    }

    public String write(Declined answer) {
        return write(declined, answer);
    }

    public Declined declined(String json) {
        return (Declined) read(declined, json);
    }

    public String write(Waiting answer) {
        return write(waiting, answer);
    }

    public Waiting waiting(String json) {
        return (Waiting) read(waiting, json);
    }

    public String write(Errand errand) {
        return write(errands, errand);
    }

    public Errand errand(String json) {
        return (Errand) read(errands, json);
    }

    public String write(Settled period) {
        return write(settled, period);
    }

    public Settled settled(String json) {
        return (Settled) read(settled, json);
    }

    /** Every record that is stored with the names and types of its components: what must not change unnoticed. */
    String shape() {
        return shape;
    }

    private String write(Form form, Object value) {
        return write(form, value, new Scope(catalogue));
    }

    private static String write(Form form, Object value, Scope scope) {
        return write(form, value, scope, new JsonWriter());
    }

    private static String write(Form form, Object value, Scope scope, JsonWriter out) {
        form.write(value, out, scope);
        return out.toString();
    }

    private Object read(Form form, String json) {
        return read(form, json, new Scope(catalogue));
    }

    private static Object read(Form form, String json, Scope scope) {
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            Object value = form.read(in, scope);
            if (in.nextToken() != null) {
                throw new UnreadableException("a stored value goes on behind its end");
            }
            return value;
        } catch (IOException e) {
            throw new UnreadableException("a stored value is no JSON: " + e.getMessage(), e);
        }
    }
}
