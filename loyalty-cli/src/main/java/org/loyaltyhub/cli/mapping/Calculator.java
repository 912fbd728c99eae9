package org.loyaltyhub.cli.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Texts;

/** Works out the numbers of the row at hand. What is wrong is told. Not thread-safe, as the cells it reads. */
final class Calculator {
    private final NumberForm numbers;
    private final Cells cells;
    private final Consumer<Problem> problems;

    Calculator(NumberForm numbers, Cells cells, Consumer<Problem> problems) {
        this.numbers = numbers;
        this.cells = cells;
        this.problems = problems;
    }

    /**
     * The number in units of {@code 10^-digits}; empty, with a problem, if there is none. A product is rounded half up;
     * any other number must not be finer.
     *
     * @param what such as {@code amount in CZK}
     */
    OptionalLong scaled(Calculation calculation, int digits, String code, String what) {
        Optional<BigDecimal> value = value(calculation);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        BigDecimal number = calculation.multiplies() && value.get().scale() > digits
                ? value.get().setScale(digits, RoundingMode.HALF_UP)
                : value.get();
        OptionalLong scaled = Decimals.scaled(number, digits);
        if (scaled.isEmpty()) {
            problems.accept(new Problem(
                    code,
                    "",
                    number.toPlainString() + " " + in(calculation) + " is no " + what,
                    "at most " + digits + " digits after the point and " + Decimals.MAX_DIGITS + " in all"));
        }
        return scaled;
    }

    /** Whether the row has none of the columns. */
    boolean isEmpty(Calculation calculation) {
        return calculation.templates().allMatch(template -> cells.text(template).isEmpty());
    }

    private Optional<BigDecimal> value(Calculation calculation) {
        if (calculation instanceof Calculation.Plain plain) {
            return number(plain.text());
        }
        if (calculation instanceof Calculation.Minus minus) {
            return value(minus.of()).map(BigDecimal::negate);
        }
        if (calculation instanceof Calculation.Product product) {
            Optional<BigDecimal> first = value(product.first());
            Optional<BigDecimal> second = value(product.second());
            return first.flatMap(factor -> second.map(factor::multiply));
        }
        List<Calculation> choices = ((Calculation.FirstOf) calculation).choices();
        for (Calculation choice : choices) {
            if (!isEmpty(choice)) {
                return value(choice);
            }
        }
        missing(calculation);
        return Optional.empty();
    }

    private Optional<BigDecimal> number(Template template) {
        String text = cells.text(template);
        if (text.isEmpty()) {
            missing(new Calculation.Plain(template));
            return Optional.empty();
        }
        Optional<BigDecimal> number = numbers.number(text);
        if (number.isEmpty()) {
            problems.accept(new Problem(
                    "not-a-number",
                    "",
                    "`" + Texts.shown(text) + "` " + in(new Calculation.Plain(template)) + " is no number",
                    "the mapping's numbers look like " + numbers.example() + " and have at most " + Decimals.MAX_DIGITS
                            + " digits"));
        }
        return number;
    }

    private void missing(Calculation calculation) {
        problems.accept(new Problem(
                "missing-value", "", "the row has no number: " + names(calculation) + " is empty", "fill it in"));
    }

    private static String in(Calculation calculation) {
        return columns(calculation).isEmpty() ? "in the mapping" : "in " + names(calculation);
    }

    private static String names(Calculation calculation) {
        return "column `" + String.join("`, `", columns(calculation)) + "`";
    }

    private static Set<String> columns(Calculation calculation) {
        Set<String> columns = new LinkedHashSet<>();
        calculation.templates().forEach(template -> columns.addAll(template.columns()));
        return columns;
    }
}
