/** Invented coalitions: events as members of a programme would cause them, from a seed. For trials and benchmarks. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.workload;
