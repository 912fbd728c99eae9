package org.loyaltyhub.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loyaltyhub.value.ContentHash;

/** Plain SQL that lies next to this class, under a name as Flyway wants it. It never changes once it is shipped. */
record Script(int version, String name) {
    private static final Pattern TABLE = Pattern.compile("create table (\\w+) \\((.*)\\)", Pattern.DOTALL);
    /** What stands in a table beside its columns. */
    private static final Set<String> NO_COLUMNS = Set.of("primary", "foreign", "unique", "check", "constraint");

    private String text() {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without comments. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (String statement : text().replaceAll("(?m)^\\s*--.*$", "").split(";", -1)) {
            if (!statement.isBlank()) {
                statements.add(statement.strip());
            }
        }
        return statements;
    }

    String checksum() {
        return ContentHash.of(text()).text();
    }

    /** The columns of each table that it makes, in its order. It has a line for each. */
    Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String statement : statements()) {
            Matcher table = TABLE.matcher(statement);
            if (table.matches()) {
                tables.put(table.group(1), columns(table.group(2)));
            }
        }
        return tables;
    }

    private static List<String> columns(String body) {
        return body.strip()
                .lines()
                .map(line -> line.strip().split("\\W", 2)[0])
                .filter(word -> !NO_COLUMNS.contains(word))
                .toList();
    }
}
