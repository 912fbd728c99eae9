package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.value.Bits;

/**
 * Rules of one subject and equal partners: one Drools rule. What an event is about, where it must be, and that a purchase
 * touches goods of any member, stands in the network; what each member asks stands here, in arrays.
 *
 * <p>Immutable and thread-safe.
 */
final class Family {
    /** For receipts of more lines, testing every shelf is cheaper than finding each line's. */
    private static final int MOST_LINES_ONE_BY_ONE = 8;

    private static final int[] NONE = {};

    private final Gate gate;
    private final Shelf[] shelves;
    private final Readings.Asked asked;

    /** By category: the shelves that select it. */
    private final int[][] shelvesOf;

    private Family(Gate gate, Shelf[] shelves, Readings.Asked asked) {
        this.gate = gate;
        this.shelves = shelves;
        this.asked = asked;
        this.shelvesOf = new int[gate.categories().stream().max().orElse(-1) + 1][];
        for (int category = 0; category < shelvesOf.length; category++) {
            shelvesOf[category] = shelvesOf(category, shelves);
        }
    }

    private static int[] shelvesOf(int category, Shelf[] shelves) {
        Indices found = new Indices();
        for (int i = 0; i < shelves.length; i++) {
            if (shelves[i].categories().has(category)) {
                found.add(i);
            }
        }
        return found.ascending();
    }

    /** Members of events without goods all stand on one shelf. */
    static Family of(Subject subject, Bits partners, List<Member> members) {
        Map<Selection, List<Member>> bySelection = new LinkedHashMap<>();
        Bits categories = Bits.NONE;
        for (Member member : members) {
            categories = categories.or(member.lines().categories());
            bySelection
                    .computeIfAbsent(member.lines(), lines -> new ArrayList<>())
                    .add(member);
        }
        Readings.Numbering numbering = new Readings.Numbering();
        Shelf[] shelves = bySelection.entrySet().stream()
                .map(entry -> Shelf.of(entry.getKey(), entry.getValue(), numbering))
                .toArray(Shelf[]::new);
        return new Family(new Gate(subject, partners, categories), shelves, numbering.asked());
    }

    /** What an event must have for any member to concern it. */
    Gate gate() {
        return gate;
    }

    /** Adds the rules that hold, for an event that has passed the gate. O(members that it may concern). */
    void collect(Facts facts, Indices holding) {
        Readings readings = new Readings(facts, asked);
        if (gate.isOfPurchases()) {
            collectByGoods(readings, holding);
        } else {
            shelves[0].collect(readings, holding);
        }
    }

    private void collectByGoods(Readings readings, Indices holding) {
        Visit visit = readings.facts().visit();
        if (visit.lineCount() > MOST_LINES_ONE_BY_ONE) {
            for (Shelf shelf : shelves) {
                if (shelf.categories().intersects(visit.touched())) {
                    shelf.collect(readings, holding);
                }
            }
            return;
        }
        for (int line = 0; line < visit.lineCount(); line++) {
            for (int i : shelvesOf(visit.category(line))) {
                if (!isOfLineBefore(shelves[i], visit, line)) {
                    shelves[i].collect(readings, holding);
                }
            }
        }
    }

    private int[] shelvesOf(int category) {
        return category < shelvesOf.length ? shelvesOf[category] : NONE;
    }

    private static boolean isOfLineBefore(Shelf shelf, Visit visit, int line) {
        for (int before = 0; before < line; before++) {
            if (shelf.categories().has(visit.category(before))) {
                return true;
            }
        }
        return false;
    }
}
