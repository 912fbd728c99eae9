/** What is wrong with a file of the author's: a code, a place, the values, the advice. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.problem;
