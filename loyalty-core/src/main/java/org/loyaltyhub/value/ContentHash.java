package org.loyaltyhub.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first 128 bits of a SHA-256: enough that no two contents meet by accident.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record ContentHash(long high, long low) {

    /** The hash of a text's UTF-8 bytes. */
    public static ContentHash of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of bytes. */
    public static ContentHash of(byte[] content) {
        return of(content, content.length);
    }

    /** The hash of the first {@code length} bytes. */
    public static ContentHash of(byte[] content, int length) {
        MessageDigest digest = fresh();
        digest.update(content, 0, length);
        byte[] hash = digest.digest();
        return new ContentHash(longAt(hash, 0), longAt(hash, Long.BYTES));
    }

    /**
     * The hash that {@link #text} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static ContentHash parse(String text) {
        if (text.length() != 32) {
            throw new IllegalArgumentException("a hash has 32 hexadecimal digits, not " + text.length());
        }
        return new ContentHash(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
    }

    /** 32 hexadecimal digits. */
    public String text() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    private static long longAt(byte[] bytes, int offset) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[offset + i] & 0xff);
        }
        return value;
    }

    /** To be cloned: looking for an algorithm by its name takes longer than hashing an event. */
    private static final MessageDigest SHA_256 = sha256();

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
