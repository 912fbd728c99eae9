/** Whether books are sound: every invariant of a store, and the first entry that breaks one. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.verification;
