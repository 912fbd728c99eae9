package org.loyaltyhub.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.loyaltyhub.value.Identifier;

/**
 * A member's habits.
 *
 * @param fillsInMillionDays how often it drives; a million is every day
 * @param station the index of its own gas station
 * @param sort which of a station's fuels it takes, as an index that is cut to what is there
 * @param site which of a partner's places it goes to
 * @param tyres whether it changes them at a partner
 * @param issueDay the day of the month on which it buys the magazine; 0 if it does not
 */
record Customer(
        Identifier identifier, int fillsInMillionDays, int station, int sort, int site, boolean tyres, int issueDay) {
    private static final int MILLION_DAYS = 1_000_000;
    private static final int SITES = 12;
    private static final int FIRST_CARD = 1_000_000;

    static List<Customer> all(Coalition coalition, int count, long seed) {
        Random random = new Random(seed);
        int stations = Math.max(1, coalition.shops(Coalition.Trade.FUEL).size());
        List<Customer> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(new Customer(
                    new Identifier(coalition.identifierKind(), Integer.toString(FIRST_CARD + i)),
                    fillsInMillionDays(random),
                    random.nextInt(stations),
                    random.nextInt(Integer.MAX_VALUE),
                    1 + random.nextInt(SITES),
                    random.nextInt(20) < 17,
                    random.nextInt(5) == 0 ? 1 + random.nextInt(28) : 0));
        }
        return all;
    }

    /** Log-normal with σ = 1, once a week in the mean. */
    private static int fillsInMillionDays(Random random) {
        double activity = StrictMath.exp(random.nextGaussian() - 0.5);
        return (int) Math.min(MILLION_DAYS, Math.round(activity * MILLION_DAYS / 7));
    }
}
