package org.loyaltyhub.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.internal.json.SchemaAgreement;
import org.loyaltyhub.problem.Golden;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.value.PartnerId;

class EventSchemaTest {
    private static final String PROFILE_CHANGE = """
            {"type":"profile change","id":"p-1","at":"2026-03-02T09:00","member":{"card":"7001"},
             "tier":"gold","segments":["vip"],"status":"active","birthday":"1990-03-05","attributes":{"pump":"4"}}""";

    private static final String ENROLMENT =
            "{\"type\":\"enrolment\",\"id\":\"e-1\",\"at\":\"2026-03-02T09:00Z\",\"member\":{\"card\":\"7001\"},"
                    + "\"birthday\":\"1990-03-05\",\"referrer\":{\"card\":\"7002\"}}";

    private static final String ATTRIBUTES_ALONE =
            "{\"type\":\"profile change\",\"id\":\"p-1\",\"at\":\"2026-03-02T09:00\","
                    + "\"member\":{\"card\":\"7001\"},\"attributes\":{\"pump\":\"4\"}}";

    private static final String QUOTE = """
            {"type":"quote","partner":"nord-fuel","id":"q-1","at":"2026-03-02T09:00","member":{"card":"7001"},
             "lines":[{"category":"coffee","amount":"90"}],"vouchers":["WASH-20"]}
            """;

    private static final String REFUND = """
            {"type":"refund","partner":"nord-fuel","id":"f-1","at":"2026-03-02T09:00","member":{"card":"7001"},
             "purchase":"r-1","currency":"RUB",
             "lines":[{"line":2,"quantity":"1"},{"sku":"95","quantity":2,"amount":"3.50"},{"amount":5}]}""";

    private static final String REFUND_WITHOUT_REFERENCE =
            "{\"type\":\"refund\",\"id\":\"f-1\",\"at\":\"2026-03-02T09:00\",\"member\":{\"card\":\"7001\"},"
                    + "\"lines\":[{\"sku\":\"95\"}]}";

    private static final String RESERVE =
            "{\"type\":\"redemption\",\"id\":\"p-1\",\"at\":\"2026-03-02T09:00\",\"member\":{\"card\":\"7001\"},"
                    + "\"reserve\":\"120\",\"upTo\":true}";

    private static final String COMMIT = "{\"type\":\"redemption\",\"id\":\"p-2\",\"at\":\"2026-03-02T09:00\","
            + "\"commit\":\"p-1\",\"points\":{\"units\":100}}";

    private static final String CANCEL =
            "{\"type\":\"redemption\",\"id\":\"p-3\",\"at\":\"2026-03-02T09:00\",\"cancel\":\"p-1\"}";

    private static final String ADJUSTMENT = """
            {"type":"adjustment","partner":"programme","id":"a-1","at":"2026-03-02T09:00","member":{"card":"7001"},
             "points":"-50","reason":"wrong till","clerk":"olga","approvedBy":"pavel"}""";

    private final EventReader reader = EventReader.of(EventReaderTest.HIGHWAY_CLUB);
    private final SchemaAgreement agreement =
            new SchemaAgreement(Event.class.getResourceAsStream("event.schema.json"), this::problems);
    private final SchemaAgreement ofProgramme = new SchemaAgreement(
            Event.class.getResourceAsStream("event.schema.json"),
            json -> reader.read(json, PartnerId.PROGRAMME).problems());

    private List<Problem> problems(String json) {
        return reader.read(json, new PartnerId("nord-fuel")).problems();
    }

    @Test
    void schema_and_reader_take_the_same_right_events() throws JsonProcessingException {
        agreement.bothTake(EventReaderTest.PURCHASE);
        agreement.bothTake(PROFILE_CHANGE);
        agreement.bothTake(ENROLMENT);
        agreement.bothTake(ATTRIBUTES_ALONE);
        agreement.bothTake(EventReaderTest.ACTIVITY);
        agreement.bothTake(QUOTE);
        agreement.bothTake(REFUND);
        agreement.bothTake(REFUND_WITHOUT_REFERENCE);
        agreement.bothTake(RESERVE);
        agreement.bothTake(COMMIT);
        agreement.bothTake(CANCEL);
        ofProgramme.bothTake(ADJUSTMENT);
        agreement.bothTake(
                EventWriter.json(reader.read(EventReaderTest.PURCHASE).orElseThrow()));
    }

    @Test
    void schema_and_reader_refuse_the_same_wrong_shapes() throws JsonProcessingException {
        Set<String> mutants = new LinkedHashSet<>();
        for (String right : List.of(
                EventReaderTest.PURCHASE,
                EventReaderTest.ACTIVITY,
                PROFILE_CHANGE,
                ATTRIBUTES_ALONE,
                ENROLMENT,
                QUOTE,
                REFUND,
                REFUND_WITHOUT_REFERENCE,
                RESERVE,
                COMMIT,
                CANCEL)) {
            mutants.addAll(SchemaAgreement.mutantsOf(right));
        }
        int refused = 0;
        for (String mutant : mutants) {
            refused += agreement.sameVerdict(mutant) ? 1 : 0;
        }

        for (String mutant : SchemaAgreement.mutantsOf(ADJUSTMENT)) {
            refused += ofProgramme.sameVerdict(mutant) ? 1 : 0;
        }

        assertThat(mutants).hasSizeGreaterThan(800);
        assertThat(refused).isGreaterThan(600);
    }

    @Test
    void schema_and_reader_agree_on_the_wrong_events() throws JsonProcessingException {
        for (Path file : Golden.inputs("event/wrong")) {
            String json = Golden.text(file);
            if (problems(json).stream()
                    .map(Problem::code)
                    .noneMatch(Set.of("malformed-json", "duplicate-field")::contains)) {
                agreement.sameVerdict(json);
            }
        }
    }
}
