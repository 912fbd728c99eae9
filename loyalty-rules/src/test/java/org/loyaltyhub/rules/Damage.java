package org.loyaltyhub.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Damages rule files: their bytes, or their words, signs and numbers. */
final class Damage {
    private static final List<String> ODD = List.of(
            "0",
            "-1",
            "999999999999999999",
            "0.000001",
            "1e9",
            "9999-12-31",
            "0000-00-00",
            "24:00",
            "1..0",
            "((((((((((",
            "))))",
            "not not not not",
            "\"\"",
            "\"",
            "\u0000",
            "\u202E",
            "\uFEFF",
            "\u00A0",
            "\u0430",
            "e\u0301",
            "\r",
            "\u2028",
            "%",
            "{7}",
            "''",
            "\uD83D\uDE97");

    private final List<Sample> samples;
    private final SplittableRandom random;

    Damage(List<Sample> samples, SplittableRandom random) {
        this.samples = samples;
        this.random = random;
    }

    byte[] done(Sample sample) {
        String text = sample.some(random);
        if (random.nextInt(3) > 0) {
            text = inWords(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(3) == 0 ? inBytes(bytes) : bytes;
    }

    private String inWords(String text) {
        List<String> tokens = new ArrayList<>(Sample.tokens(text));
        for (int times = 1 + random.nextInt(3); times > 0 && tokens.size() > 2; times--) {
            int at = random.nextInt(tokens.size());
            int other = random.nextInt(tokens.size());
            switch (random.nextInt(9)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(other));
                case 2 -> Collections.swap(tokens, at, other);
                case 3 -> tokens.set(at, tokens.get(other));
                case 4 -> tokens.set(at, anywhere());
                case 5 -> tokens.add(at, anywhere());
                case 6 -> tokens.set(at, ODD.get(random.nextInt(ODD.size())));
                case 7 -> tokens.add(at, ODD.get(random.nextInt(ODD.size())));
                default ->
                    tokens.subList(at, Math.min(tokens.size(), at + random.nextInt(12)))
                            .clear();
            }
        }
        return String.join("", tokens);
    }

    /** A token of any file, in any language. */
    private String anywhere() {
        List<String> tokens = samples.get(random.nextInt(samples.size())).tokens();
        return tokens.get(random.nextInt(tokens.size()));
    }

    private byte[] inBytes(byte[] bytes) {
        byte[] damaged = bytes;
        for (int times = 1 + random.nextInt(4); times > 0 && damaged.length > 20; times--) {
            int at = random.nextInt(damaged.length - 10);
            int length = 1 + random.nextInt(10);
            switch (random.nextInt(5)) {
                case 0 -> damaged = spliced(damaged, at, at + length, new byte[0]);
                case 1 -> damaged = spliced(damaged, at, at, Arrays.copyOfRange(damaged, at, at + length));
                case 2 -> damaged[at] = (byte) (32 + random.nextInt(95));
                case 3 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                default -> damaged = Arrays.copyOf(damaged, at);
            }
        }
        return damaged;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] result = new byte[from + between.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }
}
