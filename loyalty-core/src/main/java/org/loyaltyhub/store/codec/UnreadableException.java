package org.loyaltyhub.store.codec;

/** What is stored is not what was written: another program changed it, or this one is older than what wrote it. */
public final class UnreadableException extends IllegalArgumentException {
    public UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
