package org.loyaltyhub.rules.drl;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Bits;

/**
 * What the DRL text calls goods, figures and predicates, and what each name means: one name never has two meanings. Filled
 * while the text is written, and only read afterwards.
 */
final class Phrases {
    private static final String EVERYTHING = "everything";

    private final Programme programme;
    private final Map<String, Bits> goods = new HashMap<>();
    private final Map<String, Figure> figures = new HashMap<>();
    private final Map<String, Condition> predicates = new HashMap<>();

    /** By category: its name and those of all above it. */
    private final List<Set<String>> upwards;

    Phrases(Programme programme) {
        this.programme = programme;
        this.upwards = programme.terms().categories().stream()
                .map(each -> upwards(programme, each))
                .toList();
    }

    private static Set<String> upwards(Programme programme, Category category) {
        Set<String> names = new HashSet<>();
        Optional<Category> node = Optional.of(category);
        while (node.isPresent()) {
            names.add(node.get().name());
            node = node.get().parent().flatMap(programme::category);
        }
        return Set.copyOf(names);
    }

    Set<String> upwards(int category) {
        return upwards.get(category);
    }

    Programme programme() {
        return programme;
    }

    /** The goods called so: by the text, else the earning goods of a category, or of all. */
    Bits goods(String phrase) {
        boolean isOfProgramme =
                phrase.equals(EVERYTHING) || programme.category(phrase).isPresent();
        return goods.containsKey(phrase) || !isOfProgramme ? known(goods, phrase) : earningBelow(phrase);
    }

    private Bits earningBelow(String category) {
        int all = programme.terms().categories().size();
        BitSet below = category.equals(EVERYTHING) ? new BitSet() : programme.categoriesBelow(category);
        return Bits.of(IntStream.range(0, all)
                .filter(each -> programme.isEarning(each) && (category.equals(EVERYTHING) || below.get(each)))
                .toArray());
    }

    Figure figure(String phrase) {
        return known(figures, phrase);
    }

    Condition predicate(String phrase) {
        return known(predicates, phrase);
    }

    private static <T> T known(Map<String, T> meanings, String phrase) {
        T meaning = meanings.get(phrase);
        if (meaning == null) {
            throw new IllegalArgumentException("the export knows nothing by the name of \"" + phrase + "\"");
        }
        return meaning;
    }

    private static <T> String named(Map<String, T> meanings, String wanted, T meaning) {
        String phrase = wanted;
        for (int next = 2; !meanings.computeIfAbsent(phrase, key -> meaning).equals(meaning); next++) {
            phrase = wanted + " (" + next + ")";
        }
        return phrase;
    }

    /** {@code fuel, coffee}: earning goods alone. */
    String earning(Bits categories) {
        return named(goods, earningText(categories), categories);
    }

    /** Whether all goods that earn are meant, and no others. */
    boolean isEverything(Bits categories) {
        return IntStream.range(0, programme.terms().categories().size())
                .allMatch(each -> categories.has(each) == programme.isEarning(each));
    }

    private String earningText(Bits categories) {
        return isEverything(categories) ? EVERYTHING : text(cover(categories, true));
    }

    /** Goods, earning or not. */
    String any(Bits categories) {
        return named(goods, text(cover(categories, false)), categories);
    }

    private static String text(List<String> cover) {
        return cover.isEmpty() ? "nothing" : String.join(", ", cover);
    }

    /** The categories of which all earning goods below are meant, if these are all that is meant; empty otherwise. */
    List<String> wholeBranches(Bits categories) {
        List<String> cover = cover(categories, true);
        return cover.stream().anyMatch(name -> name.endsWith(ALONE)) ? List.of() : cover;
    }

    private static final String ALONE = " alone";

    /** From the top of the tree down: whole branches by their names, then what stands alone. */
    private List<String> cover(Bits categories, boolean earning) {
        List<String> names = new ArrayList<>();
        BitSet left = new BitSet();
        categories.stream().forEach(left::set);
        List<Category> all = programme.terms().categories();
        for (int i = 0; i < all.size(); i++) {
            if (left.get(i)) {
                BitSet branch = programme.categoriesBelow(all.get(i).name());
                if (earning) {
                    IntStream.range(0, all.size())
                            .filter(each -> !programme.isEarning(each))
                            .forEach(branch::clear);
                }
                boolean isWhole = branch.stream().allMatch(left::get);
                names.add(all.get(i).name() + (isWhole ? "" : ALONE));
                left.clear(i);
                if (isWhole) {
                    left.andNot(branch);
                }
            }
        }
        return names;
    }

    List<String> partners(Bits partners) {
        return partners.stream()
                .mapToObj(i -> i < programme.terms().partners().size()
                        ? programme.terms().partners().get(i).id().value()
                        : "programme")
                .toList();
    }

    boolean isEverywhere(Bits partners) {
        return IntStream.range(0, programme.terms().partners().size()).allMatch(partners::has);
    }

    String history(Figure figure) {
        return named(figures, wording(figure), figure);
    }

    private String wording(Figure figure) {
        if (figure instanceof Figure.History history) {
            String measure = history.measure().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String unit =
                    history.type().unit().map(each -> " in " + each.name()).orElse("");
            return measure + unit + " of " + wording(history.pattern()) + " " + wording(history.window());
        }
        if (figure instanceof Figure.Streak streak) {
            return "streak of " + streak.period().word() + "s with " + wording(streak.pattern());
        }
        if (figure instanceof Figure.PointsExpiring expiring) {
            return "points expiring within " + expiring.within();
        }
        return "days since " + wording(((Figure.DaysSince) figure).pattern());
    }

    String predicate(Condition predicate) {
        return named(predicates, wording(predicate), predicate);
    }

    private String wording(Condition predicate) {
        if (predicate instanceof Condition.MemberFor tenure) {
            return "member for " + tenure.comparison().symbol() + " " + tenure.span();
        }
        if (predicate instanceof Condition.BirthdayWithin birthday) {
            return "birthday within " + birthday.days() + " days";
        }
        if (predicate instanceof Condition.InSegment in) {
            return "member segment " + in.segment();
        }
        Condition.Earlier earlier = (Condition.Earlier) predicate;
        return wording(earlier.pattern()) + " " + wording(earlier.window());
    }

    private String wording(Pattern pattern) {
        if (pattern.subject() instanceof Subject.Anything) {
            return "anything";
        }
        String what = pattern.subject() instanceof Subject.Activities activity
                ? "activity " + activity.name()
                : "purchases of " + earningText(pattern.lines().categories());
        String where = isEverywhere(pattern.partners())
                ? ""
                : partners(pattern.partners()).stream().collect(Collectors.joining(", ", " at ", ""));
        int filters = pattern.filters().size() + pattern.lines().filters().size();
        return what + where + (filters == 0 ? "" : " with " + filters + (filters == 1 ? " filter" : " filters"));
    }

    private static String wording(Window window) {
        if (window instanceof Window.Last last) {
            return "in last " + last.span();
        }
        if (window instanceof Window.This period) {
            return "this " + period.period().word();
        }
        if (window instanceof Window.Previous period) {
            return "previous " + period.period().word();
        }
        return window instanceof Window.Since since ? "since " + since.first() : "ever";
    }
}
