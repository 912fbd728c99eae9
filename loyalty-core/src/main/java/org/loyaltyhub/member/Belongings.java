package org.loyaltyhub.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.RuleKey;

/**
 * What a member has besides points.
 *
 * <p>Immutable and thread-safe.
 *
 * @param vouchers open ones, in the order given
 * @param badgesGiven how often each badge was given and not taken back, by name
 */
public record Belongings(List<Voucher> vouchers, SortedMap<String, Integer> badgesGiven) {
    public static final Belongings NONE = new Belongings(List.of(), new TreeMap<>());

    public Belongings {
        vouchers = List.copyOf(vouchers);
        badgesGiven = Collections.unmodifiableSortedMap(new TreeMap<>(badgesGiven));
    }

    /**
     * A voucher that was not used yet.
     *
     * @param code of the kind of voucher
     * @param rule that gave it, and says what it is good for
     * @param source the event for which it was given
     * @param expires the first moment at which it cannot be used
     */
    public record Voucher(String code, RuleKey rule, EventKey source, Instant expires) {}

    /** By name. */
    public Set<String> badges() {
        return badgesGiven.keySet();
    }

    /** Of the vouchers of this kind that can be used now, the one that is over first. */
    public Optional<Voucher> usable(String code, Instant moment) {
        return vouchers.stream()
                .filter(voucher -> voucher.code().equals(code) && moment.isBefore(voucher.expires()))
                .min(Comparator.comparing(Voucher::expires));
    }

    /** Without this one. */
    public Belongings without(Voucher used) {
        return minus(List.of(used), List.of());
    }

    Belongings plus(List<Voucher> moreVouchers, List<String> moreBadges) {
        if (moreVouchers.isEmpty() && moreBadges.isEmpty()) {
            return this;
        }
        List<Voucher> nextVouchers = new ArrayList<>(vouchers);
        nextVouchers.addAll(moreVouchers);
        SortedMap<String, Integer> nextBadges = new TreeMap<>(badgesGiven);
        moreBadges.forEach(badge -> nextBadges.merge(badge, 1, Math::addExact));
        return new Belongings(nextVouchers, nextBadges);
    }

    /** Without these, as far as they are still there. */
    Belongings minus(List<Voucher> lessVouchers, List<String> lessBadges) {
        if (lessVouchers.isEmpty() && lessBadges.isEmpty()) {
            return this;
        }
        List<Voucher> nextVouchers = new ArrayList<>(vouchers);
        lessVouchers.forEach(nextVouchers::remove);
        SortedMap<String, Integer> nextBadges = new TreeMap<>(badgesGiven);
        lessBadges.forEach(badge -> nextBadges.computeIfPresent(badge, (name, had) -> had == 1 ? null : had - 1));
        return new Belongings(nextVouchers, nextBadges);
    }
}
