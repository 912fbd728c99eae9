package org.loyaltyhub.rules.drl;

import static org.loyaltyhub.rules.drl.DrlText.plain;
import static org.loyaltyhub.rules.drl.DrlText.quoted;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.RuleKey;

/**
 * Rule books as DRL text: one DRL rule with one pattern over a {@link Receipt} for each rule about purchases. It says when
 * a rule holds; what it gives then, and how limits, groups and payers share it, is not DRL's affair.
 *
 * <p>The text is safe to load whatever partners called their rules: what is theirs stands only in comments and strings, and
 * without any character that could end one. Immutable and thread-safe once made.
 */
public final class DrlExport {
    static final RuleKey NOBODYS = new RuleKey(PartnerId.PROGRAMME, "");

    private final String text;
    private final Map<String, RuleKey> rules;
    private final List<LeftOut> leftOut;
    private final Phrases phrases;

    private DrlExport(String text, Map<String, RuleKey> rules, List<LeftOut> leftOut, Phrases phrases) {
        this.text = text;
        this.rules = rules;
        this.leftOut = List.copyOf(leftOut);
        this.phrases = phrases;
    }

    /**
     * A rule that DRL over a receipt cannot say.
     *
     * @param reason why not
     */
    public record LeftOut(RuleKey rule, Place place, String reason) {}

    /** How a rule asks for goods. */
    public enum Form {
        /** The receipt knows the categories of its lines: one pattern, which Drools runs fastest. */
        SINGLE_PATTERN,
        /** A pattern over the receipt, and one over its lines that is joined to it. */
        LINES_JOINED
    }

    /** Exports the books in their order, as rules of a single pattern. O(nodes). */
    public static DrlExport of(Programme programme, List<RuleBook> books) {
        return of(programme, books, Form.SINGLE_PATTERN);
    }

    /** Exports the books in their order. For {@link Form#LINES_JOINED} the lines of a receipt must be inserted, too. */
    public static DrlExport of(Programme programme, List<RuleBook> books, Form form) {
        return new Writer(programme, form).write(books);
    }

    /** The DRL text; the same books give the same text. */
    public String text() {
        return text;
    }

    /** The exported rules, by their names in the text. */
    public Map<String, RuleKey> rules() {
        return rules;
    }

    /** What is not in the text, and why. */
    public List<LeftOut> leftOut() {
        return leftOut;
    }

    /** The fact to insert for a purchase of which something earns; afterwards it knows the rules that hold. */
    public Receipt receipt(Facts facts) {
        return new Receipt(facts, phrases);
    }

    /** Writes one export. */
    private static final class Writer {
        private final Form form;
        private final Phrases phrases;
        private final ConditionWriter conditions;
        private final Map<String, RuleKey> rules = new LinkedHashMap<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private final StringBuilder out = new StringBuilder();

        Writer(Programme programme, Form form) {
            this.form = form;
            phrases = new Phrases(programme);
            conditions = new ConditionWriter(phrases);
        }

        DrlExport write(List<RuleBook> books) {
            out.append("package org.loyaltyhub.exported\n\n");
            out.append("import ").append(Receipt.class.getName()).append('\n');
            if (form == Form.LINES_JOINED) {
                out.append("import ").append(ReceiptLine.class.getName()).append('\n');
            }
            out.append('\n');
            out.append("// Money is in the minor unit, quantities are in millionths, points in their smallest unit.\n");
            for (RuleBook book : books) {
                out.append("\n// ")
                        .append(plain(book.name()))
                        .append(", of ")
                        .append(book.owner())
                        .append("\n");
                book.rules().forEach(this::write);
            }
            return new DrlExport(out.toString(), Map.copyOf(rules), leftOut, phrases);
        }

        private void write(Rule rule) {
            Optional<String> reason = Expressible.reasonAgainst(rule);
            if (reason.isPresent()) {
                leftOut.add(new LeftOut(rule.key(), rule.place(), reason.get()));
                out.append("\n// left out: ").append(plain(rule.key().name()));
                out.append(" - ").append(plain(reason.get())).append('\n');
                return;
            }
            out.append('\n');
            comment(rule);
            String name = quoted(name(rule.key()));
            out.append("rule ").append(name).append("\nwhen\n  $receipt : Receipt(");
            out.append(constraints(rule).stream().collect(Collectors.joining(",\n      ", "\n      ", "")));
            out.append(")");
            wholeBranch(rule)
                    .filter(branch -> form == Form.LINES_JOINED)
                    .ifPresent(branch -> out.append("\n  exists ReceiptLine(receipt == $receipt, categories contains ")
                            .append(quoted(branch))
                            .append(")"));
            out.append("\nthen\n  $receipt.holds(").append(name).append(");\nend\n");
        }

        private void comment(Rule rule) {
            rule.tell().ifPresent(tell -> out.append("// ").append(plain(tell)).append('\n'));
            out.append("// when ").append(plain(rule.triggerText())).append('\n');
            rule.conditions()
                    .forEach(each ->
                            out.append("//  and ").append(plain(each.text())).append('\n'));
            rule.effects()
                    .forEach(each ->
                            out.append("// then ").append(plain(each.text())).append('\n'));
        }

        private String name(RuleKey key) {
            String wanted = plain(key.owner() + ": " + key.name());
            String name = wanted;
            for (int next = 2; rules.putIfAbsent(name, key) != null; next++) {
                name = wanted + " (" + next + ")";
            }
            return name;
        }

        private List<String> constraints(Rule rule) {
            List<String> constraints = new ArrayList<>();
            Pattern trigger = rule.trigger();
            if (!phrases.isEverywhere(trigger.partners())) {
                constraints.add(at(trigger.partners()));
            }
            if (form == Form.SINGLE_PATTERN || wholeBranch(rule).isEmpty()) {
                constraints.add(of(trigger.lines().categories()));
            }
            if (!rule.validity().from().equals(LocalDateTime.MIN)) {
                constraints.add(
                        "localTime >= " + quoted(DrlText.time(rule.validity().from())));
            }
            if (!rule.validity().until().equals(LocalDateTime.MAX)) {
                constraints.add(
                        "localTime < " + quoted(DrlText.time(rule.validity().until())));
            }
            trigger.filters().forEach(filter -> constraints.add(conditions.drl(filter)));
            for (Stated stated : rule.conditions()) {
                Condition condition = stated.condition();
                constraints.add(conditions.drl(condition));
            }
            return constraints;
        }

        private String at(Bits partners) {
            List<String> names =
                    phrases.partners(partners).stream().map(DrlText::quoted).toList();
            return names.size() == 1 ? "partner == " + names.get(0) : "partner in (" + String.join(", ", names) + ")";
        }

        private String of(Bits categories) {
            return wholeBranch(categories)
                    .map(branch -> "categories contains " + quoted(branch))
                    .orElseGet(() -> "has(" + quoted(phrases.earning(categories)) + ")");
        }

        /** The name for all goods that the rule is about, if they have one name. */
        private Optional<String> wholeBranch(Rule rule) {
            return wholeBranch(rule.trigger().lines().categories());
        }

        private Optional<String> wholeBranch(Bits categories) {
            List<String> whole = phrases.wholeBranches(categories);
            return whole.size() == 1 ? Optional.of(whole.get(0)) : Optional.empty();
        }
    }
}
