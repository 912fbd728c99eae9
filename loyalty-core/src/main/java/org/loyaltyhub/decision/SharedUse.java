package org.loyaltyhub.decision;

import java.util.List;

/**
 * What a decision took of a shared limit.
 *
 * @param asked of the outside
 * @param granted by it, at most what was asked
 * @param used in the end, at most what was granted
 */
public record SharedUse(SharedLimit limit, long asked, long granted, long used) {
    /**
     * Whether answers about one limit, in the order of the questions, are right where so much of it was used before: no more
     * is used than there is, and no less was granted than there is.
     */
    public static boolean areRight(List<SharedUse> answers, long usedBefore) {
        long granted = 0;
        long used = usedBefore;
        for (SharedUse each : answers) {
            long most = each.limit.limit().most();
            long left = Math.max(0, Math.subtractExact(Math.subtractExact(most, usedBefore), granted));
            granted = Math.addExact(granted, each.granted);
            used = Math.addExact(used, each.used);
            boolean isTooLittle = each.granted < Math.min(each.asked, left);
            boolean isTooMuch = each.used > 0 && used > most;
            if (isTooLittle || isTooMuch) {
                return false;
            }
        }
        return true;
    }

    /** Whether less was granted than asked. */
    public boolean isCut() {
        return granted < asked;
    }

    /** The same answer, of which so much was used. */
    SharedUse using(long much) {
        return new SharedUse(limit, asked, granted, much);
    }
}
