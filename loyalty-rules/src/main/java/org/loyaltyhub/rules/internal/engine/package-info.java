/** Rules as a Drools network: the only package that knows Drools. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.internal.engine;
