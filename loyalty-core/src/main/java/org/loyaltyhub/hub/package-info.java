/** The shell: takes events, answers outcomes. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.hub;
