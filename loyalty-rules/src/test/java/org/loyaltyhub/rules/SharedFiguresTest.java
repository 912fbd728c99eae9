package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rule.Rule;

/** What two rules ask for in the same words is one figure, wherever they stand. */
class SharedFiguresTest {
    private static final String COUNT = "count of purchases of fuel at gas-station ";

    private static RuleSource file(String owner, String goods, String figure) {
        return new RuleSource(owner + ".loyalty", """
                rulebook "%1$s"
                owner %1$s

                rule "Often here"
                  when purchase of %2$s at %1$s
                   and %3$s >= 5
                  then award 10 points
                """.formatted(owner, goods, figure));
    }

    private static List<Figure> asked(RuleSource... files) {
        List<Rule> rules = RuleFiles.compile(ProgrammeForTests.highwayClub(), List.of(files))
                .orElseThrow()
                .version()
                .rules();
        assertThat(rules).hasSize(files.length);
        return rules.stream()
                .flatMap(rule -> rule.askedOfTheMember().figures().stream())
                .toList();
    }

    @Test
    void two_files_that_count_the_same_share_one_figure() {
        List<Figure> asked =
                asked(file("nord-fuel", "fuel", COUNT + "this month"), file("aqua-wash", "wash", COUNT + "this month"));

        assertThat(asked).hasSize(2);
        assertThat(asked.get(0)).isSameAs(asked.get(1));
    }

    @Test
    void another_window_another_measure_or_other_goods_are_another_figure() {
        List<Figure> asked = asked(
                file("nord-fuel", "fuel", COUNT + "this month"),
                file("aqua-wash", "wash", COUNT + "previous month"),
                file("tyre-master", "tyre-fitting", COUNT + "this week"),
                file("city-gas", "fuel", "count of purchases of diesel at gas-station this month"),
                file("corner-shop", "coffee", "days with purchases of fuel at gas-station this month"));

        assertThat(asked).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void figures_of_two_compilations_are_equal_and_found_by_one_another() {
        Figure one = asked(file("nord-fuel", "fuel", COUNT + "this month")).get(0);
        Figure other = asked(file("nord-fuel", "fuel", COUNT + "this month")).get(0);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotSameAs(other);
    }
}
