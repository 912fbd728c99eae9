package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.value.Bits;

/**
 * The members of a family that select the same lines; of a family without goods, all. Each stands in the branch of what
 * tells it best from the others.
 *
 * <p>Immutable and thread-safe.
 */
final class Shelf {
    private final Selection lines;
    private final Bits categories;
    private final boolean isFiltered;
    private final Branch[] branches;

    private Shelf(Selection lines, Branch[] branches) {
        this.lines = lines;
        this.categories = lines.categories();
        this.isFiltered = !lines.filters().isEmpty();
        this.branches = branches;
    }

    static Shelf of(Selection lines, List<Member> members, Readings.Numbering numbering) {
        Map<Figure, List<Keyed.ByNumber>> byFigure = new LinkedHashMap<>();
        Map<Figure.Text, List<Keyed.ByText>> byText = new LinkedHashMap<>();
        List<Keyed> others = new ArrayList<>();
        for (Member member : members) {
            Keyed keyed = Keyed.of(member);
            if (keyed instanceof Keyed.ByNumber number) {
                byFigure.computeIfAbsent(number.figure(), key -> new ArrayList<>())
                        .add(number);
            } else if (keyed instanceof Keyed.ByText text) {
                byText.computeIfAbsent(text.text(), key -> new ArrayList<>()).add(text);
            } else {
                others.add(keyed);
            }
        }
        List<Branch> branches = new ArrayList<>();
        byFigure.forEach((figure, list) -> branches.add(new Branch.ByNumber(numbering.numberOf(figure), list)));
        byText.forEach((text, list) -> {
            Map<String, Keyed[]> byWord = Branch.ByText.byWord(list);
            branches.add(new Branch.ByText(numbering.numberOf(text, byWord.keySet()), byWord));
        });
        if (!others.isEmpty()) {
            branches.add(new Branch.Others(others));
        }
        return new Shelf(lines, branches.toArray(Branch[]::new));
    }

    Bits categories() {
        return categories;
    }

    /** Adds the rules that hold, for a purchase with a line of the {@link #categories()}, or an event without goods. */
    void collect(Readings readings, Indices holding) {
        if (isFiltered && !lines.touches(readings.facts().visit())) {
            return;
        }
        for (Branch branch : branches) {
            branch.collect(readings, holding);
        }
    }
}
