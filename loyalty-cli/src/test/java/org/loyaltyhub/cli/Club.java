package org.loyaltyhub.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A folder with a small coalition, as a user has it. */
final class Club {
    static final String PROGRAMME = """
            {
              "name": "Highway club",
              "currency": "RUB",
              "zone": "Europe/Moscow",
              "points": {"name": "point", "value": "0.50"},
              "unknown": "enrol",
              "identifiers": ["card"],
              "categories": [{"name": "fuel", "unit": "l"}, {"name": "wash"}],
              "partners": [
                {"id": "nord-fuel", "kinds": ["gas-station"]},
                {"id": "aqua-wash", "kinds": ["car-wash"]}
              ]
            }
            """;

    static final String RULES = """
            rulebook "Nord Fuel"
            owner nord-fuel

            rule "Base points"
              tell "1 point for every full 100 roubles"
              when purchase of fuel at nord-fuel
              then award 1 point per full 100 RUB

            rule "Full tank"
              when purchase of fuel at nord-fuel
               and quantity >= 40 l
              then award 50 points
              limit once per member per day

            scenario "A full tank"
              when purchase of fuel 40 l for 2000 RUB at nord-fuel on 2026-03-02 09:00
              then 20 points from "Base points"
               and 50 points from "Full tank"
               and nothing else
            """;

    static final String MAPPING = """
            {
              "receipt": {
                "partner": "nord-fuel",
                "id": "{receipt}",
                "at": {"of": "{at}", "format": "dd.MM.yyyy HH:mm"},
                "member": {"card": "{card}"}
              },
              "line": {
                "category": {"of": "{product}", "table": {"fuel": ["Diesel"], "wash": ["Washing"]}},
                "quantity": "{litres}",
                "amount": "{sum}"
              }
            }
            """;

    static final String HEADER = "receipt,at,card,product,litres,sum\n";

    private final Path folder;

    private Club(Path folder) {
        this.folder = folder;
    }

    static Club in(Path folder) {
        return new Club(folder).with("programme.json", PROGRAMME).with("rules/nord-fuel.loyalty", RULES);
    }

    Club with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Club with(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Club without(String name) {
        try {
            Files.delete(folder.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A purchase of fuel at nord-fuel, as JSON on a line. */
    static String fuel(String id, String at, String card, String litres, String roubles) {
        return """
                {"type":"purchase","partner":"nord-fuel","id":"%s","at":"%s","member":{"card":"%s"},"currency":"RUB",\
                "lines":[{"category":"fuel","quantity":%s,"unit":"l","amount":"%s"}]}
                """.formatted(id, at, card, litres, roubles);
    }

    /** A refund at nord-fuel as JSON on a line, with the fields given besides. */
    static String back(String id, String at, String more) {
        return """
                {"type":"refund","partner":"nord-fuel","id":"%s","at":"%s",%s}
                """.formatted(id, at, more);
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    String text(String name) {
        try {
            return Files.readString(folder.resolve(name)).replace(folder.toString(), "DIR");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Calls the command. */
    Said say(String... args) {
        return Said.by(folder, args);
    }

    /** Calls {@code loyalty run} on the folder. */
    Said run(String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "run";
        args[1] = folder.toString();
        System.arraycopy(more, 0, args, 2, more.length);
        return say(args);
    }
}
