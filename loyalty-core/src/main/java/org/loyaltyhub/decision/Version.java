package org.loyaltyhub.decision;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.member.Details;
import org.loyaltyhub.member.Recall;
import org.loyaltyhub.member.Tracked;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.RuleKey;

/**
 * What an event is judged by: the programme, the rule books, and how they are matched.
 *
 * <p>Immutable and thread-safe. Making one costs O(rules); a decision then reads it without a lock.
 */
public final class Version {
    /** The number of our semantics: raised when a fix changes an outcome. */
    public static final int SEMANTICS = 1;

    private final Programme programme;
    private final List<RuleBook> books;
    private final List<Rule> rules;
    private final Map<RuleKey, Rule> byKey = new HashMap<>();
    private final Matcher matcher;
    private final String id;
    private final Recall recall;
    private final Selection everything;
    private final Set<Subject> awaited;
    private final Optional<TrustedRules> trusted;

    private Version(
            Programme programme,
            List<RuleBook> books,
            Function<List<Rule>, ? extends Matcher> matching,
            Optional<TrustedRules> trusted) {
        this.programme = programme;
        this.trusted = trusted;
        this.books = List.copyOf(books);
        this.rules = books.stream().flatMap(book -> book.rules().stream()).toList();
        for (Rule rule : rules) {
            if (byKey.put(rule.key(), rule) != null) {
                throw new IllegalArgumentException("rule " + rule.key() + " is there twice");
            }
        }
        this.matcher = matching.apply(rules);
        this.id = idOf(programme, books, trusted);
        Looks looks = new Looks();
        rules.forEach(looks::addRule);
        this.recall = new Recall(
                programme.longestLateness(),
                programme.terms().refunds().within(),
                looks.reachDays,
                List.copyOf(looks.tracked),
                looks.details);
        this.everything = everything(programme);
        this.awaited = rules.stream()
                .map(rule -> rule.trigger().subject())
                .filter(Subject::isOfTheHub)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A version of these books, matched in the given way.
     *
     * @throws IllegalArgumentException if two rules have one owner and one name
     */
    public static Version of(
            Programme programme, List<RuleBook> books, Function<List<Rule>, ? extends Matcher> matching) {
        return new Version(programme, books, matching, Optional.empty());
    }

    /** A version matched by plain evaluation, rule after rule. */
    public static Version plain(Programme programme, List<RuleBook> books) {
        return of(programme, books, PlainMatcher::new);
    }

    /** The same version, matched by plain evaluation: for versions that only late events still ask for. */
    public Version plain() {
        return new Version(programme, books, PlainMatcher::new, trusted);
    }

    /** The same version and its matcher, with rules of the operator's own beside the books; they replace those it had. */
    public Version withTrusted(TrustedRules rules) {
        return new Version(programme, books, same -> matcher, Optional.of(rules));
    }

    public Programme programme() {
        return programme;
    }

    public List<RuleBook> books() {
        return books;
    }

    /** All rules: by book as given, then in the order of the book. */
    public List<Rule> rules() {
        return rules;
    }

    public Optional<Rule> rule(RuleKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Matcher matcher() {
        return matcher;
    }

    /** Rules of the operator's own, beside the books. */
    public Optional<TrustedRules> trusted() {
        return trusted;
    }

    /** A hash over the programme, the books in order, trusted rules if there are any, and {@link #SEMANTICS}. */
    public String id() {
        return id;
    }

    /** How much of a member must be remembered for this version. */
    public Recall recall() {
        return recall;
    }

    /** All lines that earn: what {@code everything} means. */
    public Selection everything() {
        return everything;
    }

    /** The hub's own events that some rule waits for, such as birthdays. */
    public Set<Subject> awaited() {
        return awaited;
    }

    private static Selection everything(Programme programme) {
        return Selection.of(
                Bits.of(IntStream.range(0, programme.terms().categories().size())
                        .filter(programme::isEarning)
                        .toArray()));
    }

    private static String idOf(Programme programme, List<RuleBook> books, Optional<TrustedRules> trusted) {
        StringBuilder parts = new StringBuilder("semantics ").append(SEMANTICS);
        parts.append('\n').append(programme.terms().digest());
        books.forEach(book -> parts.append('\n').append(book.digest()));
        trusted.ifPresent(rules -> parts.append("\ntrusted ").append(rules.digest()));
        return ContentHash.of(parts.toString()).text();
    }

    @Override
    public String toString() {
        return "version " + id + " of " + rules.size() + " rules";
    }

    /** Collects how far back rules look. */
    private static final class Looks {
        private final Set<Tracked> tracked = new LinkedHashSet<>();
        private Details details = Details.NONE;
        private long reachDays;

        void addRule(Rule rule) {
            if (rule.trigger().subject() instanceof Subject.EndOf end) {
                // only members with an event in the period are judged at its end
                addWindow(rule.trigger(), new Window.This(end.period()));
            }
            if (rule.unused().isPresent()) {
                details = details.and(Details.KEYS);
            }
            rule.asked().figures().forEach(this::addFigure);
            rule.asked().predicates().forEach(this::addPredicate);
        }

        private void addPredicate(Condition predicate) {
            if (predicate instanceof Condition.Earlier earlier) {
                addWindow(earlier.pattern(), earlier.window());
            } else if (predicate instanceof Condition.First first) {
                addWindow(first.pattern(), new Window.Ever());
            } else if (predicate instanceof Condition.Multiple multiple) {
                addFigure(multiple.figure());
            }
        }

        private void addFigure(Figure figure) {
            if (figure instanceof Figure.History history) {
                addWindow(history.pattern(), history.window());
            } else if (figure instanceof Figure.DaysSince days) {
                addWindow(days.pattern(), new Window.Ever());
            } else if (figure instanceof Figure.Rank rank) {
                addFigure(rank.by());
            } else if (figure instanceof Figure.Streak streak) {
                details = details.and(Details.askedBy(streak.pattern()));
                tracked.add(new Tracked(streak.pattern(), new Window.Ever(), Optional.of(streak.period())));
            }
        }

        private void addWindow(Pattern pattern, Window window) {
            details = details.and(Details.askedBy(pattern));
            if (window.isEndless()) {
                tracked.add(new Tracked(pattern, window, Optional.empty()));
            } else {
                reachDays = Math.max(reachDays, window.reachDays());
            }
        }
    }
}
