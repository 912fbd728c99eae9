package org.loyaltyhub.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.loyaltyhub.member.Belongings.Voucher;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.PartnerId;

/**
 * Vouchers of one kind that were given and not used. They cost nothing until they are used.
 *
 * @param owner of the rules that gave them
 * @param code of the kind
 * @param count how many
 * @param worstMinor what all of them may cost at most, in the minor unit; empty if that is not known, as for a part of a
 *     price
 */
public record OpenVouchers(PartnerId owner, String code, long count, OptionalLong worstMinor) {
    private OpenVouchers plus(OpenVouchers more) {
        boolean known = worstMinor.isPresent() && more.worstMinor.isPresent();
        OptionalLong worst = known
                ? OptionalLong.of(Math.addExact(worstMinor.getAsLong(), more.worstMinor.getAsLong()))
                : OptionalLong.empty();
        return new OpenVouchers(owner, code, count + more.count, worst);
    }

    /** Counts vouchers one by one. Not thread-safe. */
    public static final class Counting {
        private final Function<Voucher, Optional<Rule>> rules;
        private final Instant now;
        private final SortedMap<String, OpenVouchers> byKind = new TreeMap<>();

        /**
         * Counts what is open.
         *
         * @param rules that gave the vouchers, as they were then, as far as that is known
         * @param now vouchers that cannot be used any more are not open
         */
        public Counting(Function<Voucher, Optional<Rule>> rules, Instant now) {
            this.rules = rules;
            this.now = now;
        }

        public void add(Voucher voucher) {
            if (now.isBefore(voucher.expires())) {
                PartnerId owner = voucher.rule().owner();
                OpenVouchers one = new OpenVouchers(owner, voucher.code(), 1, worst(voucher));
                byKind.merge(owner + " " + voucher.code(), one, OpenVouchers::plus);
            }
        }

        private OptionalLong worst(Voucher voucher) {
            return rules.apply(voucher).stream()
                    .flatMap(rule -> rule.effects().stream())
                    .filter(effect -> effect instanceof Effect.GiveVoucher gives
                            && gives.code().equals(voucher.code()))
                    .map(effect -> ((Effect.GiveVoucher) effect).offer().off())
                    .filter(Offer.Off.Sum.class::isInstance)
                    .mapToLong(off -> ((Offer.Off.Sum) off).minor())
                    .max();
        }

        /** By owner, then by code. */
        public List<OpenVouchers> all() {
            return new ArrayList<>(byKind.values());
        }
    }
}
