/** What the hub answers to an event: six outcomes, all of them values. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.outcome;
