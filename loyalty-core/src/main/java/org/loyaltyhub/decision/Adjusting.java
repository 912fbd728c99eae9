package org.loyaltyhub.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Adjustment;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Moves;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/** Points given or taken by hand. What a clerk may do alone in a day is a limit over all members, as any other. */
final class Adjusting {
    private final Programme programme;
    private final Books books;
    private final Outside outside;

    Adjusting(Programme programme, Books books, Outside outside) {
        this.programme = programme;
        this.books = books;
        this.outside = outside;
    }

    Ruling of(Adjustment adjustment) {
        Instant now = books.recordedAt();
        PointTerms terms = programme.points();
        Points asked = Points.ofUnits(Math.abs(adjustment.points().units()));
        boolean gives = adjustment.points().units() > 0;
        Points available = books.purse().available(now);
        if (!gives && asked.compareTo(available) > 0) {
            return Ruling.refused(Refusal.declined(
                    "balance-short",
                    terms.text(asked) + " are to be taken, " + terms.text(available) + " are available",
                    "take what is there"));
        }
        List<SharedUse> shared = new ArrayList<>();
        if (adjustment.approvedBy().isEmpty()) {
            SharedUse use = alone(adjustment, asked);
            if (use.granted() < asked.units()) {
                return Ruling.refused(Refusal.rejected(
                        "second-person",
                        terms.text(asked) + " by " + adjustment.clerk() + " alone, who may move "
                                + terms.text(Points.ofUnits(use.granted())) + " more today",
                        "let a second person approve it: `approvedBy`"));
            }
            shared.add(use);
        }
        books.book(
                Entry.Code.ADJUST,
                adjustment.reason(),
                adjustment.happenedAt(),
                gives ? given(asked) : Moves.spend(books.purse(), asked, now, new Place.Adjusted()));
        books.repay();
        return Ruling.sharing(shared);
    }

    private List<Move> given(Points points) {
        long value = programme.points().valueMicros();
        LotTerms terms = new LotTerms(PartnerId.PROGRAMME, value, value, Instant.MAX);
        return List.of(Move.of(terms, new Place.Adjusted(), new Place.Available(), points));
    }

    private SharedUse alone(Adjustment adjustment, Points asked) {
        Points most = programme.terms().adjustments().perClerkADay();
        Limit limit = new Limit(
                "what a clerk may do alone",
                Limit.Measure.BY_HAND,
                most.units(),
                Limit.Reach.ALL_PERIOD,
                Optional.of(Period.DAY));
        LocalDate day = books.recordedAt().atZone(programme.terms().zone()).toLocalDate();
        SharedLimit question = new SharedLimit(
                new RuleKey(PartnerId.PROGRAMME, "adjustments by " + Adjustment.person(adjustment.clerk())),
                limit,
                day);
        long granted = outside.grant(question, asked.units());
        return new SharedUse(question, asked.units(), granted, granted);
    }
}
