package org.loyaltyhub.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/** A programme whose names rules could not tell from words of the language. */
class ProgrammeNamesTest {
    private static final String RULES = """
            rulebook "Nord"
            owner nord
            rule "A" when purchase at nord then award 1 point
            scenario "A" when purchase of wash for 5 RUB at nord on 2026-03-02 then 1 point from "A"
            """;

    private static Programme programme(String tier, String category, String kind) {
        return ProgrammeReader.read("programme.json", """
                {
                  "name": "Club", "currency": "RUB", "zone": "Europe/Moscow", "unknown": "enrol",
                  "points": {"name": "point", "value": "0.50"},
                  "identifiers": ["card"], "units": ["week"],
                  "categories": [{"name": "wash"}, {"name": "%s", "unit": "week"}],
                  "tiers": ["basic", "%s"],
                  "activities": ["refund"],
                  "attributes": {"month": "text"}, "draws": ["year"], "vouchers": ["off"], "segments": ["may"],
                  "partners": [
                    {"id": "nord", "kinds": ["%s"], "issuePrice": "0.60"},
                    {"id": "own", "issuePrice": "0.60"}
                  ]
                }
                """.formatted(category, tier, kind))
                .orElseThrow();
    }

    @Test
    void names_that_rules_write_bare_are_refused_if_they_are_words_of_any_language() throws IOException {
        List<Diagnostic> found = RuleFiles.compile(
                        programme("may", "баллов", "partners"), List.of(new RuleSource("nord.loyalty", RULES)))
                .diagnostics();

        Golden.assertSame(
                Path.of("src/test/resources/org/loyaltyhub/rules/programme/names.txt"),
                found.stream().map(Diagnostic::render).collect(Collectors.joining("\n\n", "", "\n")));
    }
}
