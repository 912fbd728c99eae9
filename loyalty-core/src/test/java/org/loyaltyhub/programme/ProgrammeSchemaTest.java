package org.loyaltyhub.programme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.internal.json.SchemaAgreement;
import org.loyaltyhub.problem.Golden;
import org.loyaltyhub.problem.Problem;

class ProgrammeSchemaTest {
    private final SchemaAgreement agreement = new SchemaAgreement(
            Programme.class.getResourceAsStream("programme.schema.json"),
            json -> ProgrammeReader.read("p.json", json).problems());

    @Test
    void schema_and_reader_take_the_same_right_files() throws JsonProcessingException {
        agreement.bothTake(ProgrammeReaderTest.highwayClub());
        agreement.bothTake(ProgrammeReaderTest.SMALLEST);
        agreement.bothTake(ProgrammeReaderTest.SMALLEST.replace("goods", "топливо-95"));
        agreement.bothTake(
                ProgrammeReaderTest.SMALLEST.replace("{\"name\":\"Club\"", "{\"$schema\":\"x\",\"name\":\"Club\""));
    }

    @Test
    void schema_and_reader_refuse_the_same_wrong_shapes() throws JsonProcessingException {
        Set<String> mutants = SchemaAgreement.mutantsOf(ProgrammeReaderTest.highwayClub());
        int refused = 0;
        for (String mutant : mutants) {
            refused += agreement.sameVerdict(mutant) ? 1 : 0;
        }

        assertThat(mutants).hasSizeGreaterThan(500);
        assertThat(refused).isGreaterThan(400);
    }

    @Test
    void schema_and_reader_agree_on_the_wrong_files() throws JsonProcessingException {
        for (Path file : Golden.inputs("programme/wrong")) {
            if (ProgrammeReader.read(file).problems().stream()
                    .map(Problem::code)
                    .noneMatch(Set.of("malformed-json", "duplicate-field")::contains)) {
                agreement.sameVerdict(Golden.text(file));
            }
        }
    }
}
