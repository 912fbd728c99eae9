package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;

/**
 * What of a purchase came back in all, line by line. What is left of the purchase follows from it alone, so any number and
 * order of refunds that bring back the same ends the same.
 *
 * <p>Immutable and thread-safe.
 *
 * @param parts one for each line of the purchase
 */
public record Returned(List<Part> parts) {
    public Returned {
        parts = List.copyOf(parts);
    }

    /**
     * What came back of one line.
     *
     * @param micros by quantity, in millionths of its unit: the amount falls in proportion; of a line below zero, below zero
     * @param minor by amount, in the minor unit: the quantity falls in proportion
     */
    public record Part(long micros, long minor) {
        static final Part NOTHING = new Part(0, 0);

        Part plus(Part more) {
            return new Part(Math.addExact(micros, more.micros), Math.addExact(minor, more.minor));
        }
    }

    /** Nothing of the purchase came back. */
    public static Returned nothing(Purchase purchase) {
        return new Returned(Collections.nCopies(purchase.lines().size(), Part.NOTHING));
    }

    private boolean isNothing() {
        return parts.stream().allMatch(Part.NOTHING::equals);
    }

    Returned plus(int line, Part more) {
        List<Part> next = new ArrayList<>(parts);
        next.set(line, parts.get(line).plus(more));
        return new Returned(next);
    }

    /** All that is left of the line. */
    Part rest(Purchase purchase, int line) {
        if (isGone(purchase, line)) {
            return Part.NOTHING;
        }
        long whole = purchase.lines().get(line).quantity().micros();
        return whole != 0 ? new Part(whole - parts.get(line).micros(), 0) : new Part(0, amountLeft(purchase, line));
    }

    /**
     * Whether so much of the line can still come back, in millionths of its unit. What came back by amount leaves a quantity that
     * is rounded: then it is enough if so much of the price is left, to the minor unit.
     */
    boolean has(Purchase purchase, int line, long micros) {
        if (isGone(purchase, line)) {
            return false;
        }
        Line whole = purchase.lines().get(line);
        Part part = parts.get(line);
        boolean hasPrice = part.minor() != 0
                && whole.quantity().micros() - part.micros() >= micros
                && Math.abs(priceOf(whole, micros, Rounding.DOWN)) <= Math.abs(amountLeft(purchase, line));
        return hasPrice || quantityLeft(purchase, line) >= micros;
    }

    private static long priceOf(Line line, long micros, Rounding rounding) {
        return Ratio.multiplyDivide(
                line.amount().minor(),
                Math.abs(micros),
                Math.abs(line.quantity().micros()),
                rounding);
    }

    /** What is left of the line's quantity, in millionths of its unit; of a line below zero, zero or less. */
    long quantityLeft(Purchase purchase, int line) {
        Line whole = purchase.lines().get(line);
        Part part = parts.get(line);
        long quantity = whole.quantity().micros();
        long left = quantity - part.micros();
        if (part.minor() != 0) {
            left -= Ratio.multiplyDivide(
                    quantity, Math.abs(part.minor()), Math.abs(whole.amount().minor()), Rounding.NEAREST);
        }
        return quantity >= 0 ? Math.max(0, left) : Math.min(0, left);
    }

    /** What is left of the line's amount, in the minor unit; of a line below zero, zero or less. */
    long amountLeft(Purchase purchase, int line) {
        Line whole = purchase.lines().get(line);
        Part part = parts.get(line);
        long amount = whole.amount().minor();
        long quantity = whole.quantity().micros();
        if (part.micros() != 0) {
            amount = priceOf(whole, quantity - part.micros(), Rounding.NEAREST);
        }
        long left = amount - part.minor();
        return amount >= 0 ? Math.max(0, left) : Math.min(0, left);
    }

    private boolean isGone(Purchase purchase, int line) {
        Part part = parts.get(line);
        boolean isCounted = purchase.lines().get(line).quantity().micros() != 0;
        boolean isPaidBack = part.minor() != 0 && amountLeft(purchase, line) == 0;
        boolean isBrought = isCounted && !part.equals(Part.NOTHING) && quantityLeft(purchase, line) == 0;
        return isPaidBack || isBrought;
    }

    /** What is left of the purchase; empty if every line that says anything came back. Points that paid for it come back in proportion. */
    public Optional<Purchase> left(Purchase purchase) {
        List<Line> lines = new ArrayList<>();
        long total = 0;
        long totalLeft = 0;
        for (int i = 0; i < parts.size(); i++) {
            Line line = purchase.lines().get(i);
            total = Math.addExact(total, line.amount().minor());
            if (!isGone(purchase, i)) {
                long amount = amountLeft(purchase, i);
                totalLeft = Math.addExact(totalLeft, amount);
                lines.add(new Line(
                        line.category(),
                        line.sku(),
                        new Quantity(quantityLeft(purchase, i), line.quantity().unit()),
                        Money.ofMinor(amount, line.amount().currency()),
                        line.attributes()));
            }
        }
        if (!isNothing() && lines.stream().allMatch(Returned::saysNothing)) {
            return Optional.empty();
        }
        Money paid = purchase.paidWithPoints();
        Money paidLeft = Money.ofMinor(part(paid.minor(), totalLeft, total), paid.currency());
        return Optional.of(purchase.leaving(lines, paidLeft));
    }

    private static boolean saysNothing(Line line) {
        return line.quantity().micros() == 0 && line.amount().minor() == 0;
    }

    /** As much of the amount as is left of the total, rounded down; never more than the amount. */
    static long part(long amount, long totalLeft, long total) {
        boolean isWhole = amount == 0 || totalLeft >= total;
        return isWhole ? amount : Ratio.multiplyDivide(amount, Math.max(0, totalLeft), total, Rounding.DOWN);
    }
}
