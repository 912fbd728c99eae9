/** Double entry: accounts, postings that sum to zero, entries, lots. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.ledger;
