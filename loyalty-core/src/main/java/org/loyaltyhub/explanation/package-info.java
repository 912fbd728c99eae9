/** Why a rule gave, and why it did not, from the decision's own record. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.explanation;
