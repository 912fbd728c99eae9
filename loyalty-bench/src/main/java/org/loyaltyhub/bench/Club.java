package org.loyaltyhub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.loyaltyhub.workload.Workload;

/** The example coalition with its thirty rules, and what its invented members do. */
final class Club {
    private final Programme programme =
            ProgrammeReader.read("programme.json", text("programme.json")).orElseThrow();
    private final Version version;

    Club() {
        List<RuleSource> sources = Stream.of(
                        "nord-fuel", "ural-fuel", "aqua-wash", "volga-tyres", "open-road", "programme")
                .map(name -> new RuleSource(name + ".loyalty", text("rules/" + name + ".loyalty")))
                .toList();
        version = RuleFiles.compile(programme, sources).orElseThrow().version();
    }

    Programme programme() {
        return programme;
    }

    Version version() {
        return version;
    }

    /** The first events of so many members, always the same. */
    List<Event> events(int members, int count) {
        Iterator<Event> all = events(members);
        List<Event> events = new ArrayList<>(count);
        while (events.size() < count) {
            events.add(all.next());
        }
        return events;
    }

    /** What so many members do, always the same, without end. */
    Iterator<Event> events(int members) {
        return Workload.of(programme, members, 1).events();
    }

    private static String text(String name) {
        try (InputStream in = Club.class.getResourceAsStream("highway-club/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " among the resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
