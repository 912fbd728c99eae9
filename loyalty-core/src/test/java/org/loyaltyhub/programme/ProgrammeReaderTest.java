package org.loyaltyhub.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Unit;

class ProgrammeReaderTest {
    static final String SMALLEST = """
            {"name":"Club","currency":"GBP","points":{"name":"star","value":0.01},"zone":"Europe/London",
             "identifiers":["card"],"categories":[{"name":"goods"}],"partners":[{"id":"shop"}]}""";

    static String highwayClub() {
        try (InputStream in = ProgrammeReaderTest.class.getResourceAsStream("highway-club.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Programme read(String json) {
        return ProgrammeReader.read("programme.json", json).orElseThrow();
    }

    @Test
    void a_whole_programme_is_read_field_by_field() {
        Programme programme = read(highwayClub());

        Programme.Terms terms = programme.terms();
        assertThat(terms.name()).isEqualTo("Highway Club");
        assertThat(terms.currency()).isEqualTo(Currency.getInstance("RUB"));
        assertThat(terms.points()).isEqualTo(new PointTerms("point", "points", 0, 50_000_000));
        assertThat(terms.zone()).isEqualTo(ZoneId.of("Europe/Moscow"));
        assertThat(programme.horizon()).isEqualTo(Duration.ofDays(60));
        assertThat(terms.attachDays()).isEqualTo(14);
        assertThat(terms.unknown()).isEqualTo(UnknownMembers.ENROL);
        assertThat(terms.identifierKinds()).containsExactly("card", "phone");
        assertThat(terms.units()).containsExactly(new Unit("kg"));
        assertThat(terms.tiers()).containsExactly("basic", "silver", "gold");
        assertThat(terms.segments()).containsExactly("vip");
        assertThat(terms.activities()).containsExactly("survey");
        assertThat(terms.attributes())
                .containsEntry("pump", AttributeType.TEXT)
                .containsEntry("octane", AttributeType.NUMBER);
        assertThat(terms.draws()).containsExactly("Car of the year");
        assertThat(terms.vouchers()).containsExactly("WASH-20");
        assertThat(terms.agreements())
                .containsExactly(
                        new Agreement(
                                new PartnerId("aqua-wash"),
                                new PartnerId("nord-fuel"),
                                Optional.of(new Budget(
                                        Money.of("10000", "RUB"), Optional.of(Period.MONTH), Budget.Then.STOP))),
                        new Agreement(
                                PartnerId.PROGRAMME,
                                new PartnerId("nord-fuel"),
                                Optional.of(new Budget(Money.of("500", "RUB"), Optional.empty(), Budget.Then.OTHERS))));
    }

    @Test
    void a_branch_inherits_unit_and_earning() {
        Programme programme = read(highwayClub());

        assertThat(programme.category("diesel"))
                .contains(new Category("diesel", Optional.of("fuel"), Unit.LITRE, true));
        assertThat(programme.category("cigars"))
                .contains(new Category("cigars", Optional.of("tobacco"), Unit.PIECE, false));
    }

    @Test
    void a_partner_has_the_programmes_zone_and_point_value_unless_it_says_otherwise() {
        Programme programme = read(highwayClub());

        Partner nord = programme.partner(new PartnerId("nord-fuel")).orElseThrow();
        assertThat(nord.zone()).isEqualTo(ZoneId.of("Asia/Yekaterinburg"));
        assertThat(nord.issuePriceMicros()).isEqualTo(60_000_000);
        assertThat(nord.sells()).containsExactly("fuel", "coffee");
        assertThat(nord.reportFeeMinor()).isZero();
        Partner aqua = programme.partner(new PartnerId("aqua-wash")).orElseThrow();
        assertThat(aqua.name()).isEqualTo("aqua-wash");
        assertThat(aqua.zone()).isEqualTo(ZoneId.of("Europe/Moscow"));
        assertThat(aqua.issuePriceMicros()).isEqualTo(50_000_000);
        assertThat(aqua.sells()).isEmpty();
        assertThat(aqua.reportFeeMinor()).isEqualTo(150);
    }

    @Test
    void what_a_small_file_leaves_out_has_its_default() {
        Programme.Terms terms = read(SMALLEST).terms();

        assertThat(terms.points()).isEqualTo(new PointTerms("star", "stars", 0, 1_000_000));
        assertThat(terms.lateDays()).isEqualTo(60);
        assertThat(terms.attachDays()).isEqualTo(14);
        assertThat(terms.unknown()).isEqualTo(UnknownMembers.ENROL);
        assertThat(terms.tiers()).isEmpty();
        assertThat(terms.agreements()).isEmpty();
    }

    @Test
    void a_price_is_exact_to_a_millionth_of_the_minor_unit_for_the_smallest_unit_of_points() {
        String twoDecimals = SMALLEST.replace("\"value\":0.01", "\"decimals\":2,\"value\":\"0.000001\"");

        assertThat(read(twoDecimals).points().valueMicros()).isEqualTo(1);
        assertThat(codes(twoDecimals.replace("0.000001", "0.0000001"))).containsExactly("amount-precision");
    }

    @Test
    void names_may_be_of_any_one_alphabet() {
        String json = SMALLEST.replace("goods", "топливо-95").replace("shop", "магазин");

        assertThat(read(json).category("топливо-95")).isPresent();
    }

    @Test
    void the_digest_is_of_what_the_file_says_and_not_of_how_it_is_written() {
        String digest = read(SMALLEST).terms().digest();

        assertThat(digest).hasSize(32);
        assertThat(read(SMALLEST.replace(",", " ,\n  ")).terms().digest()).isEqualTo(digest);
        assertThat(read(SMALLEST.replace("0.01", "\"0.010\"")).terms().digest()).isEqualTo(digest);
        assertThat(read(SMALLEST.replace("{\"id\":\"shop\"}", "{\"name\":\"shop\",\"id\":\"shop\",\"kinds\":[]}"))
                        .terms()
                        .digest())
                .isEqualTo(digest);
        assertThat(read(SMALLEST.replace("0.01", "0.02")).terms().digest()).isNotEqualTo(digest);
        assertThat(read(SMALLEST.replace("\"goods\"", "\"goods\",\"unit\":\"l\""))
                        .terms()
                        .digest())
                .isNotEqualTo(digest);
    }

    @Test
    void a_byte_order_mark_does_no_harm() {
        assertThat(read("\uFEFF" + SMALLEST).terms()).isEqualTo(read(SMALLEST).terms());
    }

    @Test
    void a_file_that_is_not_there_is_a_problem(@TempDir Path folder) {
        Path file = folder.resolve("none.json");

        assertThat(ProgrammeReader.read(file).problems())
                .containsExactly(new Problem(
                        "cannot-read", file.toString(), "there is no such file", "check its name and who may read it"));
    }

    @Test
    void a_file_in_another_encoding_is_a_problem(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("programme.json");
        Files.write(file, SMALLEST.replace("Club", "Клуб").getBytes(StandardCharsets.UTF_16));

        assertThat(ProgrammeReader.read(file).problems())
                .extracting(Problem::code)
                .containsExactly("not-utf-8");
    }

    @Test
    void a_right_file_is_read_from_disk(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("programme.json");
        Files.writeString(file, highwayClub());

        assertThat(ProgrammeReader.read(file).orElseThrow().terms())
                .isEqualTo(read(highwayClub()).terms());
    }

    @Test
    void hostile_sizes_are_refused_before_they_cost_anything() {
        assertThat(codes("[".repeat(100_000))).containsExactly("too-deep");
        assertThat(codes("{\"name\":\"" + "x".repeat(9 << 20) + "\"}")).containsExactly("too-large");
        assertThat(codes(SMALLEST.replace("0.01", "1e999999999"))).containsExactly("number-too-large");
        assertThat(codes(SMALLEST.replace("0.01", "1e99999999999999999999"))).containsExactly("number-too-large");
        assertThat(codes(SMALLEST.replace("0.01", "1".repeat(500)))).containsExactly("number-too-large");
        assertThat(codes(SMALLEST.replace("0.01", "1".repeat(5000)))).containsExactly("too-large");
        assertThat(codes(SMALLEST.replace("\"shop\"", "\"sh\\u0000op\""))).containsExactly("bad-name");
        assertThat(codes(SMALLEST.replace("\"shop\"", "\"sh\\ud800op\""))).containsExactly("bad-name");
    }

    @Test
    void no_more_problems_are_told_than_a_person_can_read() {
        String many = "{\"id\":\"A\"},".repeat(5_000);

        Reading<Programme> reading =
                ProgrammeReader.read("p.json", SMALLEST.replace("{\"id\":\"shop\"}", many + "{\"id\":\"shop\"}"));

        assertThat(reading.problems()).hasSize(101);
        assertThat(reading.problems().get(100).code()).isEqualTo("too-many-problems");
    }

    private static List<String> codes(String json) {
        return ProgrammeReader.read("programme.json", json).problems().stream()
                .map(Problem::code)
                .toList();
    }
}
