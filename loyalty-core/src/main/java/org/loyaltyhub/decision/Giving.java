package org.loyaltyhub.decision;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Span;

/** What the effects of a rule give, within its limits. */
final class Giving {
    private final Payers payers;
    private final Optional<Identifier> referrer;

    /** @param referrer who brought the member, unless the event says who did */
    Giving(Payers payers, Optional<Identifier> referrer) {
        this.payers = payers;
        this.referrer = referrer;
    }

    void give(List<Candidate> candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            give(candidates.get(i));
        }
    }

    void give(Candidate candidate) {
        Rule rule = candidate.rule();
        if (rule.givesPointsOnly()) { // nearly always, and then no effect is asked what it is
            List<Effect.Award> awards = rule.awards();
            for (int i = 0; i < awards.size(); i++) {
                award(candidate, awards.get(i));
            }
            return;
        }
        for (Effect effect : rule.effects()) {
            if (effect instanceof Effect.Award award) {
                award(candidate, award);
            } else {
                gift(candidate, effect);
            }
        }
    }

    private void award(Candidate candidate, Effect.Award award) {
        Points asked = Amounts.of(award, candidate.rule().rounding(), candidate.facts());
        if (!award.toReferrer()) {
            candidate.award(award, asked, payers);
            return;
        }
        Optional<Identifier> broughtBy = candidate.facts().visit().referrer().or(() -> referrer);
        broughtBy.ifPresent(referrer -> {
            Points granted = candidate.grantToOther(asked);
            if (!granted.isZero()) {
                candidate.add(new Gift.Thanks(award, referrer, granted));
            }
        });
    }

    private void gift(Candidate candidate, Effect effect) {
        Visit visit = candidate.facts().visit();
        if (effect instanceof Effect.GiveVoucher voucher) {
            Expiry life = new Expiry.After(new Span(voucher.validDays(), Span.SpanUnit.DAY), false);
            candidate.give(new Gift.Voucher(
                    voucher, life.firstUnusable(visit.localTime(), visit.zone()).toInstant()));
        } else if (effect instanceof Effect.GiveBadge badge) {
            candidate.give(new Gift.Badge(badge));
        } else if (effect instanceof Effect.EnterDraw draw) {
            long tickets = Amounts.tickets(draw, candidate.facts());
            if (tickets > 0) {
                candidate.give(new Gift.Tickets(draw, tickets));
            }
        } else if (effect instanceof Effect.PayReporter fee) {
            PartnerId reporter = visit.key().partner();
            if (!reporter.equals(PartnerId.PROGRAMME) && candidate.admits()) {
                List<Gift.Share> shares = payers.money(candidate.rule(), fee, visit, fee.minor());
                if (!shares.isEmpty()) {
                    candidate.give(new Gift.ReporterFee(fee, reporter, shares));
                }
            }
        } else if (effect instanceof Effect.Message message) {
            candidate.give(new Gift.Note(message));
        }
    }
}
