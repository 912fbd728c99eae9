/** From the tree as written to checked rules: names, types, units, money. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules.internal.check;
