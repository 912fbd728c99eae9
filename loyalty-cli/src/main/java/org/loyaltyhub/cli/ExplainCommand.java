package org.loyaltyhub.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.loyaltyhub.cli.intake.Arrival;
import org.loyaltyhub.cli.intake.Misread;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loyalty explain}: why an event got what it got, and why no more. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Says for one event why each rule gave what it gave, and why the others gave nothing.",
            "Runs the events up to that one in memory, as `loyalty run` does; or looks into the books of --store.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {
            " 0:all is well",
            " 1:the rules have errors",
            Exit.ON_WRONG_USE + "; or there is no such event",
            "70:a bug of ours"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private GivenFiles given = new GivenFiles();

    @Option(
            names = "--event",
            required = true,
            paramLabel = "PARTNER/ID",
            description = "Which event: the partner that reported it, a slash, and the partner's id for it.")
    private String event = "";

    @Option(names = "--rule", paramLabel = "NAME", description = "Only this rule, by its name.")
    private Optional<String> rule = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "CODE",
            description = {
                "The language of what is said around the rules' own words: en or ru. By default ${DEFAULT-VALUE}."
            })
    private String language = "en";

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private StoreOptions books = new StoreOptions();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        EventKey key = key();
        return books.isGiven() ? explainStored(key) : explainRun(key);
    }

    private int explainStored(EventKey key) {
        if (given.isAnything()) {
            throw Stop.wrongUse(
                    "the books of --store have programme, rules and events", "leave out where else they are");
        }
        return books.use(open -> {
            Reading<List<Explanation>> explained = open.audit().explain(key, Locale.forLanguageTag(language));
            List<Explanation> explanations = explained.value().orElseThrow(() -> Stop.unreadable(explained.problems()));
            checkRule(explanations.stream().map(each -> each.rule().name()).toList());
            print(explanations);
            return Exit.FINE;
        });
    }

    private int explainRun(EventKey key) {
        Programme programme = given.readProgramme();
        Version version = Books.read(programme, given.rulePaths()).version(terminal);
        checkRule(version.rules().stream().map(each -> each.key().name()).toList());
        Sought sought = new Sought(key);
        Run run = new Run(
                options.settings(version, InMemoryStore.keepingAll(), 1, given.readMapping(programme)),
                sought,
                Progressing.on(terminal, shared.isQuiet()));
        run.readAndJudge(given.eventFiles(), outcome -> sought.isFound());
        if (!sought.problems.isEmpty()) {
            throw Stop.unreadable(sought.problems);
        }
        Reading<List<Explanation>> explanations = run.hub().operator().explain(key, Locale.forLanguageTag(language));
        print(explanations.value().orElseThrow(() -> Stop.unreadable(explanations.problems())));
        return Exit.FINE;
    }

    private EventKey key() {
        int slash = event.indexOf('/');
        if (slash <= 0 || slash == event.length() - 1) {
            throw Stop.wrongUse("`" + event + "` names no event", "write --event PARTNER/ID");
        }
        return new EventKey(new PartnerId(event.substring(0, slash)), event.substring(slash + 1));
    }

    private void checkRule(List<String> known) {
        if (rule.isPresent() && !known.contains(rule.get())) {
            String near = Suggestion.didYouMean(rule.get(), known);
            throw Stop.wrongUse(
                    "there is no rule `" + rule.get() + "`", near.isEmpty() ? "`loyalty check` lists them" : near);
        }
    }

    private void print(List<Explanation> explanations) {
        List<Explanation> wanted = explanations.stream()
                .filter(each -> rule.isEmpty() || rule.get().equals(each.rule().name()))
                .toList();
        if (shared.isJson()) {
            terminal.out().println(Json.text(json -> write(json, wanted)));
        } else {
            terminal.out()
                    .println(String.join(
                            "\n\n", wanted.stream().map(Explanation::text).toList()));
        }
    }

    private static void write(JsonGenerator json, List<Explanation> explanations) throws IOException {
        json.writeStartArray();
        for (Explanation each : explanations) {
            write(json, each);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", explanation.event().toString());
        json.writeStringField("owner", explanation.rule().owner().value());
        json.writeStringField("rule", explanation.rule().name());
        json.writeStringField("place", explanation.place().toString());
        json.writeBooleanField("held", explanation.held());
        json.writeStringField("granted", explanation.grantedText());
        json.writeArrayFieldStart("requirements");
        for (Explanation.Requirement each : explanation.requirements()) {
            json.writeStartObject();
            json.writeStringField("text", each.text());
            json.writeStringField("truth", each.truth().name().toLowerCase(Locale.ROOT));
            json.writeStringField("values", each.values().orElse(null));
            json.writeStringField("missing", each.missing().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
        steps(json, "gifts", explanation.gifts());
        steps(json, "amounts", explanation.amounts());
        steps(json, "limits", explanation.limits());
        json.writeObjectFieldStart("payers");
        for (Explanation.Share each : explanation.payers()) {
            json.writeStringField(each.payer(), each.points());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void steps(JsonGenerator json, String name, List<Explanation.Step> steps) throws IOException {
        json.writeArrayFieldStart(name);
        for (Explanation.Step each : steps) {
            json.writeStartObject();
            json.writeStringField("text", each.text());
            json.writeStringField("values", each.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Looks out for one event. */
    private static final class Sought implements Run.Listener {
        private final EventKey key;
        private final List<Problem> problems = new ArrayList<>();
        private boolean found;

        Sought(EventKey key) {
            this.key = key;
        }

        boolean isFound() {
            return found;
        }

        @Override
        public void lineRead() {}

        @Override
        public void rowLeftOut() {}

        @Override
        public void misread(Misread misread) {
            boolean isSought = misread.event().is(key);
            if (isSought || misread.kind() == Misread.Kind.FILE) {
                misread.texts().forEach(text -> problems.add(new Problem("", "", text, "")));
            }
        }

        @Override
        public void arrived(Arrival arrival) {}

        @Override
        public void judged(Arrival arrival, Event event, Outcome outcome) {
            if (!event.key().equals(key)) {
                return;
            }
            if (outcome instanceof Accepted) {
                found = true;
            } else if (outcome instanceof Rejected refusal) {
                String place = arrival.file().name() + ":" + arrival.firstLine() + " ";
                refusal.problems().forEach(problem -> problems.add(problem.within(place)));
            }
        }
    }
}
