package org.loyaltyhub.rules.diagnostic;

import java.util.Locale;

/** How much a diagnostic matters. */
public enum Severity {
    /** The file is not accepted. */
    ERROR,
    /** The file is accepted; its author should look. */
    WARNING;

    /** The word in reports: {@code error}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
