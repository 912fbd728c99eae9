/** Recorded events decided once more: the same decisions and the same books, or the first difference. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.replay;
