package org.loyaltyhub.rules.drl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Unit;

/**
 * The fact that DRL looks at: one purchase, its calendar, and its member as before it. What is unknown is null.
 * Money is in the minor unit, quantities and number attributes are in millionths, points in their smallest unit.
 *
 * <p>Not thread-safe: one session looks at it and lets it go.
 */
public final class Receipt {
    private final Facts facts;
    private final Phrases phrases;
    private final Set<String> categories = new HashSet<>();
    private final Set<String> holding = new HashSet<>();
    private final List<ReceiptLine> lines = new ArrayList<>();
    private final long total;

    Receipt(Facts facts, Phrases phrases) {
        this.facts = facts;
        this.phrases = phrases;
        Programme programme = phrases.programme();
        Visit visit = facts.visit();
        long sum = 0;
        for (int line = 0; line < visit.lineCount(); line++) {
            if (programme.isEarning(visit.category(line))) {
                Set<String> ofLine = phrases.upwards(visit.category(line));
                categories.addAll(ofLine);
                lines.add(new ReceiptLine(this, visit, line, ofLine));
                sum = Math.addExact(sum, visit.amount(line));
            }
        }
        total = sum;
    }

    /**
     * The fact for DRL that no export wrote: goods are called by the name of their category, or {@code everything}; it
     * knows no figures of the past by words.
     */
    public static Receipt of(Facts facts) {
        return new Receipt(facts, new Phrases(facts.programme()));
    }

    /** The lines that earn, in the order of the till. */
    public List<ReceiptLine> getLines() {
        return Collections.unmodifiableList(lines);
    }

    /** For consequences: the rule of this name holds. */
    public void holds(String rule) {
        holding.add(rule);
    }

    /** The rules that held so far, by their names in the DRL. */
    public Set<String> getHolding() {
        return holding;
    }

    /** The id of the partner. */
    public String getPartner() {
        return facts.visit().key().partner().value();
    }

    /** The categories of all lines that earn, and all those above them. */
    public Set<String> getCategories() {
        return categories;
    }

    /** Whether a line is of these goods. */
    public boolean has(String goods) {
        return phrases.goods(goods).intersects(facts.visit().touched());
    }

    /** What was paid for the lines that earn, and not with points. */
    public long getTotal() {
        return total;
    }

    public long amount(String goods) {
        return facts.number(new Figure.Amount(lines(goods)));
    }

    public long quantity(String goods, String unit) {
        return facts.number(new Figure.QuantityOf(lines(goods), ValueType.quantity(new Unit(unit))));
    }

    public @Nullable Long unitPrice(String goods) {
        return known(new Figure.UnitPrice(lines(goods)));
    }

    public long lineCount(String goods) {
        return facts.number(new Figure.LineCount(lines(goods)));
    }

    private Selection lines(String goods) {
        Bits categories = phrases.goods(goods);
        return Selection.of(categories);
    }

    private @Nullable Long known(Figure figure) {
        long number = facts.number(figure);
        return number == Answers.UNKNOWN ? null : Long.valueOf(number);
    }

    public @Nullable String getSite() {
        return text(Figure.Text.Source.SITE, Optional.empty());
    }

    public @Nullable String getChannel() {
        return text(Figure.Text.Source.CHANNEL, Optional.empty());
    }

    public @Nullable String attribute(String name) {
        return text(Figure.Text.Source.ATTRIBUTE, Optional.of(name));
    }

    public @Nullable String memberAttribute(String name) {
        return text(Figure.Text.Source.MEMBER_ATTRIBUTE, Optional.of(name));
    }

    private @Nullable String text(Figure.Text.Source source, Optional<String> attribute) {
        return facts.text(new Figure.Text(source, attribute));
    }

    public @Nullable Long number(String attribute) {
        return known(new Figure.NumberAttribute(attribute));
    }

    public @Nullable Long memberNumber(String attribute) {
        return known(new Figure.MemberNumber(attribute));
    }

    /** 1 for Monday to 7, by the partner's clock. */
    public long getWeekday() {
        return facts.number(new Figure.Calendar(ValueType.WEEKDAY));
    }

    /** Since midnight, by the partner's clock. */
    public long getMinute() {
        return facts.number(new Figure.Calendar(ValueType.TIME));
    }

    /** Days since 1970-01-01, by the partner's clock. */
    public long getDate() {
        return facts.number(new Figure.Calendar(ValueType.DATE));
    }

    public long getMonth() {
        return facts.number(new Figure.Calendar(ValueType.MONTH));
    }

    /** The partner's clock as a text that orders as time does: {@code 2026-03-02T09:00:00.000000000}. */
    public String getLocalTime() {
        return DrlText.time(facts.visit().localTime());
    }

    /** 0 for the lowest. */
    public long getTier() {
        return facts.number(new Figure.MemberTier());
    }

    public @Nullable Long getAge() {
        return known(new Figure.MemberAge());
    }

    public long getBalance() {
        return facts.number(new Figure.Balance());
    }

    /** A figure of the member's past, by the words that the export gave it. */
    public @Nullable Long history(String figure) {
        return known(phrases.figure(figure));
    }

    /** Whether something is true of the member, by the words that the export gave it. */
    public boolean is(String predicate) {
        return truth(predicate) == Truth.TRUE;
    }

    /** Whether it is false; of what is unknown neither this nor the opposite holds. */
    public boolean isNot(String predicate) {
        return truth(predicate) == Truth.FALSE;
    }

    private Truth truth(String phrase) {
        Condition predicate = phrases.predicate(phrase);
        return facts.of(DrlExport.NOBODYS).predicate(predicate);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "receipt %s", facts.visit());
    }
}
