/** How a partner's own export becomes events: the mapping file, and the reader that follows it. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.cli.mapping;
