package org.loyaltyhub.value;

/**
 * What a quantity is measured in: litres, pieces, or a unit that the programme declares. Two units of one name are one
 * unit; nothing is ever converted.
 *
 * @param name as written in rules and events, such as {@code l}
 */
public record Unit(String name) {
    public static final Unit LITRE = new Unit("l");
    public static final Unit PIECE = new Unit("piece");

    @Override
    public String toString() {
        return name;
    }
}
