package org.loyaltyhub.rules.internal.check;

import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.value.Bits;

/**
 * The purchase that figures without goods of their own speak of.
 *
 * @param lines its lines that are meant
 * @param partners where it may come from
 */
record Subject(Selection lines, Bits partners) {}
