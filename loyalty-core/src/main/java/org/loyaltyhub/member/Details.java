package org.loyaltyhub.member;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Asked;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.LineFilter;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;

/**
 * What a memory keeps of single events beside when and where they happened and what was bought: no more than rules ask, for
 * texts take most of the room.
 *
 * <p>Immutable and thread-safe.
 *
 * @param keys their ids, which an award names that used one up
 * @param attributes of receipts and activities
 * @param lineAttributes of lines
 */
public record Details(
        boolean keys,
        boolean sites,
        boolean channels,
        boolean skus,
        NavigableSet<String> attributes,
        NavigableSet<String> lineAttributes) {
    public static final Details NONE =
            new Details(false, false, false, false, Collections.emptyNavigableSet(), Collections.emptyNavigableSet());

    public static final Details KEYS =
            new Details(true, false, false, false, Collections.emptyNavigableSet(), Collections.emptyNavigableSet());

    public Details {
        attributes = Collections.unmodifiableNavigableSet(new TreeSet<>(attributes));
        lineAttributes = Collections.unmodifiableNavigableSet(new TreeSet<>(lineAttributes));
    }

    /** What tells whether an event is one of those that the pattern means, and how much of it. O(nodes). */
    public static Details askedBy(Pattern pattern) {
        Asked asked = Asked.by(pattern.filters());
        Details details = askedBy(pattern.lines());
        for (Figure.Text text : asked.texts()) {
            details = details.and(askedBy(text));
        }
        for (Figure figure : asked.figures()) {
            details = details.and(askedBy(figure));
        }
        return details;
    }

    /** All that the event says. */
    static Details saidBy(Visit visit) {
        NavigableSet<String> ofLines = new TreeSet<>();
        for (int line = 0; line < visit.lineCount(); line++) {
            ofLines.addAll(visit.line(line).attributes().keySet());
        }
        return new Details(
                true, true, true, true, new TreeSet<>(visit.attributes().keySet()), ofLines);
    }

    private static Details askedBy(Figure.Text text) {
        NavigableSet<String> attributes = new TreeSet<>();
        text.attribute().ifPresent(attributes::add);
        return new Details(
                false,
                text.source() == Figure.Text.Source.SITE,
                text.source() == Figure.Text.Source.CHANNEL,
                false,
                attributes,
                Collections.emptyNavigableSet());
    }

    private static Details askedBy(Figure figure) {
        if (figure instanceof Figure.NumberAttribute number) {
            return new Details(
                    false, false, false, false, new TreeSet<>(Set.of(number.name())), Collections.emptyNavigableSet());
        }
        if (figure instanceof Figure.Amount amount) {
            return askedBy(amount.lines());
        }
        if (figure instanceof Figure.QuantityOf quantity) {
            return askedBy(quantity.lines());
        }
        if (figure instanceof Figure.UnitPrice price) {
            return askedBy(price.lines());
        }
        return figure instanceof Figure.LineCount count ? askedBy(count.lines()) : NONE;
    }

    private static Details askedBy(Selection lines) {
        boolean skus = false;
        NavigableSet<String> attributes = new TreeSet<>();
        for (LineFilter filter : lines.filters()) {
            skus |= filter instanceof LineFilter.Sku;
            if (filter instanceof LineFilter.TextAttribute text) {
                attributes.add(text.name());
            } else if (filter instanceof LineFilter.NumberAttribute number) {
                attributes.add(number.name());
            }
        }
        return new Details(false, false, false, skus, Collections.emptyNavigableSet(), attributes);
    }

    /** What either keeps. */
    public Details and(Details other) {
        if (other.isCoveredBy(this)) {
            return this;
        }
        if (isCoveredBy(other)) {
            return other;
        }
        return new Details(
                keys || other.keys,
                sites || other.sites,
                channels || other.channels,
                skus || other.skus,
                both(attributes, other.attributes),
                both(lineAttributes, other.lineAttributes));
    }

    private static NavigableSet<String> both(NavigableSet<String> one, NavigableSet<String> other) {
        NavigableSet<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    /** Whether the other keeps all that this one does. */
    boolean isCoveredBy(Details other) {
        return (other.keys || !keys)
                && (other.sites || !sites)
                && (other.channels || !channels)
                && (other.skus || !skus)
                && (attributes.isEmpty() || other.attributes.containsAll(attributes))
                && (lineAttributes.isEmpty() || other.lineAttributes.containsAll(lineAttributes));
    }
}
