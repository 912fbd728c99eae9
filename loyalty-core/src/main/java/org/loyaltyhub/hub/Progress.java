package org.loyaltyhub.hub;

/** Is told how far a long job is, by the thread that does it. */
public interface Progress {
    /** Does not listen. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String what, String unit, long total) {}

        @Override
        public void advance(long more) {}
    };

    /**
     * A new part of the job begins.
     *
     * @param what it is: {@code reading the journal}
     * @param unit of what is counted: {@code entries}
     * @param total how many there are; 0 if nobody knows
     */
    void begin(String what, String unit, long total);

    /** That many more are done. */
    void advance(long more);
}
