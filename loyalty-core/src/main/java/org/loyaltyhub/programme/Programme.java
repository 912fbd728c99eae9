package org.loyaltyhub.programme;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Unit;

/**
 * The terms of a coalition: what its file says, checked, with every name resolved.
 *
 * <p>Immutable and thread-safe. Partners and categories have small consecutive indices, so that sets of them are bit
 * sets; indices hold for this object only and are never stored. Read one with {@link ProgrammeReader}.
 */
public final class Programme {
    private final Terms terms;
    private final Optional<String> source;
    private final Map<PartnerId, Integer> partnerIndex = new HashMap<>();
    /** By whose rules, then by who pays for them. */
    private final Map<PartnerId, Map<PartnerId, Agreement>> agreements = new HashMap<>();

    private final Map<String, Integer> categoryIndex = new HashMap<>();
    private final Map<String, BitSet> partnersOfKind = new LinkedHashMap<>();
    private final List<String> kinds;
    private final BitSet earning = new BitSet();
    private final BitSet[] below;

    /** By partner, the programme last. */
    private final ZoneId[] zones;

    /** By partner, the programme last: the first kind of each. */
    private final int[] firstKinds;

    /** By partner, the programme last: the terms of points that it issues for ever. */
    private final LotTerms[] issued;

    /** By partner, the programme last: what it gets for what it reports. */
    private final long[] reportFees;

    /**
     * What the file says, field by field.
     *
     * @param lateDays the horizon: an event recorded later than this after it happened is rejected
     * @param attachDays how long an event waits for its identifier
     * @param identifierKinds by what members are known
     * @param units beyond litres and pieces
     * @param categories parents before their children
     * @param tiers from the lowest, where every member begins; may be empty
     * @param vouchers names that rules may give
     * @param redemption how members pay with points
     * @param refunds what becomes of points when goods come back
     * @param adjustments what clerks may do by hand
     * @param digest a hash of the file's content, so that a decision can name what it was judged by
     */
    public record Terms(
            String name,
            Currency currency,
            PointTerms points,
            ZoneId zone,
            int lateDays,
            int attachDays,
            UnknownMembers unknown,
            Set<String> identifierKinds,
            Set<Unit> units,
            List<Category> categories,
            List<String> tiers,
            Set<String> segments,
            Set<String> activities,
            SortedMap<String, AttributeType> attributes,
            Set<String> draws,
            Set<String> vouchers,
            List<Partner> partners,
            List<Agreement> agreements,
            RedemptionTerms redemption,
            RefundTerms refunds,
            AdjustmentTerms adjustments,
            String digest) {}

    Programme(Terms terms) {
        this(terms, Optional.empty());
    }

    Programme(Terms terms, Optional<String> source) {
        this.terms = terms;
        this.source = source;
        for (int i = 0; i < terms.partners().size(); i++) {
            Partner partner = terms.partners().get(i);
            partnerIndex.put(partner.id(), i);
            for (String kind : partner.kinds()) {
                partnersOfKind.computeIfAbsent(kind, k -> new BitSet()).set(i);
            }
        }
        for (Agreement agreement : terms.agreements()) {
            agreements
                    .computeIfAbsent(agreement.rulesOf(), owner -> new LinkedHashMap<>())
                    .put(agreement.payer(), agreement);
        }
        kinds = List.copyOf(partnersOfKind.keySet());
        zones = new ZoneId[terms.partners().size() + 1];
        firstKinds = new int[zones.length];
        issued = new LotTerms[zones.length];
        reportFees = new long[zones.length];
        issued[zones.length - 1] = lasting(PartnerId.PROGRAMME, terms.points().valueMicros());
        Arrays.fill(zones, terms.zone());
        Arrays.fill(firstKinds, -1);
        for (int i = 0; i < terms.partners().size(); i++) {
            Partner partner = terms.partners().get(i);
            zones[i] = partner.zone();
            issued[i] = lasting(partner.id(), partner.issuePriceMicros());
            reportFees[i] = partner.reportFeeMinor();
            firstKinds[i] = partner.kinds().isEmpty()
                    ? -1
                    : kinds.indexOf(partner.kinds().get(0));
        }
        partnerIndex.put(PartnerId.PROGRAMME, terms.partners().size());
        below = new BitSet[terms.categories().size()];
        for (int i = 0; i < below.length; i++) {
            Category category = terms.categories().get(i);
            categoryIndex.put(category.name(), i);
            earning.set(i, category.earning());
            below[i] = new BitSet();
            markUpwards(category, i);
        }
    }

    private LotTerms lasting(PartnerId payer, long issueMicros) {
        return new LotTerms(payer, issueMicros, terms.points().valueMicros(), Instant.MAX);
    }

    private void markUpwards(Category category, int index) {
        Optional<Category> node = Optional.of(category);
        while (node.isPresent()) {
            below[categoryIndex(node.get().name())].set(index);
            node = node.get().parent().flatMap(this::category);
        }
    }

    public Terms terms() {
        return terms;
    }

    /** The text of the file; empty if it was made without one. */
    public Optional<String> source() {
        return source;
    }

    public Currency currency() {
        return terms.currency();
    }

    public PointTerms points() {
        return terms.points();
    }

    /** How late an event may be recorded after it happened. */
    public Duration horizon() {
        return Duration.ofDays(terms.lateDays());
    }

    /** How late an event may be judged after it happened: it may have been recorded late, and have waited then. */
    public Duration longestLateness() {
        return Duration.ofDays(terms.lateDays() + (long) terms.attachDays());
    }

    public int attachDays() {
        return terms.attachDays();
    }

    /** Empty for the programme itself and for a name that is not a partner's. */
    public Optional<Partner> partner(PartnerId id) {
        Integer index = partnerIndex.get(id);
        return index == null || index == terms.partners().size()
                ? Optional.empty()
                : Optional.of(terms.partners().get(index));
    }

    /** What a point costs who issues it; the programme itself its value. In millionths of the minor unit per smallest unit. */
    public long issuePriceMicros(PartnerId payer) {
        int index = partnerIndex(payer);
        return index < 0 ? terms.points().valueMicros() : issued[index].issueMicros();
    }

    /** The terms of points that {@code payer} issues now; the same ones each time if they never lapse. */
    public LotTerms issuedBy(PartnerId payer, Instant expires) {
        int index = partnerIndex(payer);
        if (index >= 0 && expires.equals(Instant.MAX)) {
            return issued[index];
        }
        return new LotTerms(payer, issuePriceMicros(payer), terms.points().valueMicros(), expires);
    }

    /** What the programme pays for each purchase or activity that the partner reports, in the minor unit; itself nothing. */
    public long reportFeeMinor(PartnerId reporter) {
        int index = partnerIndex(reporter);
        return index < 0 ? 0 : reportFees[index];
    }

    /** The partner's index; the programme's own is the number of partners; −1 for a name that is nobody's. O(1). */
    public int partnerIndex(PartnerId id) {
        return partnerIndex.getOrDefault(id, -1);
    }

    /** The zone whose calendar the partner's events go by; the programme's for the programme itself. */
    public ZoneId zoneOf(PartnerId id) {
        int index = partnerIndex(id);
        return index < 0 ? terms.zone() : zones[index];
    }

    /** {@link #zoneOf(PartnerId)} by the partner's index. */
    public ZoneId zoneOf(int partnerIndex) {
        return zones[partnerIndex];
    }

    /** The partners of a kind, by index; empty if no partner is of that kind. */
    public Optional<BitSet> partnersOfKind(String kind) {
        return Optional.ofNullable(partnersOfKind.get(kind)).map(bits -> (BitSet) bits.clone());
    }

    /** Every kind that some partner is of, in the order of the file. */
    public List<String> kinds() {
        return kinds;
    }

    /** The first kind of the partner with that index, as an index into {@link #kinds()}; −1 if it has none. */
    public int kindIndex(int partnerIndex) {
        return firstKinds[partnerIndex];
    }

    public Optional<Category> category(String name) {
        Integer index = categoryIndex.get(name);
        return index == null ? Optional.empty() : Optional.of(terms.categories().get(index));
    }

    /** The category's index, or −1 for an unknown name. O(1). */
    public int categoryIndex(String name) {
        return categoryIndex.getOrDefault(name, -1);
    }

    /** The category and all below it, by index. */
    public BitSet categoriesBelow(String name) {
        Integer index = categoryIndex.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no category `" + name + "` in programme " + terms.name());
        }
        return (BitSet) below[index].clone();
    }

    public boolean isEarning(int categoryIndex) {
        return earning.get(categoryIndex);
    }

    /** The rank of a tier, 0 for the lowest; −1 for an unknown name. */
    public int tierRank(String tier) {
        return terms.tiers().indexOf(tier);
    }

    /** The unit of that name: litres, pieces, or one the programme declares. */
    public Optional<Unit> unit(String name) {
        Unit unit = new Unit(name);
        boolean known = unit.equals(Unit.LITRE)
                || unit.equals(Unit.PIECE)
                || terms.units().contains(unit);
        return known ? Optional.of(unit) : Optional.empty();
    }

    /** Whether {@code payer} agreed to pay for what rules of {@code owner} give. */
    public boolean paysFor(PartnerId payer, PartnerId owner) {
        return payer.equals(owner) || agreement(payer, owner).isPresent();
    }

    /** On what terms {@code payer} pays for what rules of {@code owner} give; empty if it never agreed to. O(1). */
    public Optional<Agreement> agreement(PartnerId payer, PartnerId owner) {
        Map<PartnerId, Agreement> ofOwner = agreements.get(owner);
        return ofOwner == null ? Optional.empty() : Optional.ofNullable(ofOwner.get(payer));
    }

    /** The agreements to pay for rules of {@code owner}, in the order of the file. */
    public Collection<Agreement> agreementsOn(PartnerId owner) {
        return Collections.unmodifiableCollection(
                agreements.getOrDefault(owner, Map.of()).values());
    }

    /**
     * Whether what was remembered under {@code earlier} can be read under this one: its partners and categories are all
     * still there, in their order, and new ones come after them.
     */
    public boolean goesOnFrom(Programme earlier) {
        List<String> partners =
                terms.partners().stream().map(each -> each.id().value()).toList();
        List<String> before =
                earlier.terms.partners().stream().map(each -> each.id().value()).toList();
        List<String> names = terms.categories().stream().map(Category::name).toList();
        List<String> namesBefore =
                earlier.terms.categories().stream().map(Category::name).toList();
        return partners.size() >= before.size()
                && names.size() >= namesBefore.size()
                && partners.subList(0, before.size()).equals(before)
                && names.subList(0, namesBefore.size()).equals(namesBefore)
                && kinds.containsAll(earlier.kinds)
                && terms.currency().equals(earlier.terms.currency())
                && terms.points().decimals() == earlier.terms.points().decimals();
    }

    @Override
    public String toString() {
        return "programme " + terms.name();
    }
}
