package org.loyaltyhub.cli.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a CSV file is written.
 *
 * @param charset of its text
 * @param delimiter between two fields
 * @param quote around a field that holds a delimiter, a line end or a quote; doubled inside
 */
public record CsvDialect(Charset charset, char delimiter, char quote) {
    /** As RFC 4180 has it, in UTF-8. */
    public static final CsvDialect STANDARD = new CsvDialect(StandardCharsets.UTF_8, ',', '"');
}
