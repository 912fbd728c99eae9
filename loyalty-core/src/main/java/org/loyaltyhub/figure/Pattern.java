package org.loyaltyhub.figure;

import java.util.List;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.value.Bits;

/**
 * Which events are meant: {@code purchases of fuel at gas-station with amount >= 1000 RUB}. The same pattern asks about the
 * event being judged and about those in memory.
 *
 * <p>Immutable and thread-safe; equal patterns have one hash, computed once.
 */
public final class Pattern {
    private final Subject subject;
    private final Selection lines;
    private final Bits partners;
    private final List<Condition> filters;
    private final int hash;
    private final boolean isOfAnything;
    private final boolean isOfPurchases;

    /**
     * @param subject what kind of event
     * @param lines at least one of which a purchase must have; of no matter for other subjects
     * @param partners where, by index
     * @param filters conditions over the event alone, all of which must hold
     */
    public Pattern(Subject subject, Selection lines, Bits partners, List<Condition> filters) {
        this.subject = subject;
        this.lines = lines;
        this.partners = partners;
        this.filters = List.copyOf(filters);
        this.hash = 31 * (31 * (31 * subject.hashCode() + lines.hashCode()) + partners.hashCode())
                + this.filters.hashCode();
        this.isOfAnything = subject instanceof Subject.Anything;
        this.isOfPurchases = subject instanceof Subject.Purchases;
    }

    /** Purchases with at least one of these lines. */
    public Pattern(Selection lines, Bits partners, List<Condition> filters) {
        this(new Subject.Purchases(), lines, partners, filters);
    }

    /** Whatever happened, wherever. */
    public static Pattern anything() {
        return new Pattern(new Subject.Anything(), Selection.of(Bits.NONE), Bits.NONE, List.of());
    }

    public Subject subject() {
        return subject;
    }

    public boolean isOfPurchases() {
        return isOfPurchases;
    }

    public Selection lines() {
        return lines;
    }

    public Bits partners() {
        return partners;
    }

    public List<Condition> filters() {
        return filters;
    }

    /** Whether the event is one of those meant. O(lines × filters). */
    public boolean matches(Happening event) {
        if (isOfAnything) {
            return true;
        }
        return partners.has(event.partner())
                && event.earns()
                && subject.equals(event.subject())
                && (!isOfPurchases || lines.touches(event))
                && (filters.isEmpty() || passes(event));
    }

    private boolean passes(Happening event) {
        return Evaluation.all(filters, new ReceiptAnswers(event)) == Truth.TRUE;
    }

    @Override
    public boolean equals(Object object) {
        if (this == object) {
            return true;
        }
        return object instanceof Pattern other
                && hash == other.hash
                && subject.equals(other.subject)
                && lines.equals(other.lines)
                && partners.equals(other.partners)
                && filters.equals(other.filters);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return subject + " " + lines + " at " + partners + " with " + filters;
    }
}
