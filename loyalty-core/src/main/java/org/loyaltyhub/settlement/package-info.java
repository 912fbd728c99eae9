/** Sealed periods of the journal, what partners owe or get for them, and the statements that say so. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.settlement;
