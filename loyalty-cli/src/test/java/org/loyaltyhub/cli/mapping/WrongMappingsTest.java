package org.loyaltyhub.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.cli.Golden;
import org.loyaltyhub.problem.Problem;

/** One thing at a time is made wrong in a right mapping; the whole text of what is said is compared. */
class WrongMappingsTest {
    /** What is replaced in {@link Petrol#MAPPING}, and by what. */
    private static final Map<String, String[]> CHANGES = new LinkedHashMap<>();

    static {
        change("no json", "\"id\"", "id");
        change("breaks off", "\"amount\": \"{sum}\"\n  }\n}\n", "\"amount\": ");
        change("a list", Petrol.MAPPING, "[1]");
        change("unknown field", "\"receipt\": {", "\"recipt\": {");
        change("a part is missing", Petrol.MAPPING, "{\"line\": {\"category\": \"fuel\", \"amount\": \"{sum}\"}}");
        change("a field is given twice", "\"id\": \"{receipt}\",", "\"id\": \"{receipt}\", \"id\": \"{at}\",");
        change("unknown partner", "\"nord-fuel\"", "\"nord-fule\"");
        change("unknown category", "\"fuel\": [", "\"feul\": [");
        change("unknown otherwise", "\"wash\": [\"Washing\"]}", "\"wash\": [\"Washing\"]}, \"otherwise\": \"other\"");
        change("a word in two categories", "\"wash\": [\"Washing\"]", "\"wash\": [\"Washing\", \"Diesel\"]");
        change("unknown identifier", "{\"card\": ", "{\"cart\": ");
        change("no identifier", "{\"card\": \"{card}\"}", "{}");
        change("a brace is not closed", "\"{receipt}\"", "\"{receipt\"");
        change("a brace closes nothing", "\"{receipt}\"", "\"receipt}\"");
        change("a column without a name", "\"{receipt}\"", "\"{}\"");
        change("columns that touch", "\"{receipt}\"", "\"{card}{receipt}\"");
        change("a constant id", "\"{receipt}\"", "\"receipt\"");
        change("no format of dates", "dd.MM.yyyy HH:mm", "tt.MM.jjjj");
        change("minutes for months", "dd.MM.yyyy HH:mm", "dd.mm.yyyy HH:mm");
        change("twelve hours without half of the day", "HH:mm", "hh:mm");
        change("unknown zone", "HH:mm\"}", "HH:mm\", \"zone\": \"Europe/Prag\"}");
        change("unknown unit", "\"quantity\": \"{litres}\",", "\"quantity\": \"{litres}\", \"unit\": \"litre\",");
        change("unknown currency", "\"amount\": ", "\"currency\": \"CKZ\", \"amount\": ");
        change("unknown attribute", "\"amount\": ", "\"attributes\": {\"pmup\": \"{pump}\"}, \"amount\": ");
        change("a product of three", "\"{sum}\"", "{\"product\": [\"{a}\", \"{b}\", \"{c}\"]}");
        change("a number for a template", "\"{sum}\"", "12.5");
        change("unknown charset", "{\n  \"receipt\"", "{\"file\": {\"charset\": \"UFT-8\"},\n  \"receipt\"");
        change("a charset without lines", "{\n  \"receipt\"", "{\"file\": {\"charset\": \"UTF-16\"},\n  \"receipt\"");
        change("a long delimiter", "{\n  \"receipt\"", "{\"file\": {\"delimiter\": \"||\"},\n  \"receipt\"");
        change("quote and delimiter are one", "{\n  \"receipt\"", "{\"file\": {\"quote\": \",\"},\n  \"receipt\"");
        change("decimal is no sign", "{\n  \"receipt\"", "{\"file\": {\"decimal\": \"comma\"},\n  \"receipt\"");
        change(
                "one sign for two",
                "{\n  \"receipt\"",
                "{\"file\": {\"decimal\": \",\", \"thousands\": \",\"},\n  \"receipt\"");
        change(
                "a test asks nothing",
                "{\n  \"receipt\"",
                "{\"rows\": {\"keep\": [{\"column\": \"x\"}]},\n  \"receipt\"");
        change(
                "a test asks two things",
                "{\n  \"receipt\"",
                "{\"rows\": {\"drop\": [{\"column\": \"x\", \"is\": \"a\", \"empty\": true}]},\n  \"receipt\"");
        change(
                "an unknown test",
                "{\n  \"receipt\"",
                "{\"rows\": {\"keep\": [{\"column\": \"x\", \"matches\": \".*\"}]},\n  \"receipt\"");
        change("an unknown type", "{\n  \"receipt\"", "{\"type\": \"refnud\",\n  \"receipt\"");
        change("a type that comes as JSON only", "{\n  \"receipt\"", "{\"type\": \"redemption\",\n  \"receipt\"");
        change("a refund with fields of a purchase", "{\n  \"receipt\"", "{\"type\": \"refund\",\n  \"receipt\"");
        change(
                "a refund of nothing",
                Petrol.MAPPING.substring(Petrol.MAPPING.indexOf("\"line\"")),
                "\"type\": \"refund\", \"line\": {\"quantity\": \"{litres}\"}}");
        change("no events", Petrol.MAPPING, "{\"events\": []}");
        change("events beside a receipt", "{\n  \"receipt\"", "{\"events\": [{\"type\": \"refund\"}],\n  \"receipt\"");
        change("a number made in two ways", "\"{sum}\"", "{\"minus\": \"{a}\", \"firstOf\": [\"{b}\", \"{c}\"]}");
        change("a number made in no way", "\"{sum}\"", "{}");
        change("a number made in an unknown way", "\"{sum}\"", "{\"plus\": \"{a}\"}");
        change("a first of one", "\"{sum}\"", "{\"firstOf\": [\"{a}\"]}");
        change("letters that cannot be seen", "\"nord-fuel\"", "\"nord\u202Efuel\"");
        change("a bell in a text", "\"nord-fuel\"", "\"nord\u0007fuel\"");
        change("hidden letters in a template", "\"nord-fuel\"", "\"nord\u202E{fuel\"");
    }

    @Test
    void the_mapping_they_are_made_of_is_right() {
        assertThat(problems(Petrol.MAPPING)).isEmpty();
    }

    @Test
    void every_wrong_mapping_is_told_its_problems_word_for_word() {
        String found = CHANGES.entrySet().stream()
                .map(each -> "# " + each.getKey() + "\n" + told(problems(changed(each.getValue()))) + "\n")
                .collect(Collectors.joining());

        Golden.matches("mapping/wrong-mappings.txt", found);
    }

    @Test
    void no_message_speaks_of_java_or_shows_what_cannot_be_seen() {
        for (String[] change : CHANGES.values()) {
            for (Problem problem : problems(changed(change))) {
                assertThat(problem.toString()).doesNotContain("Exception", "java", "\u202E", "\u0007");
            }
        }
    }

    private static void change(String name, String from, String to) {
        CHANGES.put(name, new String[] {from, to});
    }

    private static String changed(String[] change) {
        assertThat(Petrol.MAPPING).contains(change[0]);
        return Petrol.MAPPING.replace(change[0], change[1]);
    }

    private static List<Problem> problems(String json) {
        return MappingReader.read("mapping.json", json, Petrol.PROGRAMME).problems();
    }

    private static String told(List<Problem> problems) {
        assertThat(problems).isNotEmpty();
        return problems.stream()
                .map(problem -> "error[" + problem.code() + "] " + problem + "\n")
                .collect(Collectors.joining());
    }
}
