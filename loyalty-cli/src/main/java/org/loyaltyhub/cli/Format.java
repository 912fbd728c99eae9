package org.loyaltyhub.cli;

/** For whom the command speaks. */
enum Format {
    /** For people. */
    TEXT,
    /** For machines. */
    JSON
}
