/** How decisions, states, events and entries are written as JSON and read again. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.store.codec;
