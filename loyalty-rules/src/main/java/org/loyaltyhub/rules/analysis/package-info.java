/** What rules may cost at the worst, worked out before they run. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.analysis;
