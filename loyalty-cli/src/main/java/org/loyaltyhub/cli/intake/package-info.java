/** How files of events come in: unpacked, bounded, line by line, each bad line with its reason. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.cli.intake;
