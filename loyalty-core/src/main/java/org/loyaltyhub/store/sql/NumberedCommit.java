package org.loyaltyhub.store.sql;

import org.loyaltyhub.store.Commit;

/**
 * A commit that is being written.
 *
 * @param bundle the place of its bundle among those that are written
 * @param place its decision's place in the order of all; 0 if nothing is decided
 */
record NumberedCommit(int bundle, Commit commit, long place) {}
