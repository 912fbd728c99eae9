/** Texts by language: a table for each, English underneath. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.internal.language;
