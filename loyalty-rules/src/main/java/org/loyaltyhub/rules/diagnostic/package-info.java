/** What is wrong with a rule file, in its author's own words and place. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.diagnostic;
