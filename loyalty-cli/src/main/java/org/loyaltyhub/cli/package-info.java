/** The {@code loyalty} command: what people type, and what they are told. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.cli;
