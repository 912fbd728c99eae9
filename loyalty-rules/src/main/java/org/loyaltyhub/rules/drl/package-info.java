/** Rules as DRL text, for people and tools that know Drools. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.drl;
