package org.loyaltyhub.event;

import java.util.List;
import org.loyaltyhub.event.Refund.ReturnedLine;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Texts;

/** Whether events that move points already given fit a programme: refunds, redemptions, adjustments. */
final class BooksEventCheck {
    /** The most points that one event moves, in the programme's smallest unit. */
    private static final long MAX_POINTS = 1_000_000_000_000_000L;

    private final Programme programme;
    private final EventCheck common;

    BooksEventCheck(Programme programme, EventCheck common) {
        this.programme = programme;
        this.common = common;
    }

    /** Whether the event names an earlier one, whose member it is about. */
    static boolean namesEarlier(Event event) {
        return (event instanceof Refund refund && refund.purchase().isPresent())
                || (event instanceof Redemption redemption
                        && redemption.reservationKey().isPresent());
    }

    void check(Event event, Problems problems) {
        if (event instanceof Refund refund) {
            check(refund, problems);
        } else if (event instanceof Redemption redemption) {
            step(redemption.step(), Pointer.ROOT, problems);
        } else if (event instanceof Adjustment adjustment) {
            adjuster(adjustment.key().partner(), Pointer.ROOT, problems);
            moved(adjustment.points(), Pointer.ROOT, problems);
            EventCheck.text(adjustment.reason(), Pointer.ROOT, "reason", problems);
            EventCheck.text(adjustment.clerk(), Pointer.ROOT, "clerk", problems);
            adjustment.approvedBy().ifPresent(second -> approver(second, adjustment.clerk(), Pointer.ROOT, problems));
        }
    }

    private void check(Refund refund, Problems problems) {
        common.seller(refund.key().partner(), Pointer.ROOT, problems);
        refund.purchase().ifPresent(id -> EventCheck.text(id, Pointer.ROOT, "purchase", problems));
        List<ReturnedLine> lines = refund.lines();
        Pointer place = Pointer.ROOT.field("lines");
        boolean isNamed = refund.purchase().isPresent();
        if (lines.isEmpty() && !isNamed) {
            nothingNamed(Pointer.ROOT, problems);
        }
        count(lines.size(), place, problems);
        lines.stream()
                .flatMap(line -> line.amount().stream())
                .map(Money::currency)
                .filter(currency -> !currency.equals(programme.currency()))
                .findFirst()
                .ifPresent(other -> common.currency(other.getCurrencyCode(), Pointer.ROOT, problems));
        for (int i = 0; i < Math.min(lines.size(), EventCheck.MAX_LINES); i++) {
            if (!lines.get(i).saysWhat()) {
                saysNothing(place.item(i), problems);
            }
            line(lines.get(i), isNamed, place.item(i), problems);
        }
    }

    void nothingNamed(Pointer event, Problems problems) {
        problems.add(
                "missing-field",
                event.field("lines"),
                "the refund names no purchase, and no line that comes back",
                "give `purchase`, or at least one line");
    }

    void count(int lines, Pointer place, Problems problems) {
        if (lines > EventCheck.MAX_LINES) {
            problems.add(
                    "too-many",
                    place,
                    "the refund has " + lines + " lines",
                    "at most " + EventCheck.MAX_LINES + " are allowed");
        }
    }

    void saysNothing(Pointer line, Problems problems) {
        problems.add("missing-field", line, "the line does not say what comes back", "give a line, sku or amount");
    }

    /** @param isNamed whether the refund names the purchase */
    void line(ReturnedLine line, boolean isNamed, Pointer place, Problems problems) {
        line.line().ifPresent(number -> number(number, isNamed, place, problems));
        line.sku().ifPresent(sku -> EventCheck.text(sku, place, "sku", problems));
        line.micros()
                .ifPresent(micros -> part(
                        "quantity",
                        micros,
                        EventCheck.MAX_QUANTITY_MICROS,
                        Decimals.text(micros, Quantity.DIGITS),
                        place,
                        problems));
        line.amount()
                .ifPresent(amount -> part(
                        "amount", amount.minor(), EventCheck.MAX_AMOUNT_MINOR, amount.toString(), place, problems));
    }

    private static void number(int number, boolean isNamed, Pointer place, Problems problems) {
        if (number < 1 || number > EventCheck.MAX_LINES) {
            problems.add(
                    "out-of-range",
                    place.field("line"),
                    "`line` is " + number,
                    "give a whole number from 1 to " + EventCheck.MAX_LINES);
        }
        if (!isNamed) {
            problems.add(
                    "contradiction",
                    place.field("line"),
                    "`line` is the number of a line on a receipt, and the refund names none",
                    "give `purchase`, or the line's sku");
        }
    }

    private static void part(String field, long value, long most, String shown, Pointer owner, Problems problems) {
        if (value <= 0 || value > most) {
            problems.add(
                    "out-of-range",
                    owner.field(field),
                    "`" + field + "` is " + shown,
                    value <= 0 ? "give what comes back as a number above zero" : "check it, that is too much");
        }
    }

    void step(Redemption.Step step, Pointer event, Problems problems) {
        if (step instanceof Redemption.Reserve reserve) {
            spent(reserve.points(), "reserve", event, problems);
        } else if (step instanceof Redemption.Commit commit) {
            EventCheck.text(commit.reservation(), event, "commit", problems);
            commit.points().ifPresent(points -> spent(points, "points", event, problems));
        } else if (step instanceof Redemption.Cancel cancel) {
            EventCheck.text(cancel.reservation(), event, "cancel", problems);
        }
    }

    private void spent(Points points, String field, Pointer event, Problems problems) {
        if (points.units() <= 0) {
            problems.add(
                    "out-of-range",
                    event.field(field),
                    "`" + field + "` is " + points().text(points),
                    "give a number of points above zero");
        }
        bounded(points, field, event, problems);
    }

    void adjuster(PartnerId partner, Pointer event, Problems problems) {
        if (!partner.equals(PartnerId.PROGRAMME)) {
            problems.add(
                    "not-the-programme",
                    event.field("partner"),
                    "`" + Texts.shown(partner.value()) + "` adjusts points, which the programme alone may do",
                    "write \"" + PartnerId.PROGRAMME + "\", or have the operator report it");
        }
    }

    void moved(Points points, Pointer event, Problems problems) {
        if (points.isZero()) {
            problems.add(
                    "out-of-range",
                    event.field("points"),
                    "`points` is " + points().text(points),
                    "give a number above zero to give points, below zero to take some");
        }
        bounded(points, "points", event, problems);
    }

    private void bounded(Points points, String field, Pointer event, Problems problems) {
        if (points.units() > MAX_POINTS || points.units() < -MAX_POINTS) {
            problems.add(
                    "out-of-range",
                    event.field(field),
                    "`" + field + "` is " + points().text(points),
                    "at most " + points().text(Points.ofUnits(MAX_POINTS)) + " are allowed");
        }
    }

    void approver(String second, String clerk, Pointer event, Problems problems) {
        EventCheck.text(second, event, "approvedBy", problems);
        if (Adjustment.person(second).equals(Adjustment.person(clerk))) {
            problems.add(
                    "second-person",
                    event.field("approvedBy"),
                    "`" + Texts.shown(second) + "` approves what is their own doing",
                    "have a second person approve it");
        }
    }

    private PointTerms points() {
        return programme.points();
    }
}
