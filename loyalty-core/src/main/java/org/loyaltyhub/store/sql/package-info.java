/** The books in a database, over plain JDBC: SQLite, one file, or PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.loyaltyhub.store.sql;
