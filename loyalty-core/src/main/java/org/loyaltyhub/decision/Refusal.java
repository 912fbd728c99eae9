package org.loyaltyhub.decision;

/**
 * Why an event was understood and is refused: nothing of it is booked.
 *
 * @param isFinal whether the answer stands for ever; otherwise nothing is stored and the id stays free
 * @param code stable, kebab-case, for machines: {@code balance-short}
 * @param message with the values
 * @param advice what to do
 */
public record Refusal(boolean isFinal, String code, String message, String advice) {
    static Refusal declined(String code, String message, String advice) {
        return new Refusal(true, code, message, advice);
    }

    static Refusal rejected(String code, String message, String advice) {
        return new Refusal(false, code, message, advice);
    }
}
