/** The pure core: {@code decide} and {@code evolve}. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.decision;
