/** Benchmarks of the engine, beside rules written for Drools by hand and beside plain Java. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.bench;
