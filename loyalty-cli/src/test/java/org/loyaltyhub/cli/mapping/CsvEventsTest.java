package org.loyaltyhub.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.cli.intake.Arrival;
import org.loyaltyhub.cli.intake.Intake;
import org.loyaltyhub.cli.intake.Misread;
import org.loyaltyhub.cli.intake.SourceFile;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;

class CsvEventsTest {
    private static final String HEADER = "receipt,at,card,product,litres,sum\n";

    private final List<Purchase> events = new ArrayList<>();
    private final List<String> refunds = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<String> misread = new ArrayList<>();
    private int leftOut;
    private int lines;

    @Test
    void a_row_becomes_a_purchase_of_one_line() throws IOException {
        read(Petrol.MAPPING, HEADER + "r1,02.03.2026 09:00,7001,Diesel,45.5,1600.20\n");

        assertThat(misread).isEmpty();
        assertThat(EventWriter.json(events.get(0)))
                .isEqualTo(
                        "{\"type\":\"purchase\",\"partner\":\"nord-fuel\",\"id\":\"r1\",\"at\":\"2026-03-02T08:00:00Z\","
                                + "\"member\":{\"card\":\"7001\"},\"currency\":\"CZK\",\"lines\":[{\"category\":\"fuel\","
                                + "\"quantity\":45.5,\"unit\":\"l\",\"amount\":\"1600.20\"}]}");
    }

    @Test
    void rows_of_one_receipt_need_not_stand_together() throws IOException {
        read(Petrol.MAPPING, HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,40,1400
                r2,02.03.2026 08:00,7002,Diesel,10,350
                r1,02.03.2026 09:05,7001,Washing,,99
                """);

        assertThat(told())
                .containsExactly("r1: fuel 40 l 1400.00 CZK, wash 0 pieces 99.00 CZK", "r2: fuel 10 l 350.00 CZK");
        assertThat(events.get(0).happenedAt()).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(arrivals.get(0).lines()).containsExactly(2L, 4L);
    }

    @Test
    void a_receipt_with_a_bad_row_is_refused_as_a_whole_and_the_others_are_taken() throws IOException {
        read(Petrol.MAPPING, HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,40,1400
                r2,02.03.2026 08:00,7002,Diesel,10,350
                r1,02.03.2026 09:05,7001,Washing,,99.5x
                r1,02.03.2026 09:05,7001,Coffee,1,45
                """);

        assertThat(told()).containsExactly("r2: fuel 10 l 350.00 CZK");
        assertThat(misread)
                .containsExactly(
                        "ROW shop.csv:4: `99.5x` in column `sum` is no number"
                                + " (the mapping's numbers look like 1234.50 and have at most 18 digits)",
                        "ROW shop.csv:5: `Coffee` in column `product` is no category"
                                + " (add it to the mapping's category table, or say what `otherwise` is)",
                        "RECEIPT shop.csv:2: 2 of its 3 rows cannot be read: lines 4, 5"
                                + " (a receipt is taken whole or not at all: repair them and report it again)");
    }

    @Test
    void everything_wrong_with_a_row_is_told_at_once() throws IOException {
        read(Petrol.MAPPING, HEADER + "r1,30.02.2026 09:00,,Deisel,4O,\n");

        assertThat(misread.subList(0, 5))
                .containsExactly(
                        "ROW shop.csv:2: `Deisel` in column `product` is no category (did you mean `Diesel`?)",
                        "ROW shop.csv:2: the row has no number: column `sum` is empty (fill it in)",
                        "ROW shop.csv:2: `4O` in column `litres` is no number"
                                + " (the mapping's numbers look like 1234.50 and have at most 18 digits)",
                        "ROW shop.csv:2: `30.02.2026 09:00` in column `at` is no date or time"
                                + " (the mapping's format is dd.MM.yyyy HH:mm)",
                        "ROW shop.csv:2: the row names no member: column `card` is empty"
                                + " (leave such rows out with `drop`, if they are not members')");
    }

    @Test
    void a_row_of_another_member_spoils_its_receipt() throws IOException {
        read(Petrol.MAPPING, HEADER + "r1,02.03.2026 09:00,7001,Diesel,1,35\nr1,02.03.2026 09:00,7002,Diesel,1,35\n");

        assertThat(events).isEmpty();
        assertThat(misread.get(0))
                .isEqualTo("ROW shop.csv:3: the row names [card:7002], its receipt began with [card:7001]"
                        + " (does `id` in the mapping tell receipts apart?)");
    }

    @Test
    void rows_with_too_many_or_too_few_columns_or_broken_quotes_are_refused_alone() throws IOException {
        read(Petrol.MAPPING, HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,1
                r2,02.03.2026 09:00,7001,Diesel,1,35,
                r3,"02.03.2026 09:00,7001,Diesel,1,35
                r4,02.03.2026 09:00,7001,Diesel,1,35
                """);

        assertThat(told()).containsExactly("r4: fuel 1 l 35.00 CZK");
        assertThat(misread)
                .containsExactly(
                        "ROW shop.csv:2: the row has 5 columns, the file has 6"
                                + " (is a delimiter missing, or one too many outside quotes?)",
                        "ROW shop.csv:3: the row has 7 columns, the file has 6"
                                + " (is a delimiter missing, or one too many outside quotes?)",
                        "ROW shop.csv:4: a field in quotes does not end with a quote before the next comma"
                                + " (write a quote inside a field twice, and close every field that begins with one)");
        assertThat(lines).isEqualTo(4);
    }

    @Test
    void texts_that_a_spreadsheet_would_run_are_texts() throws IOException {
        read(Petrol.MAPPING, HEADER + "=1+1,02.03.2026 09:00,@SUM(A1),Diesel,+1,-35\n");

        assertThat(told()).containsExactly("=1+1: fuel 1 l -35.00 CZK");
        assertThat(events.get(0).member().get(0).value()).isEqualTo("@SUM(A1)");
    }

    @Test
    void rows_are_left_out_as_the_mapping_says() throws IOException {
        String rows = """
                {"rows": {
                   "keep": [{"column": "product", "in": ["Diesel", "Washing"]}],
                   "drop": [{"column": "card", "empty": true}, {"column": "receipt", "startsWith": "C"}]},
                """;
        read(Petrol.MAPPING.replaceFirst("\\{", rows), HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,1,35
                r2,02.03.2026 09:00,7001,Nonsense,x,x
                r3,02.03.2026 09:00, ,Diesel,1,35
                C4,02.03.2026 09:00,7001,Diesel,1,35
                """);

        assertThat(told()).containsExactly("r1: fuel 1 l 35.00 CZK");
        assertThat(misread).isEmpty();
        assertThat(leftOut).isEqualTo(3);
    }

    @Test
    void an_export_in_the_czech_way_is_read() throws IOException {
        String mapping = Petrol.MAPPING.replaceFirst("\\{", """
                {"file": {"charset": "windows-1250", "delimiter": ";", "decimal": ",", "thousands": "\u00a0",
                          "columns": ["receipt", "at", "card", "product", "litres", "sum"]},
                """).replace("Washing", "Mytí vozidel");
        String text = "r1;02.03.2026 09:00;7001;Mytí vozidel;;\"1\u00a0234,50\"\r\n";

        read(mapping, text.getBytes(Charset.forName("windows-1250")));

        assertThat(told()).containsExactly("r1: wash 0 pieces 1234.50 CZK");
        assertThat(arrivals.get(0).firstLine()).isEqualTo(1);
    }

    @Test
    void an_amount_may_be_a_product_rounded_half_up_to_the_minor_unit() throws IOException {
        String mapping = Petrol.MAPPING.replace("\"{sum}\"", "{\"product\": [\"{litres}\", \"{sum}\"]}");
        read(mapping, HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,3,0.125
                r2,02.03.2026 09:00,7001,Diesel,3,0.111
                r3,02.03.2026 09:00,7001,Diesel,1,0.005
                r4,02.03.2026 09:00,7001,Diesel,1,-0.005
                """);

        assertThat(events.stream().map(event -> event.lines().get(0).amount().amount()))
                .containsExactly("0.38", "0.33", "0.01", "-0.01");
    }

    @Test
    void an_amount_finer_than_the_currency_is_refused() throws IOException {
        read(Petrol.MAPPING, HEADER + "r1,02.03.2026 09:00,7001,Diesel,1,35.005\n");

        assertThat(misread.get(0))
                .isEqualTo("ROW shop.csv:2: 35.005 in column `sum` is no amount in CZK"
                        + " (at most 2 digits after the point and 18 in all)");
    }

    @Test
    void a_constant_partner_has_its_own_clock() throws IOException {
        read(Petrol.MAPPING.replace("nord-fuel", "aqua-wash"), HEADER + "r1,02.03.2026 09:00,7001,Washing,1,35\n");

        assertThat(events.get(0).happenedAt()).isEqualTo("2026-03-02T09:00:00Z");
    }

    @Test
    void a_file_without_the_columns_named_is_refused_with_all_of_them() throws IOException {
        read(Petrol.MAPPING, "receipt,at,card,produkt,litres,sum,sum\n");

        assertThat(misread)
                .containsExactly(
                        "FILE shop.csv:1: there is no column `product` (did you mean `produkt`?)",
                        "FILE shop.csv:1: column `sum` is there 2 times (give each column a name of its own)");
    }

    @Test
    void a_wrong_delimiter_shows_in_the_first_column() throws IOException {
        read(Petrol.MAPPING, "receipt;at;card;product;litres;sum\n");

        assertThat(misread)
                .contains(
                        "FILE shop.csv:1: there is no column `receipt`"
                                + " (is the `delimiter` in the mapping right? The first column is `receipt;at;card;product;litres;sum`)");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        read(Petrol.MAPPING, "");

        assertThat(misread).containsExactly("FILE shop.csv:1: the file is empty");
    }

    @Test
    void a_receipt_has_at_most_a_thousand_rows() throws IOException {
        String row = "r1,02.03.2026 09:00,7001,Diesel,1,35\n";
        read(Petrol.MAPPING, HEADER + row.repeat(1_000));
        assertThat(events.get(0).lines()).hasSize(1_000);

        events.clear();
        read(Petrol.MAPPING, HEADER + row.repeat(1_001));
        assertThat(events).isEmpty();
        assertThat(misread)
                .containsExactly("RECEIPT shop.csv:2: the receipt has 1001 rows"
                        + " (at most 1000 are taken: does `id` in the mapping tell receipts apart?)");
    }

    @Test
    void rows_below_zero_become_refunds_with_the_other_sign() throws IOException {
        read(Petrol.WITH_REFUNDS, HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,40,1400
                r2,03.03.2026 09:00,7001,Diesel,-10,-350
                r2,03.03.2026 09:00,7001,Washing,,-99.50
                """);

        assertThat(misread).isEmpty();
        assertThat(told()).containsExactly("r1: fuel 40 l 1400.00 CZK");
        assertThat(refunds)
                .containsExactly("{\"type\":\"refund\",\"partner\":\"nord-fuel\",\"id\":\"r2-back\","
                        + "\"at\":\"2026-03-03T08:00:00Z\",\"member\":{\"card\":\"7001\"},\"currency\":\"CZK\","
                        + "\"lines\":[{\"sku\":\"Diesel\",\"quantity\":10,\"amount\":\"350.00\"},"
                        + "{\"sku\":\"Washing\",\"amount\":\"99.50\"}]}");
    }

    @Test
    void a_refund_may_name_its_purchase() throws IOException {
        String mapping = """
                {"type": "refund",
                 "receipt": {"partner": "nord-fuel", "id": "{receipt}", "at": {"of": "{at}", "format": "dd.MM.yyyy HH:mm"},
                             "member": {"card": "{card}"}, "purchase": "{product}"},
                 "line": {"amount": {"minus": "{sum}"}, "currency": "EUR"}}
                """;
        read(mapping, HEADER + "f1,02.03.2026 09:00,7001,r1,,-350\nf2,02.03.2026 09:00,7001,,,-1\n");

        assertThat(refunds.get(0))
                .contains("\"purchase\":\"r1\",\"currency\":\"EUR\",\"lines\":[{\"amount\":\"350.00\"}]");
        assertThat(refunds.get(1)).doesNotContain("purchase");
    }

    @Test
    void a_receipt_is_not_both_bought_and_returned() throws IOException {
        read(Petrol.WITH_REFUNDS.replace("{receipt}-back", "{receipt}"), HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,40,1400
                r1,02.03.2026 09:00,7001,Diesel,-10,-350
                """);

        assertThat(events).isEmpty();
        assertThat(refunds).isEmpty();
        assertThat(misread.get(0))
                .isEqualTo("ROW shop.csv:3: the row is of a refund, its receipt began as a purchase"
                        + " (give refunds an `id` of their own in the mapping, such as {receipt}-back)");
    }

    @Test
    void a_row_that_does_not_say_what_comes_back_is_refused() throws IOException {
        String mapping = Petrol.WITH_REFUNDS.replace("{\"minus\": \"{sum}\"}", "{\"minus\": \"{litres}\"}");
        read(mapping, HEADER + "r1,02.03.2026 09:00,7001,,,-1\nr2,02.03.2026 09:00,7001,Diesel,x,-1\n");

        assertThat(misread.get(0))
                .isEqualTo("ROW shop.csv:2: the row does not say what comes back: it has neither sku nor amount"
                        + " (fill one of them in)");
        assertThat(misread.get(1)).startsWith("ROW shop.csv:3: `x` in column `litres` is no number");
    }

    @Test
    void a_row_that_is_of_no_kind_is_left_out() throws IOException {
        String mapping = Petrol.WITH_REFUNDS.replace(
                "\"type\": \"purchase\",",
                "\"type\": \"purchase\", \"rows\": {\"keep\": [{\"column\": \"product\", \"is\": \"Diesel\"}]},");
        read(mapping, HEADER + "r1,02.03.2026 09:00,7001,Washing,1,99\nr2,02.03.2026 09:00,7001,Diesel,1,35\n");

        assertThat(told()).containsExactly("r2: fuel 1 l 35.00 CZK");
        assertThat(leftOut).isEqualTo(1);
    }

    @Test
    void a_number_may_be_the_first_that_the_row_has() throws IOException {
        String mapping = Petrol.MAPPING.replace("\"{sum}\"", "{\"firstOf\": [\"{sum}\", \"{litres}\"]}");
        read(mapping, HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,3,35
                r2,02.03.2026 09:00,7001,Diesel,3,
                r3,02.03.2026 09:00,7001,Diesel,,
                """);

        assertThat(told()).containsExactly("r1: fuel 3 l 35.00 CZK", "r2: fuel 3 l 3.00 CZK");
        assertThat(misread.get(0))
                .isEqualTo("ROW shop.csv:4: the row has no number: column `sum`, `litres` is empty (fill it in)");
    }

    private List<String> told() {
        return events.stream()
                .map(event -> event.key().id() + ": "
                        + event.lines().stream().map(CsvEventsTest::told).collect(Collectors.joining(", ")))
                .toList();
    }

    private static String told(Line line) {
        return line.category() + " " + line.quantity() + " " + line.amount();
    }

    private void read(String mapping, String csv) throws IOException {
        read(mapping, csv.getBytes(StandardCharsets.UTF_8));
    }

    private void read(String mapping, byte[] csv) throws IOException {
        Mapping read =
                MappingReader.read("mapping.json", mapping, Petrol.PROGRAMME).orElseThrow();
        SourceFile file = new SourceFile(0, "shop.csv", Path.of("shop.csv"));
        new CsvEvents(read, Petrol.PROGRAMME).read(file, new ByteArrayInputStream(csv), new Collecting());
    }

    private final class Collecting implements Intake {
        @Override
        public void arrived(Arrival arrival) {
            arrivals.add(arrival);
            if (arrival.event() instanceof Refund refund) {
                refunds.add(EventWriter.json(refund));
            } else {
                events.add((Purchase) arrival.event());
            }
        }

        @Override
        public void misread(Misread found) {
            found.texts().forEach(text -> misread.add(found.kind() + " " + text));
        }

        @Override
        public void rowLeftOut() {
            leftOut++;
        }

        @Override
        public void lineRead() {
            lines++;
        }
    }
}
