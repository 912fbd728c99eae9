package org.loyaltyhub.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.RuleKey;

/**
 * What a member has besides points.
 *
 * <p>Immutable and thread-safe.
 *
 * @param vouchers open ones, in the order given
 * @param badges by name
 */
public record Belongings(List<Voucher> vouchers, SortedSet<String> badges) {
    public static final Belongings NONE = new Belongings(List.of(), new TreeSet<>());

    public Belongings {
        vouchers = List.copyOf(vouchers);
        badges = Collections.unmodifiableSortedSet(new TreeSet<>(badges));
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

    Belongings plus(List<Voucher> moreVouchers, List<String> moreBadges) {
        if (moreVouchers.isEmpty() && moreBadges.isEmpty()) {
            return this;
        }
        List<Voucher> nextVouchers = new ArrayList<>(vouchers);
        nextVouchers.addAll(moreVouchers);
        NavigableSet<String> nextBadges = new TreeSet<>(badges);
        nextBadges.addAll(moreBadges);
        return new Belongings(nextVouchers, nextBadges);
    }
}
