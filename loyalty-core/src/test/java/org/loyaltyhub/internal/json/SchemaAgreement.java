package org.loyaltyhub.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.loyaltyhub.problem.Problem;

/** Asks a reader and the JSON Schema shipped with it about the same texts, and whether they agree. */
public final class SchemaAgreement {
    /** What is wrong with the shape of a text: a schema can see all of it. */
    private static final Set<String> STRUCTURAL = Set.of(
            "missing-field", "unknown-field", "wrong-type", "empty-list", "not-a-number", "empty-text", "empty-change");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchema schema;
    private final Function<String, List<Problem>> reader;

    public SchemaAgreement(InputStream schema, Function<String, List<Problem>> reader) {
        this.schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        this.reader = reader;
    }

    /** The text is right for both. */
    public void bothTake(String json) throws JsonProcessingException {
        assertThat(reader.apply(json)).as(json).isEmpty();
        assertThat(schema.validate(JSON.readTree(json))).as(json).isEmpty();
    }

    /**
     * What the schema refuses the reader refuses; what the reader refuses for its shape the schema refuses. Answers
     * whether the schema refused.
     */
    public boolean sameVerdict(String json) throws JsonProcessingException {
        boolean refused = !schema.validate(JSON.readTree(json)).isEmpty();
        List<Problem> problems = reader.apply(json);
        if (refused) {
            assertThat(problems).as("only the schema refuses %s", json).isNotEmpty();
        } else {
            assertThat(problems)
                    .as("only the reader refuses the shape of %s", json)
                    .noneMatch(problem -> STRUCTURAL.contains(problem.code()) && !isOfTheProgramme(problem));
        }
        return refused;
    }

    /** What type an attribute has, each programme says itself. */
    private static boolean isOfTheProgramme(Problem problem) {
        return problem.place().contains("/attributes/");
    }

    /** Texts that differ from a right one in one place: something missing, something more, something of another type. */
    public static Set<String> mutantsOf(String json) throws JsonProcessingException {
        JsonNode root = JSON.readTree(json);
        Set<String> mutants = new LinkedHashSet<>();
        for (String pointer : pointersIn(root, "")) {
            for (String replacement :
                    List.of("null", "7", "-1", "1.5", "true", "\"\"", "\"x\"", "[]", "{}", "[7]", "{\"x\":7}")) {
                mutants.add(replaced(root, pointer, JSON.readTree(replacement)));
            }
            mutants.add(without(root, pointer));
            mutants.add(withMore(root, pointer));
        }
        mutants.remove(root.toString());
        return mutants;
    }

    private static List<String> pointersIn(JsonNode node, String at) {
        List<String> pointers = new ArrayList<>(List.of(at));
        node.fieldNames().forEachRemaining(name -> pointers.addAll(pointersIn(node.get(name), at + "/" + name)));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.addAll(pointersIn(node.get(i), at + "/" + i));
        }
        return pointers;
    }

    private static String replaced(JsonNode root, String pointer, JsonNode value) {
        if (pointer.isEmpty()) {
            return value.toString();
        }
        JsonNode copy = root.deepCopy();
        JsonNode parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
        String step = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            object.set(step, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(step), value);
        }
        return copy.toString();
    }

    private static String without(JsonNode root, String pointer) {
        if (pointer.isEmpty()) {
            return "{}";
        }
        JsonNode copy = root.deepCopy();
        JsonNode parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
        String step = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            object.remove(step);
        } else {
            ((ArrayNode) parent).remove(Integer.parseInt(step));
        }
        return copy.toString();
    }

    private static String withMore(JsonNode root, String pointer) {
        JsonNode copy = root.deepCopy();
        JsonNode here = copy.at(pointer);
        if (here instanceof ObjectNode object) {
            object.put("more", "of it");
        } else if (here instanceof ArrayNode list && !here.isEmpty()) {
            list.add(here.get(0).deepCopy());
        }
        return copy.toString();
    }
}
