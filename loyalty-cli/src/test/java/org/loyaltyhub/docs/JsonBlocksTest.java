package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.cli.mapping.MappingReader;
import org.loyaltyhub.event.EventReader;

/** The JSON of the documentation is JSON, and what it says to be a mapping or an event is one. */
class JsonBlocksTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Stream<Page.Block> json() {
        return Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.info().startsWith("json"));
    }

    static Stream<Page.Block> mappings() {
        return Page.blocksOf("json mapping");
    }

    static Stream<Page.Block> events() {
        return Page.blocksOf("json event");
    }

    @ParameterizedTest
    @MethodSource("json")
    void a_block_of_json_parses(Page.Block block) {
        assertThatCode(() -> JSON.readTree(block.text())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void a_mapping_fits_the_highway_club(Page.Block block) {
        assertThat(MappingReader.read(block.toString(), block.text(), HighwayClub.programme())
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_fits_the_highway_club(Page.Block block) {
        assertThat(EventReader.of(HighwayClub.programme()).read(block.text()).problems())
                .isEmpty();
    }
}
