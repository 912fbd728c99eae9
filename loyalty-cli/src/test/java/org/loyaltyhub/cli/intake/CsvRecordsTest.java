package org.loyaltyhub.cli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
    @Test
    void rows_are_cut_into_fields_with_the_line_they_begin_on() throws IOException {
        assertThat(rows("a,b\r\n1,2\n\n3,4\r5,6")).containsExactly("1 [a|b]", "2 [1|2]", "4 [3|4]", "5 [5|6]");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_field() throws IOException {
        assertThat(rows("\uFEFFid,b\n1,2")).containsExactly("1 [id|b]", "2 [1|2]");
    }

    @Test
    void a_quoted_field_may_hold_delimiters_quotes_and_line_ends() throws IOException {
        assertThat(rows("\"a,b\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",x\n7,8"))
                .containsExactly("1 [a,b|say \"hi\"]", "2 [two\nlines|x]", "4 [7|8]");
    }

    @Test
    void a_quote_inside_a_field_without_quotes_is_a_letter() throws IOException {
        assertThat(rows("7\" record,2\n3,4")).containsExactly("1 [7\" record|2]", "2 [3|4]");
    }

    @Test
    void a_quote_that_is_never_closed_costs_only_its_own_line() throws IOException {
        assertThat(rows("1,\"open\n2,b\n3,c")).containsExactly("1 broken-quotes", "2 [2|b]", "3 [3|c]");
    }

    @Test
    void letters_after_a_closing_quote_cost_only_the_line_where_the_field_began() throws IOException {
        assertThat(rows("\"a\"b,1\n2,\"x\n3\"y,4\n5,6"))
                .containsExactly("1 broken-quotes", "2 broken-quotes", "3 [3\"y|4]", "4 [5|6]");
    }

    @Test
    void a_record_may_run_over_a_hundred_lines_and_no_more() throws IOException {
        String hundred = "\"" + "\n".repeat(99) + "\",x";
        String more = "\"" + "\n".repeat(100) + "\",x";

        assertThat(rows(hundred)).hasSize(1).first().asString().endsWith("|x]");
        assertThat(rows(more)).first().isEqualTo("1 broken-quotes");
    }

    @Test
    void a_line_that_is_too_long_is_refused_and_the_next_one_is_read() throws IOException {
        String line = "x".repeat(ByteLines.LONGEST + 1);

        assertThat(rows("a\n" + line + "\nb")).containsExactly("1 [a]", "2 line-too-long", "3 [b]");
    }

    @Test
    void the_longest_line_allowed_is_read() throws IOException {
        String line = "x".repeat(ByteLines.LONGEST);

        assertThat(rows(line + "\nb")).containsExactly("1 [" + line + "]", "2 [b]");
    }

    @Test
    void a_line_in_another_charset_is_refused_and_the_next_one_is_read() throws IOException {
        byte[] bytes = "1,Žižkov\n2,b".getBytes(Charset.forName("windows-1250"));

        assertThat(rows(bytes, CsvDialect.STANDARD)).containsExactly("1 wrong-charset", "2 [2|b]");
        assertThat(rows(bytes, new CsvDialect(Charset.forName("windows-1250"), ',', '"')))
                .containsExactly("1 [1|Žižkov]", "2 [2|b]");
    }

    @Test
    void another_delimiter_and_another_quote_can_be_given() throws IOException {
        byte[] bytes = "1;'a;b'\n\"2\";c".getBytes(StandardCharsets.UTF_8);

        assertThat(rows(bytes, new CsvDialect(StandardCharsets.UTF_8, ';', '\'')))
                .containsExactly("1 [1|a;b]", "2 [\"2\"|c]");
    }

    @Test
    void a_file_made_to_be_looked_at_again_and_again_is_read_in_seconds() {
        // every line both closes a field of the line before and opens one of its own
        String hostile = "a\",\"b\n".repeat(300_000);

        List<String> rows = Assertions.assertTimeout(Duration.ofSeconds(20), () -> rows(hostile));

        assertThat(rows).hasSize(300_000).contains("1 broken-quotes", "299999 broken-quotes");
    }

    private static List<String> rows(String text) throws IOException {
        return rows(text.getBytes(StandardCharsets.UTF_8), CsvDialect.STANDARD);
    }

    private static List<String> rows(byte[] bytes, CsvDialect dialect) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CsvRecords records = new CsvRecords(new ByteLines(new ByteArrayInputStream(bytes)), dialect)) {
            for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
                String what =
                        row.problem().map(problem -> problem.code()).orElse("[" + String.join("|", row.fields()) + "]");
                rows.add(row.line() + " " + what);
            }
        }
        return rows;
    }
}
