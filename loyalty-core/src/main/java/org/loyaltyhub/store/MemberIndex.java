package org.loyaltyhub.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.MemberId;

/** Members in order, and by what the calendar brings them. Not thread-safe. */
final class MemberIndex {
    private final NavigableSet<MemberId> members = new TreeSet<>();
    private final NavigableSet<Due> due = new TreeSet<>();
    private final Map<MonthDay, NavigableSet<MemberId>> birthdays = new HashMap<>();

    void changed(@Nullable MemberState before, MemberState now) {
        MemberId member = now.id();
        Optional<Instant> wasIdle = before == null ? Optional.empty() : before.idleUntil();
        Optional<Instant> isIdle = now.idleUntil();
        if (!wasIdle.equals(isIdle)) {
            wasIdle.ifPresent(at -> due.remove(new Due(at, member)));
            isIdle.ifPresent(at -> due.add(new Due(at, member)));
        }
        Optional<LocalDate> was =
                before == null ? Optional.empty() : before.profile().birthday();
        Optional<LocalDate> is = now.profile().birthday();
        if (!was.equals(is)) {
            was.ifPresent(day -> bornOn(MonthDay.from(day)).remove(member));
            is.ifPresent(day -> bornOn(MonthDay.from(day)).add(member));
        }
        if (before == null) {
            members.add(member);
        }
    }

    private NavigableSet<MemberId> bornOn(MonthDay day) {
        return birthdays.computeIfAbsent(day, each -> new TreeSet<>());
    }

    List<MemberId> all() {
        return List.copyOf(members);
    }

    List<MemberId> members(Optional<MemberId> after, int most) {
        return page(members, after).limit(most).toList();
    }

    List<MemberId> bornOn(MonthDay day, Optional<MemberId> after, int most) {
        return page(birthdays.getOrDefault(day, new TreeSet<>()), after)
                .limit(most)
                .toList();
    }

    List<Due> due(Instant by, Optional<Due> after, int most) {
        return page(due, after)
                .takeWhile(each -> !each.at().isAfter(by))
                .limit(most)
                .toList();
    }

    private static <T> Stream<T> page(NavigableSet<T> all, Optional<T> after) {
        return after.map(last -> all.tailSet(last, false)).orElse(all).stream();
    }
}
