package org.loyaltyhub.figure;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

/**
 * Answers what a receipt and its calendar alone can tell; filters after {@code with} ask nothing else.
 *
 * @param visit the receipt
 */
public record ReceiptAnswers(Visit visit) implements Answers {

    @Override
    public long number(Figure figure) {
        if (figure instanceof Figure.Constant constant) {
            return constant.value();
        }
        if (figure instanceof Figure.Amount amount) {
            return amount.lines().amount(visit);
        }
        if (figure instanceof Figure.QuantityOf quantity) {
            return quantity.lines().quantity(visit, quantity.type().unit().orElseThrow());
        }
        if (figure instanceof Figure.UnitPrice price) {
            return unitPrice(price.lines());
        }
        if (figure instanceof Figure.LineCount count) {
            return count.lines().lines(visit);
        }
        if (figure instanceof Figure.NumberAttribute attribute) {
            return numberAttribute(attribute.name());
        }
        if (figure instanceof Figure.Calendar calendar) {
            return calendar(calendar.type());
        }
        throw new IllegalArgumentException("a receipt alone does not tell " + figure);
    }

    private long unitPrice(Selection lines) {
        Unit unit = null;
        for (int line = 0; line < visit.lineCount(); line++) {
            if (lines.takes(visit, line)) {
                Quantity quantity = visit.line(line).quantity();
                boolean mixed = unit != null && !unit.equals(quantity.unit());
                if (mixed || quantity.micros() <= 0) {
                    return UNKNOWN;
                }
                unit = quantity.unit();
            }
        }
        return unit == null ? UNKNOWN : LineFilter.UnitPrice.of(lines.amount(visit), lines.quantity(visit, unit));
    }

    private long numberAttribute(String name) {
        String value = visit.attributes().get(name);
        return value == null
                ? UNKNOWN
                : Decimals.scaled(new BigDecimal(value), Quantity.DIGITS).orElse(UNKNOWN);
    }

    private long calendar(ValueType part) {
        return switch (part.kind()) {
            case WEEKDAY -> visit.localTime().getDayOfWeek().getValue();
            case TIME -> visit.localTime().getHour() * 60L + visit.localTime().getMinute();
            case DATE -> visit.date().toEpochDay();
            case MONTH -> visit.date().getMonthValue();
            default -> throw new IllegalArgumentException("the calendar does not tell " + part);
        };
    }

    @Override
    public @Nullable String text(Figure.Text text) {
        return switch (text.source()) {
            case SITE -> visit.site().orElse(null);
            case CHANNEL -> visit.channel().orElse(null);
            case MEMBER_ATTRIBUTE -> throw new IllegalArgumentException("a receipt alone does not tell " + text);
            case ATTRIBUTE -> visit.attributes().get(text.attribute().orElseThrow());
        };
    }

    @Override
    public Truth predicate(Condition condition) {
        if (condition instanceof Condition.ReceiptHas has) {
            return Truth.of(has.categories().intersects(visit.touched()));
        }
        throw new IllegalArgumentException("a receipt alone does not tell " + condition);
    }
}
