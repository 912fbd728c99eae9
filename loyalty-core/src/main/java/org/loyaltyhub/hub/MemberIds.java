package org.loyaltyhub.hub;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loyaltyhub.value.MemberId;

/** Makes the hub's own names for members. Every supplier here is thread-safe. */
public final class MemberIds {
    /** So short that it fits. */
    private static final Pattern COUNTED = Pattern.compile("m([0-9]{1,18})");

    private MemberIds() {}

    /** 128 random bits: nothing can be guessed from one, two never meet. */
    public static Supplier<MemberId> random() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] bits = new byte[16];
            random.nextBytes(bits);
            return new MemberId("m" + HexFormat.of().formatHex(bits));
        };
    }

    /** {@code m1, m2, …}: for runs over files and for tests, where the same input gives the same names. */
    public static Supplier<MemberId> counting() {
        return countingAfter(List.of());
    }

    /**
     * The same, after the highest number that one of these has. How many there are says nothing: a name may have been given to
     * somebody whom the store then did not take.
     */
    public static Supplier<MemberId> countingAfter(Collection<MemberId> members) {
        AtomicLong last = new AtomicLong();
        for (MemberId member : members) {
            Matcher counted = COUNTED.matcher(member.value());
            if (counted.matches()) {
                last.accumulateAndGet(Long.parseLong(counted.group(1)), Math::max);
            }
        }
        return () -> new MemberId("m" + last.incrementAndGet());
    }
}
