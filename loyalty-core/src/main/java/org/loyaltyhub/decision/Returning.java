package org.loyaltyhub.decision;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Refund.ReturnedLine;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Money;

/** Finds what a refund brings back: which lines of which purchases, and how much of them. */
final class Returning {
    private final Refund refund;
    private final Past past;
    private final Duration within;
    private final Map<EventKey, Returned> returned = new LinkedHashMap<>();
    private final List<Integer> notFound = new ArrayList<>();

    Returning(Refund refund, Past past, Duration within) {
        this.refund = refund;
        this.past = past;
        this.within = within;
    }

    /** What came back in all of each purchase that is touched. */
    Map<EventKey, Returned> returned() {
        return returned;
    }

    /** Lines that no purchase had, by number from 1. */
    List<Integer> notFound() {
        return notFound;
    }

    /** Finds every line, or says why nothing comes back. */
    Optional<Refusal> find() {
        List<Purchase> purchases = new ArrayList<>();
        if (refund.purchaseKey().isPresent()) {
            EventKey key = refund.purchaseKey().get();
            Optional<Purchase> named = past.of(key)
                    .map(standing -> standing.decision().event())
                    .flatMap(event ->
                            event instanceof Purchase purchase ? Optional.of(purchase) : Optional.<Purchase>empty());
            if (named.isEmpty()) {
                return Optional.of(Refusal.rejected(
                        "no-such-purchase", "the member has no purchase " + key, "check the id of the purchase"));
            }
            if (isTooLate(named.get())) {
                return Optional.of(tooLate(named.get()));
            }
            purchases.add(named.get());
        } else {
            past.purchasesAt(refund.key().partner()).stream()
                    .map(standing -> (Purchase) standing.decision().event())
                    .filter(purchase -> !purchase.happenedAt().isAfter(refund.happenedAt()) && !isTooLate(purchase))
                    .forEach(purchases::add);
        }
        if (refund.lines().isEmpty()) {
            takeAll(purchases.get(0));
        }
        for (int i = 0; i < refund.lines().size(); i++) {
            ReturnedLine line = refund.lines().get(i);
            if (purchases.stream().noneMatch(purchase -> take(line, purchase))) {
                notFound.add(i + 1);
            }
        }
        return returned.isEmpty() ? Optional.of(nothing()) : Optional.empty();
    }

    private boolean isTooLate(Purchase purchase) {
        return Duration.between(purchase.happenedAt(), refund.happenedAt()).compareTo(within) > 0;
    }

    private Refusal tooLate(Purchase purchase) {
        return Refusal.rejected(
                "too-late",
                "purchase " + purchase.key() + " was at " + purchase.happenedAt() + ", more than " + within.toDays()
                        + " days before the refund",
                "the programme takes goods back for " + within.toDays() + " days");
    }

    private Refusal nothing() {
        String where = refund.purchase()
                .map(id -> "purchase " + id + " has")
                .orElse("the member's purchases at " + refund.key().partner() + " have");
        return Refusal.rejected(
                "nothing-to-return",
                where + " nothing left of what is to come back",
                "check articles, quantities and prices; what came back before is gone");
    }

    private Returned so(Purchase purchase) {
        Returned found = returned.get(purchase.key());
        return found != null
                ? found
                : past.of(purchase.key()).flatMap(Standing::returned).orElseThrow();
    }

    private void takeAll(Purchase purchase) {
        Returned all = so(purchase);
        for (int line = 0; line < purchase.lines().size(); line++) {
            all = all.plus(line, all.rest(purchase, line));
        }
        if (!all.equals(so(purchase))) {
            returned.put(purchase.key(), all);
        }
    }

    private boolean take(ReturnedLine wanted, Purchase purchase) {
        List<Integer> lines = candidates(wanted, purchase);
        Returned before = so(purchase);
        Returned after = before;
        if (wanted.micros().isPresent()) {
            if (refund.purchase().isEmpty()) {
                Collections.reverse(lines); // the newest line first
            }
            after = byQuantity(wanted, wanted.micros().get(), purchase, lines, before);
        } else if (wanted.amount().isPresent()) {
            after = byAmount(wanted.amount().get(), purchase, lines, before);
        } else {
            for (int line : lines) {
                after = after.plus(line, after.rest(purchase, line));
            }
        }
        if (after.equals(before)) {
            return false;
        }
        returned.put(purchase.key(), after);
        return true;
    }

    private static List<Integer> candidates(ReturnedLine wanted, Purchase purchase) {
        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < purchase.lines().size(); i++) {
            boolean isMeant = wanted.line().isEmpty() || wanted.line().get() == i + 1;
            boolean isArticle = wanted.sku().isEmpty()
                    || wanted.sku().equals(purchase.lines().get(i).sku());
            if (isMeant && isArticle) {
                lines.add(i);
            }
        }
        return lines;
    }

    private static Returned byQuantity(
            ReturnedLine wanted, long micros, Purchase purchase, List<Integer> lines, Returned before) {
        for (int line : lines) {
            boolean hasPrice = wanted.amount()
                    .map(amount -> isPartOf(purchase.lines().get(line), micros, amount))
                    .orElse(true);
            if (hasPrice && before.has(purchase, line, micros)) {
                return before.plus(line, new Returned.Part(micros, 0));
            }
        }
        return before;
    }

    /** Whether so much of the line costs this: the same price a unit, exactly. */
    private static boolean isPartOf(Line line, long micros, Money amount) {
        BigInteger asked = BigInteger.valueOf(amount.minor())
                .multiply(BigInteger.valueOf(line.quantity().micros()));
        BigInteger price = BigInteger.valueOf(line.amount().minor()).multiply(BigInteger.valueOf(micros));
        return asked.equals(price);
    }

    private static Returned byAmount(Money amount, Purchase purchase, List<Integer> lines, Returned before) {
        long wanted = amount.minor();
        Returned after = before;
        for (int line : lines) {
            long part = Math.min(wanted, Math.max(0, before.amountLeft(purchase, line)));
            if (part > 0) {
                after = after.plus(line, new Returned.Part(0, part));
                wanted -= part;
            }
        }
        return wanted == 0 ? after : before;
    }
}
