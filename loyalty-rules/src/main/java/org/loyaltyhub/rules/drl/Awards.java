package org.loyaltyhub.rules.drl;

/** Where trusted DRL puts what it gives: {@code global org.loyaltyhub.rules.drl.Awards awards}. */
public interface Awards {
    /**
     * Gives points for the receipt that is looked at.
     *
     * @param rule the name under which the programme gives them; once for a receipt
     * @param points in their smallest unit; zero gives nothing, less is refused
     * @param text what the member is told; may be empty
     */
    void award(String rule, long points, String text);
}
