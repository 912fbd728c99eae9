package org.loyaltyhub.rules.drl;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Unit;

/**
 * A line of a {@link Receipt} that earns, for DRL that joins or accumulates lines. Units are those of the receipt.
 *
 * <p>Two lines are never equal, for a receipt may say the same twice.
 */
public final class ReceiptLine {
    private final Receipt receipt;
    private final Visit visit;
    private final int line;
    private final Set<String> categories;

    /** @param categories immutable */
    ReceiptLine(Receipt receipt, Visit visit, int line, Set<String> categories) {
        this.receipt = receipt;
        this.visit = visit;
        this.line = line;
        this.categories = categories;
    }

    /** The receipt that it is of, for joins. */
    public Receipt getReceipt() {
        return receipt;
    }

    /** Its place on the till's receipt, from 0. */
    public int getNumber() {
        return line;
    }

    public String getCategory() {
        return visit.line(line).category();
    }

    /** Its category and all those above it. */
    public Set<String> getCategories() {
        return categories;
    }

    public @Nullable String getSku() {
        return visit.line(line).sku().orElse(null);
    }

    /** What was paid for it and not with points. */
    public long getAmount() {
        return visit.amount(line);
    }

    /** Zero if it is measured in another unit. */
    public long quantity(String unit) {
        return visit.quantity(line, new Unit(unit));
    }

    public @Nullable String attribute(String name) {
        return visit.line(line).attributes().get(name);
    }

    @Override
    public String toString() {
        return "line " + line + " of " + visit;
    }
}
