/** The text of a rule file with its lines, and what was found in it. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.internal.source;
