package org.loyaltyhub.rules.internal.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.Keyword;
import org.loyaltyhub.rules.internal.syntax.LetTree;
import org.loyaltyhub.rules.internal.syntax.Name;
import org.loyaltyhub.rules.internal.syntax.Names;
import org.loyaltyhub.rules.internal.syntax.Printer;
import org.loyaltyhub.rules.internal.syntax.SetTree;
import org.loyaltyhub.rules.internal.syntax.Text;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.rules.internal.syntax.Words;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Unit;

/** What names mean in one file: those of the programme, and those that {@code let} gives. */
final class Scope {
    private final Programme programme;
    private final Words words;
    private final Findings findings;
    private final Seen seen;
    private final Printer printer;
    private final Map<String, SetTree> lets = new HashMap<>();
    private final Map<String, Optional<Segment>> segments = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Bits earning;
    private final Bits everywhere;
    private final List<Bits> sold;

    Scope(Programme programme, Words words, Findings findings, Seen seen) {
        this.programme = programme;
        this.words = words;
        this.findings = findings;
        this.seen = seen;
        this.printer = new Printer(words);
        BitSet counted = new BitSet();
        for (int i = 0; i < programme.terms().categories().size(); i++) {
            counted.set(i, programme.isEarning(i));
        }
        this.earning = Bits.of(counted);
        this.everywhere = Bits.upTo(programme.terms().partners().size());
        this.sold = programme.terms().partners().stream()
                .map(partner -> sold(programme, partner))
                .toList();
    }

    Programme programme() {
        return programme;
    }

    Findings findings() {
        return findings;
    }

    Words words() {
        return words;
    }

    Printer printer() {
        return printer;
    }

    /** The one that stands for all equal ones in these files. */
    Figure.History same(Figure.History figure) {
        return seen.same(figure);
    }

    /** Every category whose purchases count. */
    Bits earning() {
        return earning;
    }

    /** Every partner, and the programme itself. */
    Bits anybody() {
        return Bits.upTo(programme.terms().partners().size() + 1);
    }

    /** The owner's id at an index of partners. */
    PartnerId partnerAt(int index) {
        List<Partner> partners = programme.terms().partners();
        return index == partners.size()
                ? PartnerId.PROGRAMME
                : partners.get(index).id();
    }

    /** The rank of a tier. */
    int tier(Name name) {
        int rank = programme.tierRank(name.text());
        if (rank < 0) {
            throw refuse(
                    Code.UNKNOWN_TIER,
                    name.extent(),
                    name.text(),
                    nearOrAll(name.text(), programme.terms().tiers()));
        }
        return rank;
    }

    /** A segment of the file's own. */
    record Segment(Condition condition, int size) {}

    /** Adds a segment; empty if its condition has mistakes, which are reported. */
    void define(Text name, Optional<Segment> segment) {
        if (segments.containsKey(name.value()) || programme.terms().segments().contains(name.value())) {
            findings.add(Code.DUPLICATE_SEGMENT, name.extent(), name.value());
        }
        segments.putIfAbsent(name.value(), segment);
    }

    /** The condition for being in a segment, of the file's own or the programme's. */
    Segment segment(Text name) {
        Optional<Segment> own = segments.get(name.value());
        if (own != null) {
            used.add(name.value());
            return own.orElseThrow(() -> new Refused());
        }
        if (programme.terms().segments().contains(name.value())) {
            return new Segment(new Condition.InSegment(name.value()), 1);
        }
        List<String> known = new ArrayList<>(programme.terms().segments());
        known.addAll(segments.keySet());
        throw refuse(Code.UNKNOWN_SEGMENT, name.extent(), name.value(), nearOrAll(name.value(), known));
    }

    boolean isUsed(Text segment) {
        return used.contains(segment.value());
    }

    boolean isOwnSegment(Text name) {
        return segments.containsKey(name.value());
    }

    /** A name in quotes that the programme declares. */
    String declared(Text name, Set<String> known, Code unknown) {
        if (!known.contains(name.value())) {
            throw refuse(unknown, name.extent(), name.value(), nearOrAll(name.value(), known));
        }
        return name.value();
    }

    /** Every partner. */
    Bits everywhere() {
        return everywhere;
    }

    Refused refuse(Code code, Extent extent, Object... values) {
        findings.add(code, extent, values);
        return new Refused();
    }

    /** {@code did you mean …?}, or the names there are if they are few. */
    Findings.Help nearOrAll(String word, Collection<String> known) {
        Optional<String> near = Suggestion.closest(word, known);
        if (near.isPresent()) {
            return findings.help("did-you-mean", near.get());
        }
        boolean few = !known.isEmpty() && known.size() <= 12;
        return few ? findings.help("known-are", new Findings.Help(String.join(", ", known))) : Findings.Help.NONE;
    }

    /** Adds a name; it must be new, and what it stands for must be known. */
    void define(LetTree let) {
        String name = let.name().text();
        if (isDeclared(name) || lets.containsKey(name)) {
            findings.add(Code.NAME_TAKEN, let.name().extent(), name);
        }
        for (SetTree.Element element : let.set().elements()) {
            checkDefined(element.from());
            element.to().ifPresent(this::checkDefined);
        }
        lets.putIfAbsent(name, let.set());
    }

    private void checkDefined(ValueTree value) {
        if (value instanceof ValueTree.Word word && !isDeclared(word.name().text())) {
            findings.add(
                    Code.UNKNOWN_NAME,
                    word.extent(),
                    word.name().text(),
                    nearOrAll(word.name().text(), declared()));
        }
    }

    private boolean isDeclared(String name) {
        return programme.categoryIndex(name) >= 0 || partners(name) != null || programme.tierRank(name) >= 0;
    }

    private List<String> declared() {
        List<String> names = new ArrayList<>(categoryNames());
        names.addAll(placeNames());
        names.addAll(programme.terms().tiers());
        return names;
    }

    Optional<SetTree> let(Name name) {
        return Optional.ofNullable(lets.get(name.text()));
    }

    private List<String> categoryNames() {
        return programme.terms().categories().stream().map(Category::name).toList();
    }

    private List<String> placeNames() {
        List<String> names = new ArrayList<>();
        programme.terms().partners().forEach(partner -> names.add(partner.id().value()));
        names.addAll(programme.kinds());
        return names;
    }

    List<String> partnerNames() {
        return programme.terms().partners().stream().map(p -> p.id().value()).toList();
    }

    private List<String> with(List<String> names) {
        List<String> all = new ArrayList<>(names);
        all.addAll(lets.keySet().stream().sorted().toList());
        return all;
    }

    /** The categories named and all below them, earning or not. */
    Bits categories(Names names) {
        BitSet categories = new BitSet();
        names.names().forEach(name -> categories.or(category(name)));
        return Bits.of(categories);
    }

    private BitSet category(Name name) {
        if (programme.categoryIndex(name.text()) >= 0) {
            return programme.categoriesBelow(name.text());
        }
        BitSet all = new BitSet();
        SetTree set = lets.get(name.text());
        if (set == null) {
            throw unknownCategory(name);
        }
        for (Name each : namesOf(name, set)) {
            if (programme.categoryIndex(each.text()) < 0) {
                throw refuse(Code.LET_OF_OTHER_KIND, name.extent(), name.text(), each.text(), kind("category"));
            }
            all.or(programme.categoriesBelow(each.text()));
        }
        return all;
    }

    Refused unknownCategory(Name name) {
        Findings.Help help = partners(name.text()) == null
                ? nearOrAll(name.text(), with(categoryNames()))
                : findings.help("is-a-partner", name.text());
        return refuse(Code.UNKNOWN_CATEGORY, name.extent(), name.text(), help);
    }

    private Findings.Help kind(String key) {
        return findings.help("what." + key);
    }

    private List<Name> namesOf(Name let, SetTree set) {
        List<Name> names = new ArrayList<>();
        for (SetTree.Element element : set.elements()) {
            if (!(element.from() instanceof ValueTree.Word word) || element.to().isPresent()) {
                throw refuse(Code.LET_OF_VALUES, let.extent(), let.text());
            }
            names.add(word.name());
        }
        return names;
    }

    /** The partners meant, by index; every one without names. */
    Bits places(Optional<Names> names) {
        if (names.isEmpty()) {
            return everywhere;
        }
        BitSet places = new BitSet();
        names.get().names().forEach(name -> places.or(place(name)));
        return Bits.of(places);
    }

    private BitSet place(Name name) {
        BitSet partners = partners(name.text());
        if (partners != null) {
            return partners;
        }
        SetTree set = lets.get(name.text());
        if (set == null) {
            Findings.Help help = programme.categoryIndex(name.text()) < 0
                    ? nearOrAll(name.text(), with(placeNames()))
                    : findings.help("is-a-category", name.text());
            throw refuse(Code.UNKNOWN_PARTNER, name.extent(), name.text(), help);
        }
        BitSet all = new BitSet();
        for (Name each : namesOf(name, set)) {
            BitSet these = partners(each.text());
            if (these == null) {
                throw refuse(Code.LET_OF_OTHER_KIND, name.extent(), name.text(), each.text(), kind("partner"));
            }
            all.or(these);
        }
        return all;
    }

    private @Nullable BitSet partners(String name) {
        Optional<Partner> partner = programme.partner(new PartnerId(name));
        if (partner.isPresent()) {
            BitSet one = new BitSet();
            one.set(programme.partnerIndex(partner.get().id()));
            return one;
        }
        return programme.partnersOfKind(name).orElse(null);
    }

    /** The partner of that id, as the programme names it: whoever looks it up finds the same one. */
    PartnerId partner(Name name) {
        Optional<Partner> partner = programme.partner(new PartnerId(name.text()));
        if (partner.isEmpty()) {
            Findings.Help help = programme.partnersOfKind(name.text()).isPresent()
                    ? findings.help("is-a-kind", name.text())
                    : nearOrAll(name.text(), partnerNames());
            throw refuse(Code.UNKNOWN_PARTNER, name.extent(), name.text(), help);
        }
        return partner.get().id();
    }

    /** The units that the categories are measured in. */
    List<Unit> unitsOf(Bits categories) {
        return categories.stream()
                .mapToObj(i -> programme.terms().categories().get(i).unit())
                .distinct()
                .toList();
    }

    /** A unit as the file's language writes it. */
    String unit(Unit unit) {
        if (unit.equals(Unit.LITRE)) {
            return words.one(Keyword.LITRE);
        }
        return unit.equals(Unit.PIECE) ? words.one(Keyword.PIECE) : unit.name();
    }

    String units(List<Unit> units) {
        return String.join(", ", units.stream().map(this::unit).toList());
    }

    /** Whether any of the partners sells any of the categories. */
    boolean isSold(Bits categories, Bits partners) {
        return partners.stream().anyMatch(i -> sold.get(i).intersects(categories));
    }

    private static Bits sold(Programme programme, Partner partner) {
        if (partner.sells().isEmpty()) {
            return Bits.upTo(programme.terms().categories().size());
        }
        BitSet sold = new BitSet();
        partner.sells().forEach(name -> sold.or(programme.categoriesBelow(name)));
        return Bits.of(sold);
    }
}
