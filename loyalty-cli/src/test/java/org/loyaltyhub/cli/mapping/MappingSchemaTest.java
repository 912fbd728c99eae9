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
import java.util.List;
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
        String firstOf = Petrol.MAPPING.replace(
                "\"{sum}\"", "{\"firstOf\": [{\"minus\": {\"product\": [\"{sum}\", \"{litres}\"]}}, \"{sum}\"]}");
        for (String right : List.of(Petrol.MAPPING, Petrol.WITH_REFUNDS, firstOf)) {
            assertThat(MappingReader.read("m", right, Petrol.PROGRAMME).problems())
                    .isEmpty();
            assertThat(SCHEMA.validate(JSON.readTree(right))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "petrol-cards/mapping.json",
                "online-shop/mapping.json",
                "online-shop/mapping-with-refunds.json",
                "fleet-fuel/mapping.json",
                "fleet-fuel/mapping-with-refunds.json"
            })
    void the_examples_are_right_for_both(String example) throws IOException {
        Path file = Path.of("../examples").resolve(example);
        Programme programme =
                ProgrammeReader.read(file.resolveSibling("programme.json")).orElseThrow();

        assertThat(MappingReader.read(file, programme).problems()).isEmpty();
        assertThat(SCHEMA.validate(JSON.readTree(Files.readString(file)))).isEmpty();
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
                "{'rows': {'keep': [{'column': 'x', 'negative': 'yes'}]}, REST",
                "{'type': 'refund', REST",
                "{'type': 'refnud', REST",
                "{'events': [], REST",
                "{'events': []}",
                "{'events': [{'type': 'refund'}]}",
                "{'receipt': {'partner': 'nord-fuel', 'id': '{r}', 'at': '{a}', 'member': {'card': '{c}'}},"
                        + " 'line': {'category': 'fuel', 'amount': {'minus': []}}}",
                "{'receipt': {'partner': 'nord-fuel', 'id': '{r}', 'at': '{a}', 'member': {'card': '{c}'}},"
                        + " 'line': {'category': 'fuel', 'amount': {'firstOf': ['{x}']}}}",
                "{'receipt': {'partner': 'nord-fuel', 'id': '{r}', 'at': '{a}', 'member': {'card': '{c}'}},"
                        + " 'line': {'category': 'fuel', 'amount': {'firstOf': ['{x}', '{y}'], 'minus': '{z}'}}}",
                "{'type': 'refund', 'receipt': {'partner': 'nord-fuel', 'id': '{r}', 'at': '{a}',"
                        + " 'member': {'card': '{c}'}, 'site': '7'}, 'line': {'sku': '{s}'}}",
                "{'type': 'refund', 'receipt': {'partner': 'nord-fuel', 'id': '{r}', 'at': '{a}',"
                        + " 'member': {'card': '{c}'}}, 'line': {'quantity': '{q}'}}",
                "{'more': 1, REST"
            })
    void a_mapping_of_a_wrong_shape_is_wrong_for_both(String text) throws JsonProcessingException {
        String json =
                text.replace('\'', '"').replace("REST", Petrol.MAPPING.strip().substring(1));

        assertThat(MappingReader.read("m", json, Petrol.PROGRAMME).problems()).isNotEmpty();
        assertThat(SCHEMA.validate(JSON.readTree(json))).isNotEmpty();
    }
}
