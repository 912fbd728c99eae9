package org.loyaltyhub.rules.internal.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.BookSource;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.BookTree;
import org.loyaltyhub.rules.internal.syntax.Bounds;
import org.loyaltyhub.rules.internal.syntax.RuleTree;
import org.loyaltyhub.rules.internal.syntax.ScenarioTree;
import org.loyaltyhub.rules.internal.syntax.SegmentTree;
import org.loyaltyhub.rules.internal.syntax.Text;
import org.loyaltyhub.rules.internal.syntax.Words;
import org.loyaltyhub.rules.scenario.Expectation;
import org.loyaltyhub.rules.scenario.Item;
import org.loyaltyhub.rules.scenario.Scenario;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.RuleKey;

/** Checks one file as a whole. */
public final class BookChecker {
    private final Findings findings;
    private final Optional<LocalDate> today;
    private final Seen seen;
    private final Scope scope;

    private BookChecker(Programme programme, Words words, Findings findings, Optional<LocalDate> today, Seen seen) {
        this.findings = findings;
        this.today = today;
        this.seen = seen;
        this.scope = new Scope(programme, words, findings, seen);
    }

    /** A checked file. */
    public record Book(RuleBook rules, List<Scenario> scenarios, List<RuleKey> uncovered) {
        public Book {
            scenarios = List.copyOf(scenarios);
            uncovered = List.copyOf(uncovered);
        }
    }

    /**
     * The rules and scenarios of a file; of use only if {@code findings} has no errors afterwards.
     *
     * @param today for warnings about what is over; empty for none
     */
    public static Optional<Book> check(
            Programme programme, Words words, BookTree tree, Findings findings, Optional<LocalDate> today, Seen seen) {
        return new BookChecker(programme, words, findings, today, seen).book(tree);
    }

    private Optional<Book> book(BookTree tree) {
        checkName(tree);
        tree.lets().forEach(scope::define);
        PartnerId owner = owner(tree).orElse(PartnerId.PROGRAMME);
        List<Rule> rules = rules(tree, owner);
        Set<String> names = new HashSet<>();
        tree.rules().forEach(rule -> names.add(rule.name().value()));
        List<Scenario> scenarios = scenarios(tree, owner, names);
        List<RuleKey> uncovered = uncovered(tree, owner, rules, scenarios);
        if (tree.name().isEmpty() || findings.hasErrors()) {
            return Optional.empty();
        }
        String digest = ContentHash.of(findings.source().text()).text();
        BookSource source =
                new BookSource(findings.source().name(), findings.source().text());
        RuleBook book = new RuleBook(tree.name().get().value(), owner, rules, digest, Optional.of(source));
        return Optional.of(new Book(book, scenarios, uncovered));
    }

    private void checkName(BookTree tree) {
        if (tree.name().isPresent()) {
            Text name = tree.name().get();
            Place place = findings.source().placeOf(name.extent());
            seen.book(name.value(), place)
                    .ifPresent(before -> findings.add(Code.DUPLICATE_RULEBOOK, name.extent(), name.value(), before));
        }
    }

    private Optional<PartnerId> owner(BookTree tree) {
        if (tree.owner().isEmpty()) {
            return Optional.empty();
        }
        BookTree.Owner owner = tree.owner().get();
        if (owner.programme()) {
            return Optional.of(PartnerId.PROGRAMME);
        }
        try {
            return Optional.of(scope.partner(owner.name()));
        } catch (Refused reported) {
            return Optional.empty();
        }
    }

    private List<Rule> rules(BookTree tree, PartnerId owner) {
        for (SegmentTree segment : tree.segments()) {
            scope.define(segment.name(), checker(owner).segment(segment));
        }
        NavigableSet<Integer> starts = starts(tree);
        RuleChecker checker = checker(owner);
        List<Rule> rules = rules(tree, owner, checker, starts);
        tree.segments().stream()
                .filter(segment ->
                        !scope.isUsed(segment.name()) && !findings.hasErrorWithin(extent(segment.word(), starts)))
                .forEach(segment -> findings.add(
                        Code.SEGMENT_NOT_USED, segment.word(), segment.name().value()));
        return rules;
    }

    private RuleChecker checker(PartnerId owner) {
        return new RuleChecker(scope, owner, today, seen);
    }

    private List<Rule> rules(BookTree tree, PartnerId owner, RuleChecker checker, NavigableSet<Integer> starts) {
        Review review = new Review(scope, seen);
        List<Rule> rules = new ArrayList<>();
        boolean room = true;
        for (RuleTree each : tree.rules()) {
            Text name = each.name();
            seen.rule(new RuleKey(owner, name.value()), findings.source().placeOf(each.word()))
                    .ifPresent(before -> findings.add(Code.DUPLICATE_RULE, name.extent(), name.value(), before));
            Optional<Rule> rule = checker.rule(each);
            rule.ifPresent(rules::add);
            rule.filter(checked -> !findings.hasErrorWithin(extent(each.word(), starts)))
                    .ifPresent(checked -> review.rule(each, checked));
            if (room && rule.isPresent() && !seen.hasRoomFor(rule.get().asked())) {
                findings.add(Code.TOO_MANY_HISTORY_FIGURES, each.word(), Bounds.HISTORY_FIGURES);
                room = false;
            }
        }
        review.groups();
        return rules;
    }

    /** Where the parts of the file begin; the text's end comes last. */
    private NavigableSet<Integer> starts(BookTree tree) {
        NavigableSet<Integer> starts = new TreeSet<>();
        tree.rules().forEach(part -> starts.add(part.word().start()));
        tree.scenarios().forEach(part -> starts.add(part.word().start()));
        tree.segments().forEach(part -> starts.add(part.word().start()));
        starts.add(findings.source().text().length());
        return starts;
    }

    /** From a part's first word to the next part of the file. */
    private static Extent extent(Extent word, NavigableSet<Integer> starts) {
        int start = word.start();
        return new Extent(start, Optional.ofNullable(starts.higher(start)).orElse(start));
    }

    private List<Scenario> scenarios(BookTree tree, PartnerId owner, Set<String> rules) {
        ScenarioChecker checker = new ScenarioChecker(scope, owner, rules);
        Map<String, Extent> names = new HashMap<>();
        List<Scenario> scenarios = new ArrayList<>();
        for (ScenarioTree each : tree.scenarios()) {
            if (names.putIfAbsent(each.name().value(), each.name().extent()) != null) {
                findings.add(
                        Code.DUPLICATE_SCENARIO,
                        each.name().extent(),
                        each.name().value());
            }
            checker.scenario(each).ifPresent(scenarios::add);
        }
        return scenarios;
    }

    /** Rules that no scenario says anything about. */
    private List<RuleKey> uncovered(BookTree tree, PartnerId owner, List<Rule> rules, List<Scenario> scenarios) {
        Set<String> covered = new HashSet<>();
        for (ScenarioTree scenario : tree.scenarios()) {
            for (ScenarioTree.Expected expected : scenario.then()) {
                if (expected instanceof ScenarioTree.Expected.FromRule from) {
                    covered.add(from.rule().value());
                }
            }
        }
        Set<Item> expected = new HashSet<>();
        for (Scenario scenario : scenarios) {
            for (Expectation each : scenario.expectations()) {
                if (each instanceof Expectation.Gives gives) {
                    expected.add(gives.item().whole());
                }
            }
        }
        rules.stream()
                .filter(rule -> Item.of(rule).stream().anyMatch(expected::contains))
                .forEach(rule -> covered.add(rule.key().name()));
        List<RuleKey> uncovered = new ArrayList<>();
        for (RuleTree rule : tree.rules()) {
            if (!covered.contains(rule.name().value())) {
                findings.add(Code.NO_SCENARIO, rule.word(), rule.name().value());
                uncovered.add(new RuleKey(owner, rule.name().value()));
            }
        }
        return uncovered;
    }
}
