/** The port to where events, decisions, entries and states are kept, and the one that keeps them in memory. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.store;
