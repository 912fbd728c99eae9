/** Random programmes, rules and events, each from a seed: for laws that hold whatever they are. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.generated;
