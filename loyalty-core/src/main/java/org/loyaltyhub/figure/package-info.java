/** The closed catalogue of figures that rules may ask for, and their evaluation over a purchase and a member's memory. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.figure;
