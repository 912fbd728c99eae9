/** Amounts, names and exact arithmetic: points, money, quantities, ids, rounding and sharing. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.value;
