package org.loyaltyhub.store;

import org.jspecify.annotations.Nullable;

/** A store that cannot do what it promises: its database does not answer, its disk is full, its content was changed. */
public class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
