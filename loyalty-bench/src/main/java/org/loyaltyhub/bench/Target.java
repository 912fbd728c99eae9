package org.loyaltyhub.bench;

import java.util.Optional;

/**
 * What is wanted of something, and what was measured.
 *
 * @param what is measured
 * @param sense whether it must be at least the bound, or at most
 * @param unit behind the number; empty for a ratio
 * @param measured empty if the run did not ask for it
 */
record Target(String what, Sense sense, double bound, String unit, Optional<Measured> measured) {
    enum Sense {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Sense(String words) {
            this.words = words;
        }
    }

    /** By the median; empty if it was not measured. */
    Optional<Boolean> isMet() {
        return measured.map(each -> sense == Sense.AT_LEAST ? each.value() >= bound : each.value() <= bound);
    }

    String wanted() {
        return sense.words + " " + Measured.exactly(bound).toString().replaceAll("\\.0+$|(?<=\\.\\d)0$", "")
                + unitBehind();
    }

    String found() {
        return measured.map(each -> each + unitBehind()).orElse("not measured in this run");
    }

    private String unitBehind() {
        return unit.isEmpty() ? "" : " " + unit;
    }

    String verdict() {
        return isMet().map(met -> met ? "yes" : "**no**").orElse("");
    }
}
