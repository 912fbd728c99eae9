package org.loyaltyhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Benchmarks measure what they say: every contender gives what the hand-written code gives. Nothing here is timed. */
class ContendersAgreeTest {
    private static final int RULES = 30;

    static Stream<Arguments> contenders() {
        return Arrays.stream(Contender.values())
                .flatMap(contender -> Arrays.stream(Matches.values())
                        .filter(matches -> contender.competes(RULES, matches))
                        .map(matches -> Arguments.of(contender, matches)));
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void a_contender_gives_what_the_hand_written_code_gives(Contender contender, Matches matches) {
        ScoreOnePurchase benchmark = new ScoreOnePurchase();
        benchmark.rules = RULES;
        benchmark.matches = matches;
        benchmark.contender = contender;

        benchmark.prepare(); // fails if one receipt is judged otherwise, or if none is held

        assertThat(benchmark.onOneThread(new Cpu())).isNotNull();
    }

    @Test
    void matches_that_stay_are_the_same_for_any_number_of_rules() {
        Coalition coalition = new Coalition();
        Offers few = Offers.of(coalition, Coalition.offers(20, Matches.CONSTANT, 1));
        Offers many = Offers.of(coalition, Coalition.offers(2_000, Matches.CONSTANT, 1));
        Scorer one = Contender.LOYALTY.of(few);
        Scorer other = Contender.LOYALTY.of(many);

        assertThat(coalition.receipts(200, 1))
                .allSatisfy(receipt -> assertThat(other.score(receipt).sorted())
                        .isEqualTo(one.score(receipt).sorted()))
                .anySatisfy(receipt -> assertThat(one.score(receipt).count()).isPositive());
    }

    @ParameterizedTest
    @EnumSource(DecideFromJson.Explanations.class)
    void a_whole_decision_is_made_of_json(DecideFromJson.Explanations explanations) {
        DecideFromJson benchmark = new DecideFromJson();
        benchmark.explanations = explanations;
        benchmark.prepare();
        benchmark.anew();

        assertThat(benchmark.by1Caller(new Cpu())).isNotNull();
    }

    @Test
    void a_decision_by_itself_gives_what_a_hub_gives() {
        DecideAlone benchmark = new DecideAlone();

        benchmark.prepare(); // fails if one event gives something else

        assertThat(benchmark.decide(new Cpu()).awards()).isNotEmpty();
    }

    @Test
    void the_other_questions_can_be_asked() {
        ScoreWithHistory history = new ScoreWithHistory();
        history.past = 100;
        history.prepare();
        CompileRules compile = new CompileRules();
        compile.prepare();
        ActivateUnderLoad activate = new ActivateUnderLoad();
        activate.eventsBetween = 2;
        activate.anew();
        MemoryOfMembers memory = new MemoryOfMembers();
        memory.members = 2;
        MemoryOfMembers lots = new MemoryOfMembers();
        lots.members = 2;
        lots.points = MemoryOfMembers.Points.A_LOT_EACH;

        assertThat(history.decide(new Cpu()).rules()).hasSize(4);
        assertThat(compile.compile(new Cpu()).rules()).hasSize(10);
        for (int i = 0; i < 4; i++) {
            assertThat(activate.submit(new Cpu())).isInstanceOf(org.loyaltyhub.outcome.Accepted.class);
        }
        assertThat(memory.keepThemAll(new MemoryOfMembers.Heap())).hasSize(2);
        assertThat(lots.keepThemAll(new MemoryOfMembers.Heap())).hasSize(2);
    }

    @Test
    void a_refund_takes_back_what_its_purchase_gave() {
        RefundAPurchase refund = new RefundAPurchase();
        refund.prepare();

        assertThat(refund.whole(new Cpu())).matches(RefundAPurchase::takesBack);
        assertThat(refund.byLine(new Cpu())).matches(RefundAPurchase::takesBack);
    }

    @Test
    void a_small_month_is_settled() {
        SettleAMonth month = new SettleAMonth();
        month.entries = 500;
        month.prepare();

        assertThat(month.seal(new Cpu()).last()).isEqualTo(500);
        assertThat(month.settle(new Cpu()).statements()).isNotEmpty();
    }

    @Test
    void a_contender_that_gives_something_else_is_found_out() {
        Scorer wrong = purchase -> {
            Awarded awarded = new Awarded();
            awarded.add(1, 1);
            return awarded;
        };

        assertThatThrownBy(() -> ScoreOnePurchase.prove(
                        Contender.CEL,
                        wrong,
                        Contender.HAND_WRITTEN.of(Offers.of(new Coalition(), List.of())),
                        new Coalition().receipts(1, 1)))
                .hasMessageStartingWith("CEL gives [[1, 1]]");
    }
}
