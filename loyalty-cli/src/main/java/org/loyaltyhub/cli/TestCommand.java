package org.loyaltyhub.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.CompiledBook;
import org.loyaltyhub.rules.scenario.Scenario;
import org.loyaltyhub.rules.scenario.ScenarioResult;
import org.loyaltyhub.rules.scenario.ScenarioRunner;
import org.loyaltyhub.value.RuleKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code loyalty test}: whether rules do what their authors' scenarios say. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Runs the scenarios in rule files and says which of them came out otherwise, what was expected, what came"
                    + " instead, and why.",
            "Names the rules that no scenario tries.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {
            " 0:every scenario passed",
            " 1:the rules have errors, or a scenario failed",
            Exit.ON_WRONG_USE,
            "70:a bug of ours"
        })
final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CheckedFiles files = new CheckedFiles();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Programme programme = files.readProgramme();
        Books books = Books.read(programme, files.rulePaths());
        books.stopOnErrors();
        List<Tried> tried = new ArrayList<>();
        for (CompiledBook book : books.compilation().books()) {
            tried.add(run(books, book));
        }
        if (shared.isJson()) {
            terminal.out().println(Json.text(json -> write(json, tried)));
        } else {
            print(tried);
        }
        return failed(tried) == 0 ? Exit.FINE : Exit.WRONG_RULES;
    }

    /** A book and what came of its scenarios. */
    private record Tried(CompiledBook book, List<ScenarioResult> results) {}

    private static Tried run(Books books, CompiledBook book) {
        ScenarioRunner runner = new ScenarioRunner(books.compilation().version(book));
        return new Tried(book, book.scenarios().stream().map(runner::run).toList());
    }

    private static long failed(List<Tried> tried) {
        return tried.stream()
                .flatMap(each -> each.results().stream())
                .filter(result -> !result.passed())
                .count();
    }

    private void print(List<Tried> tried) {
        for (Tried each : tried) {
            each.results().stream().filter(result -> !result.passed()).forEach(this::print);
        }
        for (Tried each : tried) {
            for (RuleKey rule : each.book().uncovered()) {
                terminal.out().println(each.book().file() + ": no scenario tries rule \"" + rule.name() + "\"");
            }
        }
        long all = tried.stream().mapToLong(each -> each.results().size()).sum();
        terminal.out()
                .println(all + (all == 1 ? " scenario: " : " scenarios: ") + (all - failed(tried)) + " passed, "
                        + failed(tried) + " failed");
    }

    private void print(ScenarioResult result) {
        Scenario scenario = result.scenario();
        terminal.out().println("failed: \"" + scenario.name() + "\" (" + scenario.place() + ")");
        for (ScenarioResult.Difference difference : result.differences()) {
            terminal.out().println("  expected  " + difference.expected());
            terminal.out().println("  actual    " + difference.actual());
            difference
                    .explanation()
                    .forEach(text -> terminal.out().println(text.indent(4).stripTrailing()));
        }
        terminal.out().println();
    }

    private static void write(JsonGenerator json, List<Tried> tried) throws IOException {
        json.writeStartObject();
        json.writeNumberField(
                "scenarios",
                tried.stream().mapToLong(each -> each.results().size()).sum());
        json.writeNumberField("failed", failed(tried));
        json.writeArrayFieldStart("results");
        for (Tried each : tried) {
            for (ScenarioResult result : each.results()) {
                write(json, result);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("untried");
        for (Tried each : tried) {
            for (RuleKey rule : each.book().uncovered()) {
                json.writeStartObject();
                json.writeStringField("file", each.book().file());
                json.writeStringField("owner", rule.owner().value());
                json.writeStringField("rule", rule.name());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ScenarioResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("scenario", result.scenario().name());
        json.writeStringField("place", result.scenario().place().toString());
        json.writeBooleanField("passed", result.passed());
        json.writeArrayFieldStart("differences");
        for (ScenarioResult.Difference difference : result.differences()) {
            json.writeStartObject();
            json.writeStringField("expected", difference.expected());
            json.writeStringField("actual", difference.actual());
            json.writeArrayFieldStart("explanation");
            for (String text : difference.explanation()) {
                json.writeString(text);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
