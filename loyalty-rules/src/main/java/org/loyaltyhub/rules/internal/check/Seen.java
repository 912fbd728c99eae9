package org.loyaltyhub.rules.internal.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.loyaltyhub.figure.Asked;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rules.internal.syntax.BookTree;
import org.loyaltyhub.rules.internal.syntax.Bounds;
import org.loyaltyhub.rules.internal.syntax.ClauseTree;
import org.loyaltyhub.rules.internal.syntax.RuleTree;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.RuleKey;

/** What the files of one compilation have in common: names that must be there once, figures that are counted. */
public final class Seen {
    private final Map<RuleKey, Place> rules = new HashMap<>();
    private final Map<String, Set<PartnerId>> names = new HashMap<>();
    private final Map<String, Map<PartnerId, Integer>> groups = new HashMap<>();
    private final Map<List<Object>, Moded> modes = new HashMap<>();
    private final Map<List<Object>, Rule> contents = new HashMap<>();
    private final Map<String, Place> books = new HashMap<>();
    private final Set<Object> history = new HashSet<>();
    private final Map<Figure.History, Figure.History> figures = new HashMap<>();
    private Renames renames = new Renames(List.of(), Set.of());

    /** Learns what the file has, before any file is checked: rules and groups may be named in any of them. */
    public void learn(BookTree tree) {
        PartnerId owner = tree.owner()
                .map(named -> named.programme()
                        ? PartnerId.PROGRAMME
                        : new PartnerId(named.name().text()))
                .orElse(PartnerId.PROGRAMME);
        for (RuleTree rule : tree.rules()) {
            names.computeIfAbsent(rule.name().value(), name -> new LinkedHashSet<>())
                    .add(owner);
            for (ClauseTree clause : rule.clauses()) {
                if (clause instanceof ClauseTree.InGroup group) {
                    groups.computeIfAbsent(group.name().value(), name -> new HashMap<>())
                            .merge(owner, 1, Integer::sum);
                }
            }
        }
    }

    /** The figure that equals this one and came first: decisions look figures up, and find the same object at once. */
    Figure.History same(Figure.History figure) {
        return figures.computeIfAbsent(figure, first -> first);
    }

    /** The version before, when all files are learned. */
    public void follow(List<Rule> previous) {
        Set<RuleKey> goOn = new HashSet<>();
        names.forEach((name, owners) -> owners.forEach(owner -> goOn.add(new RuleKey(owner, name))));
        renames = new Renames(previous, goOn);
    }

    /** The rule of the version before that now has this rule's name, if it had another one. */
    Optional<Rule> formerly(Rule rule) {
        return renames.formerly(rule);
    }

    /** The rules of that name that {@code owner} may name: its own, for the programme anybody's. */
    List<RuleKey> rulesNamed(PartnerId owner, String name) {
        return names.getOrDefault(name, Set.of()).stream()
                .filter(each -> mayName(owner, each))
                .map(each -> new RuleKey(each, name))
                .toList();
    }

    private static boolean mayName(PartnerId owner, PartnerId other) {
        return owner.equals(PartnerId.PROGRAMME) || owner.equals(other);
    }

    Set<String> ruleNames(PartnerId owner) {
        Set<String> known = new TreeSet<>();
        names.forEach((name, owners) -> {
            if (owners.stream().anyMatch(each -> mayName(owner, each))) {
                known.add(name);
            }
        });
        return known;
    }

    /** To whom a group belongs: to the programme if its own book has one of that name, for then it is shared. */
    PartnerId ownerOfGroup(PartnerId owner, String name) {
        return groups.getOrDefault(name, Map.of()).containsKey(PartnerId.PROGRAMME) ? PartnerId.PROGRAMME : owner;
    }

    /** How many rules are in the group. */
    int sizeOfGroup(Group group) {
        Map<PartnerId, Integer> sizes = groups.getOrDefault(group.name(), Map.of());
        return group.owner().equals(PartnerId.PROGRAMME)
                ? sizes.values().stream().mapToInt(Integer::intValue).sum()
                : sizes.getOrDefault(group.owner(), 0);
    }

    /** Where the group was given another mode before. */
    Optional<Place> otherMode(Group group, Place place) {
        Moded before = modes.putIfAbsent(List.of(group.owner(), group.name()), new Moded(group.mode(), place));
        return before == null || before.mode() == group.mode() ? Optional.empty() : Optional.of(before.place());
    }

    private record Moded(Group.Mode mode, Place place) {}

    /** The rule that was seen before and gives the same for the same. */
    Optional<Rule> sameAs(Rule rule) {
        List<Object> content = List.of(
                rule.key().owner(),
                rule.validity(),
                rule.trigger(),
                Set.copyOf(rule.conditions().stream().map(Stated::condition).toList()),
                rule.effects(),
                rule.limits(),
                rule.payers(),
                rule.group(),
                rule.priority(),
                rule.hold(),
                rule.expiry(),
                rule.rounding());
        return Optional.ofNullable(contents.putIfAbsent(content, rule));
    }

    /** Where the rule was seen before. */
    Optional<Place> rule(RuleKey key, Place place) {
        return Optional.ofNullable(rules.putIfAbsent(key, place));
    }

    /** Where the rulebook was seen before. */
    Optional<Place> book(String name, Place place) {
        return Optional.ofNullable(books.putIfAbsent(name, place));
    }

    /** Whether there is room for what is asked of members' pasts. */
    boolean hasRoomFor(Asked asked) {
        for (Figure figure : asked.figures()) {
            boolean past = figure instanceof Figure.History
                    || figure instanceof Figure.DaysSince
                    || figure instanceof Figure.Streak
                    || figure instanceof Figure.Rank;
            if (past) {
                history.add(figure);
            }
        }
        for (Condition predicate : asked.predicates()) {
            if (predicate instanceof Condition.Earlier || predicate instanceof Condition.First) {
                history.add(predicate);
            }
        }
        return history.size() <= Bounds.HISTORY_FIGURES;
    }
}
