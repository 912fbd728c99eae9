package org.loyaltyhub.programme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.value.Unit;

/** Reads the tree of categories: what a branch does not say it has from the one above. */
final class CategoryReader {
    private static final Set<String> KNOWN = Set.of("name", "unit", "earning", "below");
    private static final int MOST = 10_000;
    private static final int DEEPEST = 32;

    private final NameReader names;
    private final Problems problems;
    private final Set<String> units = new HashSet<>(Set.of(Unit.LITRE.name(), Unit.PIECE.name()));
    private final Set<String> seen = new HashSet<>();
    private final List<Category> categories = new ArrayList<>();

    CategoryReader(Set<Unit> declared, NameReader names, Problems problems) {
        this.names = names;
        this.problems = problems;
        declared.forEach(unit -> units.add(unit.name()));
    }

    /** Parents before their children. */
    List<Category> categories(Fields programme) {
        List<JsonValue> roots = programme.requiredList(
                "categories", "what can be bought, such as [{\"name\":\"fuel\",\"unit\":\"l\"}]");
        read(roots, programme.at("categories"), Optional.empty());
        if (categories.size() > MOST) {
            names.isTooMany(categories.size(), MOST, programme.at("categories"), "categories");
        }
        return categories;
    }

    private void read(List<JsonValue> items, Pointer place, Optional<Category> parent) {
        for (int i = 0; i < items.size(); i++) {
            Pointer at = place.item(i);
            Fields.of(items.get(i), at, "a category", KNOWN, problems)
                    .ifPresent(fields -> read(fields, parent, depthOf(at)));
        }
    }

    private static int depthOf(Pointer place) {
        return place.length() / 2;
    }

    private void read(Fields fields, Optional<Category> parent, int depth) {
        if (depth > DEEPEST) {
            problems.add(
                    "too-deep", fields.place(), "the category is on level " + depth, "the tree may have " + DEEPEST);
            return;
        }
        Optional<String> name = fields.requiredText("name", "what rules and events call it, such as fuel")
                .filter(text -> names.isName(text, fields.at("name")));
        if (name.isPresent() && !seen.add(name.get())) {
            names.duplicate(name.get(), fields.at("name"));
        }
        Unit inherited = parent.map(Category::unit).orElse(Unit.PIECE);
        Unit unit = fields.text("unit")
                .filter(text -> names.isKnown(text, fields.at("unit"), units, "unit"))
                .map(Unit::new)
                .orElse(inherited);
        boolean earning = fields.flag("earning", true);
        if (earning
                && fields.get("earning") != null
                && !parent.map(Category::earning).orElse(true)) {
            problems.add(
                    "contradiction",
                    fields.at("earning"),
                    "`earning` is true, but `" + parent.get().name() + "` above it does not earn",
                    "move the category out, or remove the field");
        }
        Category category = new Category(
                name.orElse(""),
                parent.map(Category::name),
                unit,
                earning && parent.map(Category::earning).orElse(true));
        categories.add(category);
        read(fields.list("below"), fields.at("below"), Optional.of(category));
    }
}
