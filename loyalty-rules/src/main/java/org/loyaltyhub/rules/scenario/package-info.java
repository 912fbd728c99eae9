/** Examples that authors write beside their rules, and what came of them. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.scenario;
