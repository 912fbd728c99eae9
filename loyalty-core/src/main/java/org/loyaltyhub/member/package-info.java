/** What the hub remembers of a member: profile, memory of events, limit counters, lots. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.member;
