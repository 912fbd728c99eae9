/** What rules say as DRL text, asked of Drools' own compiler. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.drl;
