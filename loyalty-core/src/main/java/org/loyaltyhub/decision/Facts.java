package org.loyaltyhub.decision;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.ReceiptAnswers;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.member.Counted;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.PastEvent;
import org.loyaltyhub.member.Recollection;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.RuleKey;

/**
 * What is known about one purchase when it is judged: the receipt, the calendar, the member as before it. A history
 * figure is computed when first asked and kept.
 *
 * <p>Not thread-safe: one decision uses it and lets it go.
 */
public final class Facts {
    private final Programme programme;
    private final MemberState member;
    private final Visit visit;
    private final Outside outside;
    private final ReceiptAnswers receipt;
    private @Nullable KnownFigures known;
    private @Nullable Recollection recollection;

    public Facts(Programme programme, MemberState member, Visit visit, Outside outside) {
        this.programme = programme;
        this.member = member;
        this.visit = visit;
        this.outside = outside;
        this.receipt = new ReceiptAnswers(visit);
    }

    /** Facts that ask nothing of the outside. */
    public Facts(Programme programme, MemberState member, Visit visit) {
        this(programme, member, visit, Outside.unlimited());
    }

    /** The same event with other amounts to pay. */
    Facts on(Visit net) {
        Facts facts = new Facts(programme, member, net, outside);
        facts.recollection = recollection;
        return facts;
    }

    public Programme programme() {
        return programme;
    }

    public Visit visit() {
        return visit;
    }

    public MemberState member() {
        return member;
    }

    /** The figure's value in the meaning of its type, this event counted in where it counts. */
    public long number(Figure figure) {
        return figure.isOfTheMember() ? counted(figure).with() : receipt.number(figure);
    }

    /** The same without this event's own share. */
    public long numberWithoutThis(Figure figure) {
        return figure.isOfTheMember() ? counted(figure).without() : receipt.number(figure);
    }

    /** A figure of the member, with and without this event. */
    Counted counted(Figure figure) {
        if (known == null) {
            known = new KnownFigures();
        }
        Counted value = known.of(figure);
        if (value == null) {
            value = ofTheMember(figure);
            known.add(figure, value);
        }
        return value;
    }

    private Recollection recollection() {
        if (recollection == null) {
            recollection = member.memory().recollect();
        }
        return recollection;
    }

    private Counted ofTheMember(Figure figure) {
        if (figure instanceof Figure.History history) {
            return recollection().history(history, visit);
        }
        if (figure instanceof Figure.Streak streak) {
            return recollection().streak(streak, visit);
        }
        long number = asBefore(figure);
        return new Counted(number, number);
    }

    /** A figure in which the event has no share. */
    private long asBefore(Figure figure) {
        if (figure instanceof Figure.DaysSince days) {
            return recollection().daysSince(days.pattern(), visit);
        }
        if (figure instanceof Figure.MemberTier) {
            return tierRank();
        }
        if (figure instanceof Figure.MemberAge) {
            return age();
        }
        if (figure instanceof Figure.MemberNumber number) {
            return memberNumber(number.attribute());
        }
        if (figure instanceof Figure.PointsExpiring expiring) {
            Instant later =
                    expiring.within().after(visit.localTime(), visit.zone()).toInstant();
            return member.purse().expiring(visit.happenedAt(), later).units();
        }
        if (figure instanceof Figure.Rank rank) {
            return outside.rank(rank);
        }
        return member.balance(visit.happenedAt()).units();
    }

    private long tierRank() {
        Optional<String> tier = member.profile().tier().at(visit.happenedAt());
        return tier.map(name -> (long) programme.tierRank(name)).orElse(0L);
    }

    private long age() {
        return member.profile()
                .birthday()
                .map(day -> ChronoUnit.YEARS.between(day, visit.date()))
                .orElse(Answers.UNKNOWN);
    }

    private long memberNumber(String attribute) {
        String value = member.profile().attributes().at(visit.happenedAt()).get(attribute);
        return value == null
                ? Answers.UNKNOWN
                : Decimals.scaled(new BigDecimal(value), Quantity.DIGITS).orElse(Answers.UNKNOWN);
    }

    public @Nullable String text(Figure.Text text) {
        if (text.source() == Figure.Text.Source.MEMBER_ATTRIBUTE) {
            return member.profile()
                    .attributes()
                    .at(visit.happenedAt())
                    .get(text.attribute().orElseThrow());
        }
        return receipt.text(text);
    }

    public boolean isInSegment(String segment) {
        return member.profile().segments().at(visit.happenedAt()).contains(segment);
    }

    /** Whether the birthday of this year, the last or the next is so near; unknown if it is not shared. */
    public Truth birthdayWithin(int days) {
        if (member.profile().birthday().isEmpty()) {
            return Truth.UNKNOWN;
        }
        LocalDate birthday = member.profile().birthday().get();
        LocalDate today = visit.date();
        for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
            LocalDate day = MonthDay.from(birthday).atYear(year);
            if (Math.abs(ChronoUnit.DAYS.between(day, today)) <= days) {
                return Truth.TRUE;
            }
        }
        return Truth.FALSE;
    }

    /** Whether this event made the figure reach or pass a multiple of the step; unknown if one of the two values is. */
    public Truth reachesMultiple(Condition.Multiple multiple) {
        long after = number(multiple.figure());
        long before = numberWithoutThis(multiple.figure());
        return after == Answers.UNKNOWN || before == Answers.UNKNOWN
                ? Truth.UNKNOWN
                : Truth.of(Math.floorDiv(after, multiple.step()) > Math.floorDiv(before, multiple.step()));
    }

    public boolean receiptHas(Condition.ReceiptHas has) {
        return receipt.predicate(has) == Truth.TRUE;
    }

    /** Whether the member has been one for so long: joined, plus the span, against now. */
    public boolean memberFor(Condition.MemberFor tenure) {
        ZonedDateTime reached = tenure.span()
                .after(member.profile().enrolledAt().atZone(visit.zone()).toLocalDateTime(), visit.zone());
        ZonedDateTime now = visit.happenedAt().atZone(visit.zone());
        return tenure.comparison().holds(now.toInstant().compareTo(reached.toInstant()), 0);
    }

    /** Whether an earlier purchase lies in the window, not counting what is used or not. */
    public boolean hasEarlier(Pattern pattern, Window window) {
        return recollection().hasEarlier(pattern, window, visit);
    }

    /** The earlier purchase that the rule would take. */
    Optional<PastEvent> unused(RuleKey rule, Condition.Earlier earlier) {
        return recollection().unused(rule, earlier.pattern(), earlier.window(), visit);
    }

    private boolean hasUnused(RuleKey rule, Condition.Earlier earlier) {
        return recollection().hasUnused(rule, earlier.pattern(), earlier.window(), visit);
    }

    public boolean isFirst(Pattern pattern) {
        return pattern.matches(visit) && noneEarlier(pattern);
    }

    boolean noneEarlier(Pattern pattern) {
        return !hasEarlier(pattern, new Window.Ever());
    }

    /** The same facts as one rule sees them: {@code unused} is a matter between a rule and its member. */
    public OfRule of(RuleKey rule) {
        return new OfRule(rule);
    }

    /** Answers for one rule. */
    public final class OfRule implements Answers {
        private final RuleKey rule;

        private OfRule(RuleKey rule) {
            this.rule = rule;
        }

        @Override
        public long number(Figure figure) {
            return Facts.this.number(figure);
        }

        @Override
        public @Nullable String text(Figure.Text text) {
            return Facts.this.text(text);
        }

        @Override
        public Truth predicate(Condition condition) {
            if (condition instanceof Condition.ReceiptHas has) {
                return Truth.of(receiptHas(has));
            }
            if (condition instanceof Condition.MemberFor tenure) {
                return Truth.of(memberFor(tenure));
            }
            if (condition instanceof Condition.First first) {
                return Truth.of(isFirst(first.pattern()));
            }
            if (condition instanceof Condition.InSegment in) {
                return Truth.of(isInSegment(in.segment()));
            }
            if (condition instanceof Condition.BirthdayWithin birthday) {
                return birthdayWithin(birthday.days());
            }
            if (condition instanceof Condition.Multiple multiple) {
                return reachesMultiple(multiple);
            }
            if (condition instanceof Condition.Earlier earlier) {
                return Truth.of(
                        earlier.unused() ? hasUnused(rule, earlier) : hasEarlier(earlier.pattern(), earlier.window()));
            }
            throw new IllegalArgumentException("not a predicate: " + condition);
        }
    }
}
