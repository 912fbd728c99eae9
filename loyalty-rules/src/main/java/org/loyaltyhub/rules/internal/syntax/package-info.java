/** Words, grammar, the tree of a file as written, and its canonical words. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.internal.syntax;
