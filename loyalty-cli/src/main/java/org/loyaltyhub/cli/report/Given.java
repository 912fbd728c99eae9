package org.loyaltyhub.cli.report;

import java.math.BigInteger;

/** Awards with their points: what was given, and what of it was taken back since. Sums have no bound. */
public final class Given {
    private long awards;
    private long awardsBack;
    private BigInteger points = BigInteger.ZERO;
    private BigInteger pointsBack = BigInteger.ZERO;

    Given() {}

    void give(long units) {
        awards++;
        points = points.add(BigInteger.valueOf(units));
    }

    /** An earlier event stands otherwise: a rule gave so much for it until now, and gives so much from now on. */
    void revise(boolean gave, boolean gives, long units) {
        awardsBack += gave && !gives ? 1 : 0;
        awards += gives && !gave ? 1 : 0;
        BigInteger difference = BigInteger.valueOf(units);
        if (units > 0) {
            points = points.add(difference);
        } else {
            pointsBack = pointsBack.subtract(difference);
        }
    }

    static Given sum(Iterable<Given> all) {
        Given sum = new Given();
        for (Given each : all) {
            sum.awards += each.awards;
            sum.awardsBack += each.awardsBack;
            sum.points = sum.points.add(each.points);
            sum.pointsBack = sum.pointsBack.add(each.pointsBack);
        }
        return sum;
    }

    public long awards() {
        return awards;
    }

    /** Awards of which nothing is left. */
    public long awardsBack() {
        return awardsBack;
    }

    public long awardsLeft() {
        return awards - awardsBack;
    }

    /** In the programme's smallest unit. */
    public BigInteger points() {
        return points;
    }

    /** In the programme's smallest unit. */
    public BigInteger pointsBack() {
        return pointsBack;
    }

    /** In the programme's smallest unit. */
    public BigInteger pointsLeft() {
        return points.subtract(pointsBack);
    }
}
