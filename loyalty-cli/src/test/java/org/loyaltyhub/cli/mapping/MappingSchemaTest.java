package org.loyaltyhub.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;

class MappingSchemaTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(MappingReader.class.getResourceAsStream("mapping.schema.json"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_right_mapping_is_right_for_both() throws IOException {
        assertThat(MappingReader.read("m", Petrol.MAPPING, Petrol.PROGRAMME).problems())
                .isEmpty();
        assertThat(SCHEMA.validate(JSON.readTree(Petrol.MAPPING))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"petrol-cards", "online-shop"})
    void the_examples_are_right_for_both(String example) throws IOException {
        Path folder = Path.of("../examples").resolve(example);
        Programme programme =
                ProgrammeReader.read(folder.resolve("programme.json")).orElseThrow();

        assertThat(MappingReader.read(folder.resolve("mapping.json"), programme).problems())
                .isEmpty();
        assertThat(SCHEMA.validate(JSON.readTree(Files.readString(folder.resolve("mapping.json")))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'receipt': {}, 'line': {}}",
                "{'line': {'category': 'fuel', 'amount': '{sum}'}}",
                "{'file': {'delimeter': ';'}, REST",
                "{'file': {'decimal': ';'}, REST",
                "{'file': {'delimiter': ''}, REST",
                "{'file': {'columns': [1]}, REST",
                "{'rows': {'keep': [{'is': 'x'}]}, REST",
                "{'rows': {'keep': [{'column': 'x', 'is': 'x', 'in': ['x']}]}, REST",
                "{'rows': {'keep': [{'column': 'x', 'in': []}]}, REST",
                "{'rows': {'keep': [{'column': 'x', 'empty': 'yes'}]}, REST",
                "{'rows': [], REST",
                "{'more': 1, REST"
            })
    void a_mapping_of_a_wrong_shape_is_wrong_for_both(String text) throws JsonProcessingException {
        String json =
                text.replace('\'', '"').replace("REST", Petrol.MAPPING.strip().substring(1));

        assertThat(MappingReader.read("m", json, Petrol.PROGRAMME).problems()).isNotEmpty();
        assertThat(SCHEMA.validate(JSON.readTree(json))).isNotEmpty();
    }
}
