package org.loyaltyhub.figure;

import java.util.List;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Bits;

/**
 * Which purchases are meant: {@code purchases of fuel at gas-station with amount >= 1000 RUB}. The same pattern asks
 * about the purchase being judged and about those in memory.
 *
 * <p>Immutable and thread-safe; equal patterns have one hash, computed once.
 */
public final class Pattern {
    private final Selection lines;
    private final Bits partners;
    private final List<Condition> filters;
    private final int hash;

    /**
     * @param lines at least one of which a purchase must have
     * @param partners where, by index
     * @param filters conditions over the purchase alone, all of which must hold
     */
    public Pattern(Selection lines, Bits partners, List<Condition> filters) {
        this.lines = lines;
        this.partners = partners;
        this.filters = List.copyOf(filters);
        this.hash = 31 * (31 * lines.hashCode() + partners.hashCode()) + this.filters.hashCode();
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

    /** Whether the purchase is one of those meant. O(lines × filters). */
    public boolean matches(Visit visit) {
        if (!partners.has(visit.partner()) || !visit.earns() || !lines.touches(visit)) {
            return false;
        }
        return filters.isEmpty() || Evaluation.all(filters, new ReceiptAnswers(visit)) == Truth.TRUE;
    }

    @Override
    public boolean equals(Object object) {
        if (this == object) {
            return true;
        }
        return object instanceof Pattern other
                && hash == other.hash
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
        return "purchases " + lines + " at " + partners + " with " + filters;
    }
}
