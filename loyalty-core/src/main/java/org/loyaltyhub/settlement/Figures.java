package org.loyaltyhub.settlement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.settlement.Item.Kind;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Points;

/** Sums up the figures of one statement, entry by entry. Not thread-safe. */
final class Figures {
    private static final Comparator<Item> ORDER =
            Comparator.comparing(Item::kind).thenComparing(Item::of);

    private final Map<Key, Sum> sums = new HashMap<>();

    private record Key(Kind kind, String of) {}

    private static final class Sum {
        private final Set<MemberId> members = new HashSet<>();
        private final EntryNumbers.Collecting entries = new EntryNumbers.Collecting();
        private long times;
        private long units;
        private long micros;
    }

    /** Counts an entry once, however many moves it has. */
    void add(Booked booked, Kind kind, String of, long units, long micros) {
        Sum sum = sums.computeIfAbsent(new Key(kind, of), key -> new Sum());
        sum.times += sum.entries.add(booked.number()) ? 1 : 0;
        sum.units = Math.addExact(sum.units, units);
        sum.micros = Math.addExact(sum.micros, micros);
        booked.member().ifPresent(sum.members::add);
    }

    /** The entry that is counted. */
    record Booked(long number, Optional<MemberId> member) {}

    long due() {
        long due = 0;
        for (Map.Entry<Key, Sum> each : sums.entrySet()) {
            due = each.getKey().kind().isDue() ? Math.addExact(due, each.getValue().micros) : due;
        }
        return due;
    }

    List<Item> items() {
        List<Item> items = new ArrayList<>();
        sums.forEach((key, sum) -> items.add(new Item(
                key.kind(),
                key.of(),
                sum.times,
                sum.members.size(),
                Points.ofUnits(sum.units),
                sum.micros,
                sum.entries.all())));
        items.sort(ORDER);
        return items;
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }
}
