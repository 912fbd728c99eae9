/** Reading JSON that nobody can be sure of: bounded, strict, every problem with its place, all of them in one run. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.internal.json;
