package org.loyaltyhub.explanation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * Why a rule gave what it gave for an event, or why it gave nothing. A value; {@link #text()} says it to people.
 *
 * @param version by which the event was judged
 * @param place of the rule in its author's file
 * @param requirements validity, trigger, then the conditions in their order
 * @param amounts what each effect came to
 * @param limits what each had left before the event; of one over all members, what it granted; and what budgets had left
 *     that were too small
 * @param payers who pays how much
 * @param granted what the member got
 * @param grantedText the same in words
 * @param locale whose words stand around those of the rules; the rules' own are those of their file
 */
public record Explanation(
        EventKey event,
        RuleKey rule,
        String version,
        Place place,
        List<Requirement> requirements,
        List<Step> amounts,
        List<Step> gifts,
        List<Step> limits,
        List<Share> payers,
        Points granted,
        String grantedText,
        Locale locale) {
    public Explanation {
        requirements = List.copyOf(requirements);
        amounts = List.copyOf(amounts);
        gifts = List.copyOf(gifts);
        limits = List.copyOf(limits);
        payers = List.copyOf(payers);
    }

    /**
     * One thing that had to hold.
     *
     * @param text in the author's words
     * @param values that it was judged by; hidden from who may not see them
     * @param missing what would have been enough, where one figure was short: {@code 5 l more}
     */
    public record Requirement(String text, Truth truth, Optional<String> values, Optional<String> missing) {
        private String line(Wording wording) {
            String yes = wording.text("yes");
            String no = wording.text("no");
            String mark = truth == Truth.TRUE ? yes : no;
            String space = " ".repeat(Math.max(yes.length(), no.length()) - mark.length());
            return "  " + mark + space + "  " + text + values.map(v -> ": " + v).orElse("")
                    + missing.map(m -> " (" + wording.text("missing", m) + ")").orElse("");
        }
    }

    /** A rule's effect or limit, and the figures it worked with. */
    public record Step(String text, String values) {
        String line() {
            return "       " + text + ": " + values;
        }
    }

    /** What one payer pays. */
    public record Share(String payer, String points) {}

    /** The first thing that had to hold and did not; empty if everything held. */
    public Optional<Requirement> obstacle() {
        return requirements.stream().filter(each -> each.truth() != Truth.TRUE).findFirst();
    }

    /** Whether everything held that had to. */
    public boolean held() {
        return requirements.stream().allMatch(each -> each.truth() == Truth.TRUE);
    }

    /** The whole of it, a line for each thing, without a line break at the end. */
    public String text() {
        Wording wording = Wording.of(locale);
        StringBuilder text = new StringBuilder();
        text.append(event).append(": ").append(rule).append(" (").append(place).append(")\n");
        text.append(outcome(wording));
        requirements.forEach(each -> text.append('\n').append(each.line(wording)));
        amounts.forEach(each -> text.append('\n').append(each.line()));
        gifts.forEach(each -> text.append('\n').append(each.line()));
        limits.forEach(each -> text.append('\n').append(each.line()));
        if (!payers.isEmpty()) {
            String paid = payers.stream()
                    .map(each -> each.payer() + " " + each.points())
                    .collect(Collectors.joining(", "));
            text.append("\n       ").append(wording.text("paid-by", paid));
        }
        return text.toString();
    }

    private String outcome(Wording wording) {
        if (!held()) {
            return wording.text("gave.nothing");
        }
        String given = gifts.stream().map(Step::text).collect(Collectors.joining(", "));
        if (granted.isZero() && !given.isEmpty()) {
            return wording.text("gave", given);
        }
        return wording.text("gave", grantedText + (given.isEmpty() ? "" : ", " + given));
    }

    @Override
    public String toString() {
        return text();
    }
}
