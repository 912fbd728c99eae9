package org.loyaltyhub.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.intake.Arrival;
import org.loyaltyhub.cli.intake.Intake;
import org.loyaltyhub.cli.intake.JsonLines;
import org.loyaltyhub.cli.intake.Misread;
import org.loyaltyhub.cli.intake.Named;
import org.loyaltyhub.cli.intake.SourceFile;
import org.loyaltyhub.cli.mapping.CsvEvents;
import org.loyaltyhub.cli.mapping.Mapping;
import org.loyaltyhub.cli.report.Progress;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventReader;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.hub.MemberIds;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.store.Store;

/**
 * Reads files of events, puts them in order and has a hub judge them. Nothing in a file ever stops it. Not thread-safe.
 */
final class Run {
    /** A clock that follows events goes no further ahead of the real one: a mistyped year would make all else too late. */
    private static final Duration FURTHEST_AHEAD = Duration.ofDays(366);

    private final Settings settings;
    private final Listener listener;
    private final Progress progress;
    private final FollowingClock following = new FollowingClock();
    private final RunCalendar calendar;
    private final Instant furthest;
    private final Hub hub;
    private final JsonLines jsonLines;
    private final @Nullable CsvEvents csv;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Arrival> next = new ArrayList<>();
    private boolean over;

    /** In which order events are judged. */
    enum Order {
        /** By happened-at, then by the place in the files. */
        HAPPENED,
        /** As they stand in the files. */
        FILE
    }

    /** What the hub takes for now. */
    enum ClockOf {
        /** The latest happened-at so far. */
        EVENTS,
        /** The real time. */
        NOW
    }

    /**
     * How to run.
     *
     * @param together how many events are written together
     * @param mostBytes of each file's content, unpacked
     */
    record Settings(
            Version version,
            Store store,
            int together,
            Optional<Mapping> mapping,
            Order order,
            ClockOf clock,
            long mostBytes) {}

    /** Is told of everything. */
    interface Listener {
        void lineRead();

        void rowLeftOut();

        void misread(Misread misread);

        /** It was read, and will be judged. */
        void arrived(Arrival arrival);

        /** The hub's answer. What was kept the store has been told already. */
        void judged(Arrival arrival, Event event, Outcome outcome);
    }

    Run(Settings settings, Listener listener, Progress progress) {
        this.settings = settings;
        this.listener = listener;
        this.progress = progress;
        this.furthest = Clock.systemUTC().instant().plus(FURTHEST_AHEAD);
        settings.store().lastRecordedAt().ifPresent(following::follow);
        this.hub = Hub.builder()
                .version(settings.version())
                .store(settings.store())
                .clock(settings.clock() == ClockOf.EVENTS ? following : Clock.systemUTC())
                .memberIds(MemberIds.countingAfter(settings.store().members()))
                .build();
        this.calendar = new RunCalendar(hub.operator(), settings.version());
        this.jsonLines = new JsonLines(EventReader.of(settings.version().programme()));
        this.csv = settings.mapping()
                .map(mapping -> new CsvEvents(mapping, settings.version().programme()))
                .orElse(null);
    }

    Hub hub() {
        return hub;
    }

    /** @param enough whether the last outcome was all that is wanted */
    void readAndJudge(List<SourceFile> files, Predicate<Outcome> enough) {
        checkMapping(files);
        boolean collect = settings.order() == Order.HAPPENED;
        for (SourceFile file : files) {
            read(file, new Sink(arrival -> {
                if (collect) {
                    arrivals.add(arrival);
                } else if (!over) {
                    over = judge(arrival, enough);
                }
            }));
        }
        if (collect) {
            arrivals.sort(Arrival.AS_HAPPENED);
            judgeAll(enough);
        }
        over = over || judgeNext(enough);
        if (!over) {
            calendar.endAt(following.instant());
        }
        progress.end();
    }

    private void checkMapping(List<SourceFile> files) {
        for (SourceFile file : files) {
            if (csv == null && Set.of("csv", "tsv", "txt").contains(ending(file))) {
                throw Stop.wrongUse(
                        file.name() + ": an export needs a mapping that says how its rows become events",
                        "give it by --mapping FILE");
            }
        }
    }

    private void read(SourceFile file, Sink intake) {
        int before = arrivals.size();
        progress.begin("reading " + file.name(), "kB", size(file) >> 10);
        long[] bytes = new long[1];
        try (InputStream in = file.open(settings.mostBytes(), read -> {
            bytes[0] += read;
            progress.advance(bytes[0] >> 10);
            bytes[0] &= 1023;
        })) {
            if (csv != null && !isJson(file)) {
                csv.read(file, in, intake);
            } else {
                jsonLines.read(file, in, intake);
            }
        } catch (SourceFile.TooLarge e) {
            String message = String.valueOf(e.getMessage());
            intake.misread(broken(file, "too-large", message, taken(before, intake) + ": --max-size allows more"));
        } catch (ZipException | EOFException e) {
            String message = "it is packed, and damaged or broken off";
            intake.misread(broken(file, "cannot-read", message, taken(before, intake) + ": get the whole file"));
        } catch (IOException e) {
            String message = "it cannot be read to its end";
            String advice = ": check the disk and who may read it";
            intake.misread(broken(file, "cannot-read", message, taken(before, intake) + advice));
        }
    }

    /** What is taken of a file that breaks off: nothing if nothing of it is judged yet. */
    private String taken(int before, Sink intake) {
        arrivals.subList(before, arrivals.size()).clear();
        if (settings.order() == Order.HAPPENED || intake.count == 0) {
            return "nothing of it is taken";
        }
        return intake.count == 1
                ? "the event before that is taken"
                : "the " + intake.count + " events before that are taken";
    }

    private static long size(SourceFile file) {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isJson(SourceFile file) {
        return Set.of("jsonl", "ndjson", "json").contains(ending(file));
    }

    /** Of the name without {@code .gz}, in small letters. */
    private static String ending(SourceFile file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        String unpacked = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        return unpacked.substring(unpacked.lastIndexOf('.') + 1);
    }

    private static Misread broken(SourceFile file, String code, String message, String advice) {
        return new Misread(
                Misread.Kind.FILE, file, List.of(), Named.unknown(), List.of(new Problem(code, "", message, advice)));
    }

    private void judgeAll(Predicate<Outcome> enough) {
        progress.begin("judging", "events", arrivals.size());
        Deque<Arrival> queue = new ArrayDeque<>(arrivals); // a judged one is let go, it may be large
        arrivals.clear();
        while (!queue.isEmpty() && !over) {
            over = judge(queue.removeFirst(), enough);
            progress.advance(1);
        }
    }

    private boolean judge(Arrival arrival, Predicate<Outcome> enough) {
        boolean found = comeToDayOf(arrival, enough);
        next.add(arrival);
        return found || (next.size() == settings.together() && judgeNext(enough));
    }

    /** What the calendar brings concerns all who came before, so they are judged first. */
    private boolean comeToDayOf(Arrival arrival, Predicate<Outcome> enough) {
        Instant at = arrival.happenedAt();
        boolean isInOrder = settings.order() == Order.HAPPENED && !at.isAfter(furthest);
        if (!isInOrder || !calendar.isNews(at)) {
            return false;
        }
        boolean found = judgeNext(enough);
        following.follow(at);
        calendar.comeTo(following.instant());
        return found;
    }

    /** Whether one of the outcomes is all that is wanted. */
    private boolean judgeNext(Predicate<Outcome> enough) {
        List<Event> events = next.stream().map(Arrival::event).toList();
        List<Outcome> outcomes = hub.operator().submitAll(events, this::follow);
        boolean found = false;
        for (int i = 0; i < events.size(); i++) {
            listener.judged(next.get(i), events.get(i), outcomes.get(i));
            found |= enough.test(outcomes.get(i));
        }
        next.clear();
        return found;
    }

    private void follow(Event event) {
        if (!event.happenedAt().isAfter(furthest)) {
            following.follow(event.happenedAt());
        }
    }

    /** Hands on what readers find. */
    private final class Sink implements Intake {
        private final Consumer<Arrival> arrived;
        private int count;

        Sink(Consumer<Arrival> arrived) {
            this.arrived = arrived;
        }

        @Override
        public void arrived(Arrival arrival) {
            count++;
            listener.arrived(arrival);
            arrived.accept(arrival);
        }

        @Override
        public void misread(Misread misread) {
            listener.misread(misread);
        }

        @Override
        public void rowLeftOut() {
            listener.rowLeftOut();
        }

        @Override
        public void lineRead() {
            listener.lineRead();
        }
    }
}
