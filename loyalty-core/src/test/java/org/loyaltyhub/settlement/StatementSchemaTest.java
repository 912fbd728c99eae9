package org.loyaltyhub.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.internal.json.SchemaAgreement;

class StatementSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Statement.class.getResourceAsStream("statement.schema.json"));

    @Test
    void every_statement_is_as_the_schema_says() throws JsonProcessingException {
        Set<String> kinds = new TreeSet<>();
        for (long seed = 0; seed < 20; seed++) {
            RandomClub club = new RandomClub(seed).goOn(120);
            club.hub().operator().seal();
            Settled settled = club.hub().operator().settle(1).orElseThrow();
            for (Statement statement : settled.statements()) {
                JsonNode json = JSON.readTree(StatementJson.of(statement));
                assertThat(SCHEMA.validate(json)).as("seed %d", seed).isEmpty();
                json.get("items").forEach(item -> kinds.add(item.get("kind").asText()));
            }
            JsonNode json = JSON.readTree(StatementJson.of(settled.programme()));
            assertThat(SCHEMA.validate(json)).as("seed %d", seed).isEmpty();
        }
        Set<String> all = new TreeSet<>();
        for (Item.Kind kind : Item.Kind.values()) {
            all.add(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        all.remove("correction"); // what nothing else explains: no code books it yet
        assertThat(kinds).as("kinds seen").isEqualTo(all);
    }

    @Test
    void the_schema_refuses_what_is_missing_or_of_another_type() throws JsonProcessingException {
        RandomClub club = new RandomClub(1).goOn(30);
        club.hub().operator().seal();
        Settled settled = club.hub().operator().settle(1).orElseThrow();
        long refused = 0;
        Set<String> mutants = SchemaAgreement.mutantsOf(StatementJson.of(settled.programme()));
        for (String mutant : mutants) {
            refused += SCHEMA.validate(JSON.readTree(mutant)).isEmpty() ? 0 : 1;
        }

        assertThat(refused * 100 / mutants.size()).as("refused of a hundred").isGreaterThan(80);
    }
}
