/** What partners report, and its JSON. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.event;
