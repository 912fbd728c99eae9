package org.loyaltyhub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found, as JSON, as tables in Markdown and as charts.
 *
 * @param machine on what it was found
 * @param method how
 */
record Report(String machine, String method, List<Finding> findings) {

    /** Writes {@code NAME.json}, {@code NAME.md} and {@code NAME-….svg} into the folder. */
    void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(name + ".json").toFile(), json());
        Map<String, String> charts = charts();
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            Files.writeString(folder.resolve(name + "-" + chart.getKey() + ".svg"), chart.getValue());
        }
        String links = charts.keySet().stream()
                .map(chart -> "\n![" + chart + "](" + name + "-" + chart + ".svg)\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve(name + ".md"), markdown() + links);
    }

    ObjectNode json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("machine", machine);
        root.put("method", method);
        ArrayNode all = root.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode each = all.addObject();
            each.put("question", finding.question());
            each.put("way", finding.way());
            finding.parameters().forEach(each.putObject("parameters")::put);
            finding.cpu().nanos().forEach(each.putArray("cpuNanosByFork")::add);
            finding.clock().nanos().forEach(each.putArray("clockNanosByFork")::add);
            finding.p99().ifPresent(nanos -> each.put("p99Nanos", nanos));
            finding.bytes().ifPresent(bytes -> each.put("bytes", bytes));
        }
        ArrayNode targets = root.putArray("targets");
        for (Target target : Targets.of(findings)) {
            ObjectNode each = targets.addObject();
            each.put("what", target.what()).put("wanted", target.wanted());
            target.measured().ifPresent(measured -> {
                each.put("measured", measured.value())
                        .put("least", measured.least())
                        .put("most", measured.most());
            });
            target.isMet().ifPresent(met -> each.put("met", met));
        }
        return root;
    }

    String markdown() {
        StringBuilder out = new StringBuilder("# Benchmarks\n\n");
        out.append(machine).append("\n\n").append(method).append('\n');
        targets(out);
        Set<String> questions = new LinkedHashSet<>();
        findings.forEach(finding -> questions.add(finding.question()));
        for (String question : questions) {
            List<Finding> of = findings.stream()
                    .filter(finding -> finding.question().equals(question))
                    .toList();
            out.append("\n## ").append(words(question)).append("\n\n");
            table(of, out);
        }
        return out.toString();
    }

    private void targets(StringBuilder out) {
        out.append("\n| what | wanted | measured (from–to, of the forks) | met |\n|---|---:|---:|---|\n");
        for (Target target : Targets.of(findings)) {
            out.append("| ").append(target.what()).append(" | ").append(target.wanted());
            out.append(" | ")
                    .append(target.found())
                    .append(" | ")
                    .append(target.verdict())
                    .append(" |\n");
        }
    }

    private void table(List<Finding> rows, StringBuilder out) {
        List<String> parameters = new ArrayList<>(rows.get(0).parameters().keySet());
        boolean competes = parameters.contains("contender");
        boolean waits = rows.stream().anyMatch(row -> row.p99().isPresent());
        parameters.forEach(name -> out.append("| ").append(name).append(' '));
        out.append("| way | ns of CPU, median | least–most of forks | ns by the clock |");
        out.append(waits ? " p99 of a wait, ms |" : "").append(" bytes |");
        out.append(competes ? " against ours |\n" : "\n");
        out.append("|---".repeat(parameters.size())).append("|---|---:|---:|---:|");
        out.append(waits ? "---:|" : "").append("---:|").append(competes ? "---:|\n" : "\n");
        for (Finding row : rows) {
            parameters.forEach(
                    name -> out.append("| ").append(row.parameters().get(name)).append(' '));
            out.append("| ").append(words(row.way()).toLowerCase(Locale.ROOT)).append(" | ");
            out.append(row.isTimed() ? number(row.cpu().median()) : "").append(" | ");
            out.append(
                    row.isTimed()
                            ? number(row.cpu().least()) + "–" + number(row.cpu().most())
                            : "");
            out.append(" | ")
                    .append(row.isTimed() ? number(row.clock().median()) : "")
                    .append(" | ");
            if (waits) {
                out.append(row.p99().map(nanos -> number(nanos / 1e6)).orElse(""))
                        .append(" | ");
            }
            out.append(row.bytes().map(Report::number).orElse("")).append(" |");
            out.append(competes ? " " + ratio(row) + " |\n" : "\n");
        }
    }

    /** How many times as long as ours. */
    private String ratio(Finding row) {
        return findings.stream()
                .filter(each -> each.isTimed() && each.isOursFor(row))
                .findFirst()
                .map(ours -> String.format(
                        Locale.ROOT, "%.2f", row.cpu().median() / ours.cpu().median()))
                .orElse("");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.1f" : "%,.0f", value);
    }

    /** {@code ScoreOnePurchase} as {@code Score one purchase}. */
    private static String words(String name) {
        String spaced = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9])", " ")
                .toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    private Map<String, String> charts() {
        Map<String, String> charts = new LinkedHashMap<>();
        for (Matches matches : Matches.values()) {
            Chart chart =
                    new Chart("One purchase, matches " + matches.name().toLowerCase(Locale.ROOT), "rules", "ns of CPU");
            for (Finding each : findings) {
                if (each.isTimed()
                        && each.way().equals("onOneThread")
                        && matches.name().equals(each.parameters().get("matches"))) {
                    each.contender()
                            .ifPresent(contender -> chart.add(
                                    contender.name(),
                                    Double.parseDouble(each.parameters().get("rules")),
                                    each.cpu().median()));
                }
            }
            chart.svg().ifPresent(svg -> charts.put("rules-" + matches.name().toLowerCase(Locale.ROOT), svg));
        }
        Chart history = new Chart("A decision with figures of the past", "past events", "ns of CPU");
        for (Finding each : findings) {
            if (each.isTimed() && each.question().equals(ScoreWithHistory.class.getSimpleName())) {
                history.add(
                        "LOYALTY",
                        Double.parseDouble(each.parameters().get("past")),
                        each.cpu().median());
            }
        }
        history.svg().ifPresent(svg -> charts.put("history", svg));
        return charts;
    }
}
