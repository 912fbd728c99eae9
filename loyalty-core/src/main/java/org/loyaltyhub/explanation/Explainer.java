package org.loyaltyhub.explanation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Award;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.RecordedAnswers;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Asked;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Evaluation;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * Explains one rule for one purchase. For a rule that held it reads the decision's record; for one that did not it needs
 * the member's state of that moment.
 *
 * <p>Immutable and thread-safe.
 */
public final class Explainer {
    private final Version version;
    private final Optional<PartnerId> viewer;
    private final Locale locale;
    private final Wording wording;

    private Explainer(Version version, Optional<PartnerId> viewer, Locale locale) {
        this.version = version;
        this.viewer = viewer;
        this.locale = locale;
        this.wording = Wording.of(locale);
    }

    /** Explains with all values, for the operator. */
    public static Explainer forOperator(Version version) {
        return new Explainer(version, Optional.empty(), Locale.ENGLISH);
    }

    /** Explains to one partner: of what a member did elsewhere only whether it was met. */
    public static Explainer forPartner(Version version, PartnerId viewer) {
        return new Explainer(version, Optional.of(viewer), Locale.ENGLISH);
    }

    /**
     * The same in another language: what stands around the words of the rules, which stay those of their file. English if
     * the language is not known; there is {@code ru} besides.
     */
    public Explainer in(Locale locale) {
        return new Explainer(version, viewer, locale);
    }

    /** A rule whose conditions held, from the record alone. */
    public Explanation held(Decision decision, RuleDecision rule) {
        Visit visit = decision.visit().orElseThrow();
        Answers answers = new RecordedAnswers(visit, rule);
        Programme programme = version.programme();
        List<Explanation.Step> amounts = new ArrayList<>();
        for (Effect effect : rule.rule().effects()) {
            if (effect instanceof Effect.Award || effect instanceof Effect.MultiplyPoints) {
                amounts.add(amount(effect, answers, rule));
            }
        }
        Gifts gifts = new Gifts(wording, programme);
        List<Explanation.Step> given = rule.gifts().stream().map(gifts::step).toList();
        List<Explanation.Step> limits = new ArrayList<>();
        for (RuleDecision.Left left : rule.limits()) {
            limits.add(
                    left.limit().measure() == Limit.Measure.COST
                            ? budget(rule.rule().key().owner(), left)
                            : new Explanation.Step(
                                    wording.text("limit", left.limit().text()), left(left)));
        }
        rule.rule()
                .group()
                .filter(group -> !rule.gives() && group.mode() != Group.Mode.ALL)
                .ifPresent(group -> limits.add(new Explanation.Step(
                        wording.text("group." + group.mode(), group.name()), wording.text("group.other"))));
        Points granted = rule.granted();
        return new Explanation(
                decision.event().key(),
                rule.rule().key(),
                decision.version(),
                rule.rule().place(),
                requirements(rule.rule(), visit, answers, rule),
                amounts,
                given,
                limits,
                payers(rule),
                granted,
                wording.points(programme, granted),
                locale);
    }

    /** A rule that did not hold, judged again on the member's state as it was. */
    public Explanation notHeld(Facts facts, Rule rule) {
        Visit visit = facts.visit();
        return new Explanation(
                visit.key(),
                rule.key(),
                version.id(),
                rule.place(),
                requirementsNotHeld(rule, facts),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Points.ZERO,
                wording.points(version.programme(), Points.ZERO),
                locale);
    }

    /** If everything holds and the rule was still not let in, it gives only once and gave before. */
    private List<Explanation.Requirement> requirementsNotHeld(Rule rule, Facts facts) {
        List<Explanation.Requirement> requirements = requirements(rule, facts.visit(), facts.of(rule.key()), null);
        if (requirements.stream().allMatch(each -> each.truth() == Truth.TRUE)) {
            requirements.add(new Explanation.Requirement(
                    wording.text("gives-once"),
                    Truth.FALSE,
                    Optional.of(wording.text("gave-before")),
                    Optional.empty()));
        }
        return requirements;
    }

    private List<Explanation.Requirement> requirements(
            Rule rule, Visit visit, Answers answers, @Nullable RuleDecision record) {
        List<Explanation.Requirement> requirements = new ArrayList<>();
        boolean inForce = rule.validity().has(visit.localTime());
        if (!inForce) {
            requirements.add(new Explanation.Requirement(
                    wording.text("in-force"),
                    Truth.FALSE,
                    Optional.of(visit.localTime().toString()),
                    Optional.empty()));
        }
        requirements.add(new Explanation.Requirement(
                rule.triggerText(), Truth.of(rule.trigger().matches(visit)), Optional.empty(), Optional.empty()));
        Missing missing = new Missing(wording, version.programme(), visit, answers);
        for (Stated stated : rule.conditions()) {
            requirements.add(requirement(stated, visit, answers, record, missing));
        }
        return requirements;
    }

    private Explanation.Requirement requirement(
            Stated stated, Visit visit, Answers answers, @Nullable RuleDecision record, Missing missing) {
        Condition condition = stated.condition();
        Truth truth = Evaluation.of(condition, answers);
        if (!maySee(condition, visit)) {
            String met = wording.text(truth == Truth.TRUE ? "met" : "not-met");
            return new Explanation.Requirement(stated.text(), truth, Optional.of(met), Optional.empty());
        }
        Optional<String> enough = truth == Truth.FALSE ? missing.of(condition) : Optional.empty();
        return new Explanation.Requirement(stated.text(), truth, values(condition, answers, record), enough);
    }

    /** A partner sees values that only its own events made. */
    private boolean maySee(Condition condition, Visit visit) {
        Bits own = Bits.of(visit.partner());
        return viewer.isEmpty()
                || Asked.by(List.of(condition)).patterns().stream()
                        .allMatch(pattern -> pattern.partners().minus(own).isEmpty());
    }

    private Optional<String> values(Condition condition, Answers answers, @Nullable RuleDecision record) {
        if (condition instanceof Condition.Earlier earlier && earlier.unused() && record != null) {
            return record.taken().map(past -> wording.text("taken", past.event(), past.localTime()));
        }
        Asked asked = Asked.by(List.of(condition));
        Set<String> texts = new LinkedHashSet<>();
        for (Figure figure : asked.figures()) {
            texts.add(wording.value(version.programme(), figure.type(), answers.number(figure)));
        }
        for (Figure.Text text : asked.texts()) {
            String value = answers.text(text);
            texts.add(value == null ? wording.text("unknown") : '"' + value + '"');
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", texts));
    }

    private Explanation.Step amount(Effect effect, Answers answers, RuleDecision rule) {
        Points granted = Points.ZERO;
        Points asked = Points.ZERO;
        for (Award award : rule.awards()) {
            if (award.effect().equals(effect)) {
                granted = granted.plus(award.granted());
                asked = asked.plus(award.asked());
            }
        }
        String given = wording.points(version.programme(), granted);
        if (granted.compareTo(asked) < 0) {
            boolean byBudget =
                    rule.limits().stream().anyMatch(left -> left.limit().measure() == Limit.Measure.COST);
            String cut = byBudget ? "cut.budget" : "cut";
            given = wording.text(cut, given, wording.points(version.programme(), asked));
        }
        String from = base(effect)
                .map(figure -> wording.value(version.programme(), figure.type(), answers.number(figure)) + ", ")
                .orElse("");
        return new Explanation.Step(effect.text(), from + given);
    }

    private static Optional<Figure> base(Effect effect) {
        if (effect instanceof Effect.AwardRate rate) {
            return Optional.of(rate.base());
        }
        return effect instanceof Effect.AwardBrackets brackets ? Optional.of(brackets.base()) : Optional.empty();
    }

    /** A budget that had too little, in words. */
    private Explanation.Step budget(PartnerId owner, RuleDecision.Left left) {
        Programme programme = version.programme();
        String money = wording.text("budget.left", money(left.left()));
        return programme.agreementsOn(owner).stream()
                .filter(each ->
                        each.budget().isPresent() && SharedLimit.limit(each).equals(left.limit()))
                .findFirst()
                .map(each -> new Explanation.Step(
                        wording.text("budget", each.payer(), owner, budgetText(left.limit())), money))
                .orElseGet(() -> new Explanation.Step(left.limit().text(), money));
    }

    private String budgetText(Limit budget) {
        String most = money(budget.most());
        return budget.period()
                .map(period -> wording.text("budget." + period, most))
                .orElse(most);
    }

    /** Of millionths what is whole in the minor unit. */
    private String money(long micros) {
        return Money.ofMinor(micros / PointTerms.MICROS, version.programme().currency())
                .toString();
    }

    private String left(RuleDecision.Left left) {
        String amount = left.limit().measure() == Limit.Measure.TIMES
                ? wording.counted("times", Long.toString(left.left()))
                : wording.points(version.programme(), Points.ofUnits(left.left()));
        // of a limit over all members a decision knows only what it was granted, not how much more there was
        return wording.text(left.limit().reach().isShared() ? "granted-of" : "left", amount);
    }

    private List<Explanation.Share> payers(RuleDecision rule) {
        return rule.awards().stream()
                .flatMap(award -> award.lots().stream())
                .collect(Collectors.groupingBy(
                        lot -> lot.terms().payer(),
                        LinkedHashMap::new,
                        Collectors.reducing(Points.ZERO, Lot::points, Points::plus)))
                .entrySet()
                .stream()
                .map(each -> new Explanation.Share(
                        each.getKey().value(), wording.points(version.programme(), each.getValue())))
                .toList();
    }
}
