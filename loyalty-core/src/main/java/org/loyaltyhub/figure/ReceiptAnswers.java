package org.loyaltyhub.figure;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

/**
 * Answers what a receipt and its calendar alone can tell; filters after {@code with} ask nothing else.
 *
 * @param event the receipt
 */
public record ReceiptAnswers(Happening event) implements Answers {

    @Override
    public long number(Figure figure) {
        if (figure instanceof Figure.Constant constant) {
            return constant.value();
        }
        if (figure instanceof Figure.Amount amount) {
            return amount.lines().amount(event);
        }
        if (figure instanceof Figure.QuantityOf quantity) {
            return quantity.lines().quantity(event, quantity.type().unit().orElseThrow());
        }
        if (figure instanceof Figure.UnitPrice price) {
            return unitPrice(price.lines());
        }
        if (figure instanceof Figure.LineCount count) {
            return count.lines().lines(event);
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
        for (int line = 0; line < event.lineCount(); line++) {
            if (lines.takes(event, line)) {
                boolean mixed = unit != null && !unit.equals(event.unit(line));
                if (mixed || event.micros(line) <= 0) {
                    return UNKNOWN;
                }
                unit = event.unit(line);
            }
        }
        return unit == null ? UNKNOWN : LineFilter.UnitPrice.of(lines.amount(event), lines.quantity(event, unit));
    }

    private long numberAttribute(String name) {
        String value = event.attribute(name);
        return value == null
                ? UNKNOWN
                : Decimals.scaled(new BigDecimal(value), Quantity.DIGITS).orElse(UNKNOWN);
    }

    private long calendar(ValueType part) {
        return switch (part.kind()) {
            case WEEKDAY -> event.localTime().getDayOfWeek().getValue();
            case TIME -> event.localTime().getHour() * 60L + event.localTime().getMinute();
            case DATE -> event.epochDay();
            case MONTH -> event.date().getMonthValue();
            default -> throw new IllegalArgumentException("the calendar does not tell " + part);
        };
    }

    @Override
    public @Nullable String text(Figure.Text text) {
        return switch (text.source()) {
            case SITE -> event.siteName();
            case CHANNEL -> event.channelName();
            case MEMBER_ATTRIBUTE -> throw new IllegalArgumentException("a receipt alone does not tell " + text);
            case ATTRIBUTE -> event.attribute(text.attribute().orElseThrow());
        };
    }

    @Override
    public Truth predicate(Condition condition) {
        if (condition instanceof Condition.ReceiptHas has) {
            return Truth.of(touches(has.categories()));
        }
        throw new IllegalArgumentException("a receipt alone does not tell " + condition);
    }

    private boolean touches(Bits categories) {
        for (int line = event.lineCount() - 1; line >= 0; line--) {
            if (categories.has(event.category(line))) {
                return true;
            }
        }
        return false;
    }
}
