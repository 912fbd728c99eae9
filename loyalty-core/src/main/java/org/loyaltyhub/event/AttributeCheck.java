package org.loyaltyhub.event;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.loyaltyhub.internal.json.JsonTokens;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.programme.AttributeType;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Texts;

/** Whether attributes are such as the programme declares. */
final class AttributeCheck {
    private static final int MOST = 100;

    private final Map<String, AttributeType> known;

    AttributeCheck(Map<String, AttributeType> known) {
        this.known = known;
    }

    void check(Map<String, String> attributes, Pointer owner, Problems problems) {
        if (!attributes.isEmpty()) {
            Pointer place = owner.field("attributes");
            if (count(attributes.size(), place, problems)) {
                attributes.forEach((name, value) -> check(name, value, place, problems));
            }
        }
    }

    /** Whether there are few enough to look at. */
    boolean count(int attributes, Pointer place, Problems problems) {
        if (attributes > MOST) {
            problems.add(
                    "too-many", place, "there are " + attributes + " attributes", "at most " + MOST + " are allowed");
        }
        return attributes <= MOST;
    }

    /** The attribute's type; empty after saying that there is no such attribute. */
    Optional<AttributeType> type(String name, Pointer attributes, Problems problems) {
        AttributeType type = known.get(name);
        if (type == null) {
            EventCheck.unknown("attribute", name, attributes.field(name), () -> known.keySet(), problems);
        }
        return Optional.ofNullable(type);
    }

    /** The value of an attribute of that name as it is kept: a number in the one way to write it. */
    String read(String name, JsonTokens tokens) {
        return known.get(name) == AttributeType.NUMBER
                ? Decimals.text(tokens.plain(Quantity.DIGITS), Quantity.DIGITS)
                : tokens.text();
    }

    private void check(String name, String value, Pointer attributes, Problems problems) {
        Optional<AttributeType> type = type(name, attributes, problems);
        if (type.isPresent()) {
            EventCheck.text(value, attributes, name, problems);
            if (type.get() == AttributeType.NUMBER && !isPlainNumber(value)) {
                problems.add(
                        "not-a-number",
                        attributes.field(name),
                        "`" + name + "` is `" + Texts.shown(value) + "`, but the attribute is a number",
                        "write it without zeros that say nothing, with at most " + Quantity.DIGITS
                                + " digits after the point, such as 98 or 12.5");
            }
        }
    }

    /** Numbers are compared and hashed as they are written, so there is one way to write one. */
    private static boolean isPlainNumber(String value) {
        if (value.length() > 2 * Decimals.MAX_DIGITS || !Decimals.isSpelledAsNumber(value)) {
            return false;
        }
        OptionalLong micros = Decimals.bounded(value)
                .map((BigDecimal number) -> Decimals.scaled(number, Quantity.DIGITS))
                .orElse(OptionalLong.empty());
        return micros.isPresent()
                && Decimals.text(micros.getAsLong(), Quantity.DIGITS).equals(value);
    }
}
