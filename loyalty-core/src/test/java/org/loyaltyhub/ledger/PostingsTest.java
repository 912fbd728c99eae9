package org.loyaltyhub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

class PostingsTest {
    private static final MemberId ANNA = new MemberId("anna");
    private static final Place ISSUED = new Place.Issued();

    @Test
    void an_award_is_posted_as_if_it_came_in_two_parts() {
        for (PartnerId payer : List.of(new PartnerId("nord-fuel"), PartnerId.PROGRAMME)) {
            for (long issue : new long[] {0, 500_000, 600_000}) {
                for (long reserve : new long[] {0, 500_000}) {
                    for (Place to : List.of(new Place.Available(), new Place.Held(Instant.EPOCH))) {
                        LotTerms terms = new LotTerms(payer, issue, reserve, Instant.MAX);

                        List<Posting> whole = Postings.of(ANNA, List.of(award(terms, to, 50)));

                        assertThat(whole)
                                .isEqualTo(Postings.of(ANNA, List.of(award(terms, to, 49), award(terms, to, 1))));
                    }
                }
            }
        }
    }

    @Test
    void an_award_that_costs_more_than_can_be_counted_is_not_posted() {
        LotTerms terms = new LotTerms(new PartnerId("nord-fuel"), 600_000, 500_000, Instant.MAX);
        List<Move> moves = List.of(award(terms, new Place.Available(), Long.MAX_VALUE / 500_000));

        assertThatThrownBy(() -> Postings.of(ANNA, moves)).isInstanceOf(ArithmeticException.class);
    }

    private static Move award(LotTerms terms, Place to, long units) {
        return Move.of(terms, ISSUED, to, Points.ofUnits(units));
    }
}
