/** The typed tree of a rule: trigger, conditions, effects, clauses. Names are resolved, units are checked. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rule;
