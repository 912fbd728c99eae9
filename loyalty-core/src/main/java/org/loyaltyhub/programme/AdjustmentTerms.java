package org.loyaltyhub.programme;

import org.loyaltyhub.value.Points;

/**
 * What clerks may give or take by hand.
 *
 * @param perClerkADay how many points one clerk moves a day before a second person must agree, at least zero
 */
public record AdjustmentTerms(Points perClerkADay) {
    /** Every adjustment takes two. */
    public static final AdjustmentTerms ALWAYS_TWO = new AdjustmentTerms(Points.ZERO);
}
