/** Rule files: from what a partner wrote to what events are judged by. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.rules;
