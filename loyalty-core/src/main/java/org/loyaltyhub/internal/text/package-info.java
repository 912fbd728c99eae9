/** How texts for people are laid out. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.internal.text;
