/** Keeps the documentation true: what it shows compiles, runs and gives what it says. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.docs;
