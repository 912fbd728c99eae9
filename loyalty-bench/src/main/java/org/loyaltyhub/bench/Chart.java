package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lines over two logarithmic axes, as SVG. Not thread-safe. */
final class Chart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS = List.of(
            "#0b6e4f", "#444444", "#c0392b", "#e67e22", "#8e44ad", "#2980b9", "#16a085", "#7f8c8d", "#b7950b",
            "#d35400");

    private final String title;
    private final String xName;
    private final String yName;
    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    private record Point(double x, double y) {}

    Chart(String title, String xName, String yName) {
        this.title = title;
        this.xName = xName;
        this.yName = yName;
    }

    void add(String line, double x, double y) {
        lines.computeIfAbsent(line, key -> new ArrayList<>()).add(new Point(x, y));
    }

    /** Empty if there is nothing to draw. */
    Optional<String> svg() {
        List<Point> all = lines.values().stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Axis x = Axis.of(all.stream().mapToDouble(Point::x).toArray(), LEFT, WIDTH - RIGHT);
        Axis y = Axis.of(all.stream().mapToDouble(Point::y).toArray(), HEIGHT - BOTTOM, TOP);
        StringBuilder out = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        .formatted(WIDTH, HEIGHT));
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(out, LEFT, 22, "start", "#000000", title);
        text(out, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "#000000", xName);
        text(out, 8, TOP - 8, "start", "#000000", yName);
        x.ticks().forEach(tick -> {
            line(out, x.at(tick), TOP, x.at(tick), HEIGHT - BOTTOM);
            text(out, x.at(tick), HEIGHT - BOTTOM + 18, "middle", "#000000", shown(tick));
        });
        y.ticks().forEach(tick -> {
            line(out, LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick));
            text(out, LEFT - 6, y.at(tick) + 4, "end", "#000000", shown(tick));
        });
        int colour = 0;
        for (Map.Entry<String, List<Point>> each : lines.entrySet()) {
            draw(out, each.getKey(), each.getValue(), COLOURS.get(colour++ % COLOURS.size()), x, y);
        }
        return Optional.of(out.append("</svg>\n").toString());
    }

    private static void draw(StringBuilder out, String name, List<Point> points, String colour, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x.at(point.x()), y.at(point.y())));
            out.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                    x.at(point.x()),
                    y.at(point.y()),
                    colour));
        }
        out.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>%n"
                .formatted(colour, path.toString().strip()));
        Point last = points.get(points.size() - 1);
        text(out, x.at(last.x()) + 8, y.at(last.y()) + 4, "start", colour, name);
    }

    private static void line(StringBuilder out, double x1, double y1, double x2, double y2) {
        out.append(
                String.format(Locale.ROOT, "<path stroke=\"#dddddd\" d=\"M%.1f %.1fL%.1f %.1f\"/>%n", x1, y1, x2, y2));
    }

    private static void text(StringBuilder out, double x, double y, String anchor, String colour, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                text));
    }

    private static String shown(double tick) {
        return String.format(Locale.ROOT, "%,.0f", tick);
    }

    /** A logarithmic axis from one power of ten to another. */
    private record Axis(int firstPower, int lastPower, int from, int to) {
        static Axis of(double[] values, int from, int to) {
            double least = Double.MAX_VALUE;
            double most = 1;
            for (double value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            int first = (int) Math.floor(Math.log10(Math.max(1, least)));
            return new Axis(first, Math.max(first + 1, (int) Math.ceil(Math.log10(most))), from, to);
        }

        double at(double value) {
            double share = (Math.log10(Math.max(1, value)) - firstPower) / (lastPower - firstPower);
            return from + share * (to - from);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int power = firstPower; power <= lastPower; power++) {
                ticks.add(Math.pow(10, power));
            }
            return ticks;
        }
    }
}
